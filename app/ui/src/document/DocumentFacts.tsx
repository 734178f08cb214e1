// What is known of a document beside its text: who published it and when, how far it may be passed on, what its reader remarked.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { Facts } from "../evidence/Facts.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import { follow } from "../parts/follow.ts";
import { link } from "../state/place.ts";
import { say, term } from "../words/index.ts";

type Document = Shapes["DocumentItem"];

export function DocumentFacts({ document }: { readonly document: Document }): VNode {
  const { characters, sha256 } = document;
  return (
    <>
      <Facts
        rows={[
          [say("document.publisher"), document.publisher],
          [say("document.published"), document.published_at ?? say("evidence.undated")],
          [say("document.url"), document.url !== null && <Elsewhere address={document.url} />],
          [say("document.marking"), marking(document)],
          [say("document.reprint"), document.reprint && <Repeated reprint={document.reprint} />],
          [say("document.size"), characters !== null && say("document.characters", { count: characters })],
          [say("document.claims"), say("document.claim_count", { count: document.claims })],
          [
            "SHA-256",
            sha256 !== null && (
              <>
                <code>{sha256.slice(0, 16)}…</code> <CopyButton text={sha256} label="SHA-256" />
              </>
            ),
          ],
        ]}
      />
      <Remarks document={document} />
    </>
  );
}

export function marking(document: Document): string {
  return document.marking === null ? say("document.unmarked") : term("marking", document.marking);
}

/** Only what a browser opens as a page is a link. */
function Elsewhere({ address }: { readonly address: string }): VNode {
  if (!/^https?:\/\//i.test(address)) return <>{address}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {address}
    </a>
  );
}

function Repeated({ reprint }: { readonly reprint: Shapes["Reprint"] }): VNode {
  const { of, source } = reprint;
  if (of === null) return <>{say("evidence.credited", { source })}</>;
  const there = { view: "documents", doc: of.id, at: null } as const;
  return (
    <>
      {say("evidence.reprint", { source, title: of.label })}{" "}
      <a href={link(there)} onClick={follow(there)}>
        {say("document.open")}
      </a>
    </>
  );
}

function Remarks({ document }: { readonly document: Document }): VNode | null {
  const { diagnostics } = document;
  if (diagnostics.length === 0) return null;
  return (
    <details class="remarks">
      <summary>{say("document.remarks", { count: diagnostics.length })}</summary>
      <ul class="lines">
        {diagnostics.map((one) => (
          <li key={`${one.code} ${one.start}`}>
            {one.message} <code>{one.code}</code>
            {one.remedy !== null && <span class="line-details">{one.remedy}</span>}
            <Where document={document.id} start={one.start} end={one.end} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Place {
  readonly document: string;
  readonly start: number | null;
  readonly end: number | null;
}

function Where({ document, start, end }: Place): VNode | null {
  if (start === null || end === null || end <= start) return null;
  const there = { view: "documents", doc: document, at: [start, end] } as const;
  return (
    <a class="line-details" href={link(there)} onClick={follow(there)}>
      {say("document.there")}
    </a>
  );
}
