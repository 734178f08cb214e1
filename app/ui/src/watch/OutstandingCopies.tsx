// Copies that were received, and not told to be recovered.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { watchOptions } from "../api/questions.ts";
import { follow } from "../parts/follow.ts";
import { CertaintyMark, StatusMark } from "../parts/marks.tsx";
import { TransferLine } from "../parts/ThingLink.tsx";
import { windowText } from "../parts/window.ts";
import { anew } from "../search/phrases.ts";
import { link, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { Rows, Words } from "./Rows.tsx";

type Copy = Shapes["Outstanding"]["items"][number];

export function OutstandingCopies(): VNode {
  return (
    <Rows<Copy> path="/v1/outstanding" values={watchOptions(place.value)} count="watch.outstanding.count">
      {(copy) => <CopyRow copy={copy} />}
    </Rows>
  );
}

function CopyRow({ copy }: { readonly copy: Copy }): VNode {
  const { actor, dataset, held, status, certain, since, receipts, recoveries } = copy;
  const way = anew({ ask: "upstream", to: actor.id });
  return (
    <>
      <h3>
        <a href={link({ sel: actor.id })} onClick={follow({ sel: actor.id })}>
          {actor.label}
        </a>
        {dataset !== null && <span class="data">{dataset.label}</span>}
      </h3>
      <p class="marks">
        <StatusMark status={status} /> <CertaintyMark certain={certain} />
        <span>{term("held", held)}</span>
        <span>{say("watch.since", { window: windowText(since) })}</span>
      </p>
      <p>
        <a href={link(way)} onClick={follow(way)}>
          {say("watch.way")}
        </a>
      </p>
      <Words evidence={receipts.flatMap((one) => one.evidence)} />
      <NearRecoveries of={recoveries} />
    </>
  );
}

/** Recoveries that may have been of this copy, each with what keeps it from being told so. */
function NearRecoveries({ of }: { readonly of: Copy["recoveries"] }): VNode | null {
  if (of.length === 0) return null;
  return (
    <>
      <p>{say("watch.recoveries")}</p>
      <ul class="lines">
        {of.map(({ transfer, why, ...fact }) => (
          <li key={transfer}>
            <TransferLine transfer={{ ...fact, id: transfer }} />
            <span class="line-details">{why.map((one) => say(`watch.recovery.${one}`)).join(say("shell.and"))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
