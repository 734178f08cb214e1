// The map as a file to pass on: PNG or SVG, without the names of private persons unless the reader wants them in it.
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Problem } from "../api/ask.ts";
import { Failed } from "../parts/Asked.tsx";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import type { Layout } from "./chain.ts";
import { coloursOf } from "./colours.ts";
import { type Form, pictureFile } from "./pictureFile.ts";
import type { Scene } from "./scene.ts";

interface Props {
  readonly scene: Scene;
  readonly layout: Layout;
}

export function PictureDialog({ scene, layout }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [isMasked, setMasked] = useState(true);
  const [state, setState] = useState<"ready" | "busy" | Problem>("ready");
  const save = async (form: Form) => {
    if (dialog.current === null) return;
    setState("busy");
    try {
      const names = isMasked ? "masked" : "shown";
      const blob = await pictureFile(form, {
        at: place.peek(),
        scene,
        layout,
        names,
        colours: coloursOf(dialog.current),
      });
      download(blob, `leaktrail-map.${form}`);
      setState("ready");
      dialog.current.close();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setState(error);
    }
  };
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {say("graph.picture")}
      </button>
      <dialog ref={dialog} class="picture-dialog" aria-labelledby={title}>
        <h3 id={title}>{say("graph.picture.title")}</h3>
        <label>
          <input type="checkbox" checked={isMasked} onChange={(event) => setMasked(event.currentTarget.checked)} />{" "}
          {say("graph.picture.mask")}
        </label>
        <p class="quiet">{say("graph.picture.mask.why")}</p>
        <p role="status">{!isMasked && <strong class="warning">{say("graph.picture.named")}</strong>}</p>
        {state instanceof Problem && <Failed problem={state} />}
        <p class="choices">
          <button type="button" class="main" disabled={state === "busy"} onClick={() => save("png")}>
            PNG
          </button>
          <button type="button" class="main" disabled={state === "busy"} onClick={() => save("svg")}>
            SVG
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {say("shell.close")}
          </button>
        </p>
      </dialog>
    </>
  );
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
