// Files into the record: dropped anywhere on this view or chosen, then sent, then told of.
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Failed } from "../parts/Asked.tsx";
import { key } from "../state/key.ts";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { ChosenList } from "./ChosenList.tsx";
import { JobCard } from "./JobCard.tsx";
import { KnownFields } from "./KnownFields.tsx";
import { choose, jobs, limits, list, listed, ofAll } from "./queue.ts";
import { sizeText } from "./sending.ts";

export function LoadView(): VNode {
  const field = useRef<HTMLInputElement>(null);
  const { over, hasFolder } = useDropped();
  const language = place.value.lang;
  const used = key.value;
  // Another language or another key asks anew.
  useEffect(() => {
    void list();
  }, [language, used]);
  const most = limits.value;
  return (
    <section class={over ? "load over" : "load"} aria-label={say("load.label")}>
      {typeof listed.value === "object" && <Failed problem={listed.value} />}
      <div class="drop">
        <p>{say("load.drop")}</p>
        <label>
          <span class="choose-files">{say("load.choose")}</span>
          <input
            ref={field}
            type="file"
            multiple
            accept={most?.kinds.join(",")}
            onChange={(event) => {
              choose(event.currentTarget.files ?? []);
              event.currentTarget.value = "";
            }}
          />
        </label>
        {most !== null && (
          <p class="quiet">{say("load.limits", { most: sizeText(most.bytes), kinds: most.kinds.join(" ") })}</p>
        )}
        {hasFolder && (
          <p class="failed" role="alert">
            {say("load.folder")}
          </p>
        )}
      </div>
      <details>
        <summary>{say("load.known_of_all")}</summary>
        <KnownFields known={ofAll.value} onChange={(known) => (ofAll.value = known)} forAll />
      </details>
      <ChosenList />
      <section class="jobs" aria-live="polite">
        <h2>{say("load.jobs")}</h2>
        {jobs.value.length === 0 && listed.value === "listed" && <p class="quiet">{say("load.no_jobs")}</p>}
        <ul>
          {jobs.value.map((one) => (
            <JobCard key={one.id} job={one} />
          ))}
        </ul>
        <p class="quiet">{say("load.jobs_help")}</p>
      </section>
    </section>
  );
}

/** Files that are dropped anywhere while this view is shown; a folder has no bytes of its own and is told of. */
function useDropped(): { readonly over: boolean; readonly hasFolder: boolean } {
  const [over, setOver] = useState(false);
  const [hasFolder, setFolder] = useState(false);
  useEffect(() => {
    const hover = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const items = [...(event.dataTransfer?.items ?? [])].filter((one) => one.kind === "file");
      const isFolder = (one: DataTransferItem) => one.webkitGetAsEntry()?.isDirectory === true;
      setFolder(items.some(isFolder));
      const files = items.filter((one) => !isFolder(one)).map((one) => one.getAsFile());
      choose(files.filter((one) => one !== null));
    };
    document.addEventListener("dragover", hover);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", hover);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);
  return { over, hasFolder };
}
