// Under the map: that there is nothing to draw, or what is not drawn and where it is found.
import type { VNode } from "preact";
import { follow } from "../parts/follow.ts";
import { link, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { MOST_ELEMENTS, type Scene } from "./scene.ts";

export function GraphNotes({ scene }: { readonly scene: Scene }): VNode | null {
  const waiting = scene.actors.filter((one) => one.undrawn > 0 && !one.isOut);
  if (scene.actors.length + scene.transfers.length === 0) {
    return (
      <p class="note">
        {say("graph.empty")}{" "}
        <a href={link({ view: "load" })} onClick={follow({ view: "load" })}>
          {say("shell.load")}
        </a>
      </p>
    );
  }
  return (
    <>
      {scene.leftOut > 0 && <p class="note">{say("graph.left_out", { count: scene.leftOut })}</p>}
      {scene.beyond.length > 0 && (
        <p class="note">
          {say("graph.beyond", { most: MOST_ELEMENTS, count: scene.beyond.length })}{" "}
          {place.value.layout !== "table" && (
            <a href={link({ layout: "table" })} onClick={follow({ layout: "table" })}>
              {say("graph.layout.table")}
            </a>
          )}
        </p>
      )}
      {waiting.length > 0 && <p class="note">{say("graph.waiting", { count: waiting.length })}</p>}
    </>
  );
}
