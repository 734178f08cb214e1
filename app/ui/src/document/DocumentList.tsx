// All documents, or those that hold some words, with the places where these stand.
import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { url } from "../api/url.ts";
import { Asked } from "../parts/Asked.tsx";
import { useComposing } from "../parts/composing.ts";
import { follow } from "../parts/follow.ts";
import { link } from "../state/place.ts";
import { say } from "../words/index.ts";

const STEP = 50;
const MOST = 500;
const PLACES = 8;
const PAUSE = 250; // milliseconds after a key before it is asked

export function DocumentList(): VNode {
  const [sought, setSought] = useState("");
  const [limit, setLimit] = useState(STEP);
  const answer = useAnswer<Shapes["List_DocumentItem_"]>(url("/v1/documents", { q: sought, limit }));
  return (
    <>
      <Field
        onSeek={(text) => {
          setSought(text);
          setLimit(STEP);
        }}
      />
      <Asked answer={answer}>
        {(found) => (
          <>
            {found.items.length === 0 && (
              <p>{sought === "" ? say("document.none") : say("document.not_found", { words: sought })}</p>
            )}
            {sought !== "" && found.items.length > 0 && <Places words={sought} />}
            <ul class="document-list">
              {found.items.map((one) => (
                <li key={one.store_id}>
                  <Line document={one} />
                </li>
              ))}
            </ul>
            {found.next !== null && limit < MOST && (
              <button type="button" data-more onClick={() => setLimit(Math.min(limit + STEP, MOST))}>
                {say("document.more")}
              </button>
            )}
            {found.next !== null && limit >= MOST && <p class="quiet">{say("document.cut", { count: MOST })}</p>}
          </>
        )}
      </Asked>
    </>
  );
}

function Field({ onSeek }: { readonly onSeek: (text: string) => void }): VNode {
  const name = useId();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  const seek = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSeek(text.trim()), PAUSE);
  };
  const isComposing = useComposing(field, seek);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <search class="document-search">
      <label for={name}>{say("document.search")}</label>
      <input
        id={name}
        ref={field}
        type="search"
        autocomplete="off"
        maxLength={200}
        onInput={(event) => !isComposing() && seek(event.currentTarget.value)}
      />
    </search>
  );
}

function Line({ document }: { readonly document: Shapes["DocumentItem"] }): VNode {
  const there = { doc: document.id, at: null } as const;
  const details = [
    document.publisher,
    document.published_at ?? say("evidence.undated"),
    document.marking && `TLP:${document.marking.toUpperCase()}`,
    document.characters === null ? say("document.no_text") : say("document.characters", { count: document.characters }),
    say("document.claim_count", { count: document.claims }),
    document.diagnostics.length > 0 && say("document.remarks", { count: document.diagnostics.length }),
    document.reprint?.of && say("document.is_reprint"),
  ];
  return (
    <>
      <a href={link(there)} onClick={follow(there)}>
        {document.label}
      </a>
      <span class="line-details">{details.filter(Boolean).join(" · ")}</span>
    </>
  );
}

/** Where the words stand. */
function Places({ words }: { readonly words: string }): VNode {
  const answer = useAnswer<Shapes["List_FoundPassage_"]>(url("/v1/passages", { q: words, limit: PLACES }));
  return (
    <Asked answer={answer}>
      {(found) =>
        found.items.length > 0 && (
          <section class="places">
            <h2>{say("document.places")}</h2>
            <ul class="lines">
              {found.items.map((one) => {
                const there = { doc: one.document, at: [one.start, one.end] } as const;
                return (
                  <li key={`${one.document} ${one.start}`}>
                    <a href={link(there)} onClick={follow(there)}>
                      {one.text.trim()}
                    </a>
                    <span class="line-details">{one.title ?? one.document}</span>
                  </li>
                );
              })}
            </ul>
            {found.next !== null && <p class="quiet">{say("evidence.cut", { count: PLACES })}</p>}
          </section>
        )
      }
    </Asked>
  );
}
