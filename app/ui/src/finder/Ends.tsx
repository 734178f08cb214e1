// The two ends of a question, as far as it needs them, and what turns them round.
import type { VNode } from "preact";
import { IdPicker } from "../parts/IdPicker.tsx";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";

export function Ends(): VNode {
  const { ask, from, to } = place.value;
  const needsFrom = ask !== "upstream";
  const needsTo = ask !== "downstream";
  return (
    <div class="ends">
      {needsFrom && (
        <IdPicker
          what="actor"
          label={say(ask === "common_source" ? "finder.first" : "finder.from")}
          id={from}
          placeholder={say("finder.type")}
          onChoose={(id) => go({ from: id, path: null })}
        />
      )}
      {needsFrom && needsTo && (
        <button
          type="button"
          class="swap"
          onClick={() => go({ from: to, to: from, path: null })}
          disabled={from === null && to === null}
          title={say("finder.swap")}
          aria-label={say("finder.swap")}
        >
          ⇅
        </button>
      )}
      {needsTo && (
        <IdPicker
          what="actor"
          label={say(ask === "common_source" ? "finder.second" : "finder.to")}
          id={to}
          placeholder={say("finder.type")}
          onChoose={(id) => go({ to: id, path: null })}
        />
      )}
      {ask === "paths" && from !== null && from === to && <p class="quiet">{say("finder.returns")}</p>}
    </div>
  );
}
