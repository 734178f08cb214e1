// The map of actors and transfers, or their table; what it shows, what it leaves out, and what its forms mean.
import type { VNode } from "preact";
import { Outline } from "../outline/Outline.tsx";
import { Asked, Failed } from "../parts/Asked.tsx";
import { LAYOUTS } from "../state/address.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { GraphNotes } from "./GraphNotes.tsx";
import { GraphTable } from "./GraphTable.tsx";
import { LegendList, PutOut } from "./LegendList.tsx";
import { MapCanvas } from "./MapCanvas.tsx";
import { More } from "./More.tsx";
import { PathNote } from "./PathNote.tsx";
import { PictureDialog } from "./PictureDialog.tsx";
import { useCanvas, usePicture } from "./usePicture.ts";
import { useScene } from "./useScene.ts";

export function GraphPanel(): VNode {
  const { base, scene, key, failed, isWaiting } = useScene();
  const { canvas, forces } = useCanvas();
  const shown = usePicture(scene, key, forces);
  const { layout } = place.value;
  return (
    <section class="graph" aria-label={say("graph.label")} aria-busy={isWaiting}>
      <div class="graph-bar">
        <h2>{say("graph.label")}</h2>
        <fieldset class="layouts">
          <legend class="hidden">{say("graph.layout")}</legend>
          {LAYOUTS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === layout}
              title={say(`graph.layout.${one}.what`)}
              onClick={() => go({ layout: one })}
            >
              {say(`graph.layout.${one}`)}
            </button>
          ))}
        </fieldset>
        <More scene={scene} />
        {scene !== null && shown !== null && <PictureDialog scene={scene} layout={shown.layout} />}
      </div>
      <Asked answer={base}>{() => null}</Asked>
      {failed.map((one) => (
        <Failed key={one.problem.message} problem={one.problem} />
      ))}
      {scene !== null && (
        <>
          <PathNote scene={scene} />
          {layout === "table" ? (
            <GraphTable scene={scene} />
          ) : layout === "list" ? (
            <Outline scene={scene} />
          ) : canvas === null || shown === null ? (
            <p class="waiting">{say("shell.waiting")}</p>
          ) : (
            <MapCanvas module={canvas} picture={shown.picture} scene={scene} />
          )}
          <GraphNotes scene={scene} />
          <PutOut scene={scene} />
          <LegendList scene={scene} />
        </>
      )}
    </section>
  );
}
