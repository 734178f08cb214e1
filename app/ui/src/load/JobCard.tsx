// A job: how far it is, what was found in each document, what could not be read and why, and what helps.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { shown, useAnswer } from "../api/answer.ts";
import { Problem, type Shapes, url } from "../api/ask.ts";
import { Failed } from "../parts/Asked.tsx";
import { follow } from "../parts/follow.ts";
import { link } from "../state/place.ts";
import { say } from "../words/index.ts";
import { cancel, isOver, type Job } from "./queue.ts";

type Outcome = Job["documents"][number];

export function JobCard({ job }: { readonly job: Job }): VNode {
  const [problem, setProblem] = useState<Problem | null>(null);
  const { loaded, skipped, failed, ignored } = job.counts;
  const letGo = () =>
    cancel(job.id).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    });
  return (
    <li class={`job job-${job.state}`}>
      <h3>
        <bdi class="file-name">{job.name}</bdi> <span class="tag">{say(`load.job.${job.state}`)}</span>
      </h3>
      {!isOver(job) && (
        <p>
          <progress aria-label={say(`load.job.${job.state}`)} />{" "}
          <button type="button" onClick={letGo}>
            {say("load.cancel")}
            <span class="hidden"> {job.name}</span>
          </button>
        </p>
      )}
      {problem !== null && <Failed problem={problem} />}
      {job.documents.length > 1 && <p>{say("load.counts", { loaded, skipped, failed, ignored })}</p>}
      <ul>
        {job.documents.map((one) => (
          <Told key={one.name} outcome={one} />
        ))}
      </ul>
      {job.truncated && <p class="quiet">{say("load.cut", { count: job.documents.length })}</p>}
      {job.problem !== null && <Wrong problem={job.problem} />}
    </li>
  );
}

function Told({ outcome }: { readonly outcome: Outcome }): VNode {
  const { document } = outcome;
  return (
    <li class={`outcome outcome-${outcome.outcome}`}>
      <p>
        <span class="tag">{say(`load.outcome.${outcome.outcome}`)}</span> <bdi class="file-name">{outcome.name}</bdi>{" "}
        {outcome.claims !== null && say("load.claims", { count: outcome.claims })}
      </p>
      {outcome.claims === 0 && <p>{say("load.no_claims")}</p>}
      {outcome.problem !== null && <Wrong problem={outcome.problem} />}
      <Remarks remarks={outcome.diagnostics} />
      {document !== null && outcome.outcome !== "failed" && <Links document={document} />}
    </li>
  );
}

function Wrong({ problem }: { readonly problem: Shapes["Problem"] }): VNode {
  return (
    <div class="failed">
      <strong>{problem.title}</strong>
      <p>{problem.detail}</p>
    </div>
  );
}

function Remarks({ remarks }: { readonly remarks: Outcome["diagnostics"] }): VNode | null {
  if (remarks.length === 0) return null;
  const grave = remarks.some((one) => one.severity === "error");
  return (
    <details open={grave}>
      <summary>{say("load.remarks", { count: remarks.length })}</summary>
      <ul class="remarks">
        {remarks.map((one) => (
          <li key={`${one.code} ${one.start} ${one.message}`}>
            <span class="tag">{say(`load.severity.${one.severity}`)}</span> {one.message}
            {one.remedy !== null && <> — {one.remedy}</>} <small>{one.code}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Into the document, and into the map at the incident that it tells of. */
function Links({ document }: { readonly document: string }): VNode {
  const answer = useAnswer<Shapes["List_ClaimItem_"]>(url("/v1/claims", { document, q: "incident", limit: 50 }));
  const incident = shown(answer)?.items.find((one) => one.property === "incident")?.refers_to?.id ?? null;
  const read = { view: "documents", doc: document, at: null } as const;
  const map = { view: "map", incident, around: [], sel: null } as const;
  return (
    <p class="links">
      <a href={link(read)} onClick={follow(read)}>
        {say("load.to_document")}
      </a>
      {incident !== null && (
        <a href={link(map)} onClick={follow(map)}>
          {say("load.to_map")}
        </a>
      )}
    </p>
  );
}
