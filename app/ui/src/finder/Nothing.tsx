// What one can do where no path was found: which conditions can be loosened, and what else can be asked.
import type { VNode } from "preact";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { conditionText, useDatasetName } from "./Chips.tsx";
import { loosenings } from "./conditions.ts";

export function Nothing(): VNode {
  const at = place.value;
  const data = useDatasetName(at.dataset);
  return (
    <div class="nothing">
      <p>{say("finder.nothing")}</p>
      <ul>
        {loosenings(at).map(({ condition, change }) => (
          <li key={condition}>
            <button type="button" onClick={() => go(change)}>
              {condition === "max_hops"
                ? say("finder.nothing.longer", { count: change.max_hops ?? 0, now: at.max_hops })
                : say("finder.nothing.without", { condition: conditionText(condition, at, data) })}
            </button>
          </li>
        ))}
        {at.from !== at.to && (
          <li>
            <button type="button" onClick={() => go({ from: at.to, to: at.from, path: null })}>
              {say("finder.nothing.swap")}
            </button>
          </li>
        )}
        <li>
          <button type="button" onClick={() => go({ ask: "downstream", path: null })}>
            {say("finder.nothing.downstream")}
          </button>
        </li>
        <li>
          <button type="button" onClick={() => go({ ask: "upstream", path: null })}>
            {say("finder.nothing.upstream")}
          </button>
        </li>
      </ul>
    </div>
  );
}
