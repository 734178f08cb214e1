// What more there is to draw: around the chosen actor, or whoever has it; and steps back and forth.
import type { VNode } from "preact";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { openUp, redo, undo, undone } from "./expansion.ts";
import type { Scene } from "./scene.ts";

export function More({ scene }: { readonly scene: Scene | null }): VNode {
  const { more, sel } = place.value;
  const chosen = scene?.actors.find((one) => one.id === sel);
  return (
    <div class="more">
      {scene !== null && chosen !== undefined && chosen.undrawn > 0 && (
        <button type="button" class="main" onClick={() => openUp(scene, chosen.id)}>
          {say("graph.more.draw", { count: chosen.undrawn, name: chosen.label })}
        </button>
      )}
      {(more.length > 0 || undone.value.length > 0) && (
        <>
          <button type="button" disabled={more.length === 0} onClick={undo}>
            {say("graph.undo")}
          </button>
          <button type="button" disabled={undone.value.length === 0} onClick={redo}>
            {say("graph.redo")}
          </button>
        </>
      )}
    </div>
  );
}
