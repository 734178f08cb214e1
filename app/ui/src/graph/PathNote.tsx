// Over the map: which path is lit, whether its order is certain, how many of its hops are drawn; and "only this path".
import type { VNode } from "preact";
import { CertaintyMark } from "../parts/marks.tsx";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { switched } from "./legend.ts";
import { BESIDE, type Scene } from "./scene.ts";

export function PathNote({ scene }: { readonly scene: Scene }): VNode | null {
  const { path } = scene;
  if (path === null) return null;
  const { hidden, path: number } = place.value;
  return (
    <p class="note path-note">
      <span>{say("graph.path", { number: number ?? 1, hops: path.hops })}</span>{" "}
      <CertaintyMark certain={path.certain} />{" "}
      {path.drawn < path.hops && <span>{say("graph.path.undrawn", { count: path.hops - path.drawn })} </span>}
      <label>
        <input
          type="checkbox"
          checked={hidden.includes(BESIDE)}
          onChange={() => go({ hidden: switched(hidden, BESIDE) })}
        />{" "}
        {say("graph.path.only")}
      </label>
    </p>
  );
}
