// Two days to look from: who had the data on one, and what was publicly known on another.
import type { VNode } from "preact";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { DaySlider } from "./DaySlider.tsx";
import { dayNumber, partialDays } from "./days.ts";
import { HeldCounts } from "./Holders.tsx";
import { aired, extent } from "./lanes.ts";
import type { Entry } from "./records.ts";

const DOCUMENTS = "/v1/documents?limit=500";

export function AsOf({ entries }: { readonly entries: readonly Entry[] }): VNode {
  const { on, known_on } = place.value;
  const documents = shown(useAnswer<Shapes["List_DocumentItem_"]>(DOCUMENTS))?.items ?? [];
  const published = documents.flatMap((one) => partialDays(one.published_at ?? "")?.[1] ?? []);
  // Around a day that was chosen where nothing else has one: whoever chose it must be able to take it back.
  const told = extent(entries) ?? around(on);
  const public_ =
    published.length === 0 ? around(known_on) : ([Math.min(...published), Math.max(...published)] as const);
  return (
    <div class="as-of">
      {told !== null && (
        <DaySlider
          label={say("time.on")}
          help={say("time.on.help")}
          day={on}
          range={aired(told)}
          change={(day) => ({ on: day })}
        />
      )}
      {public_ !== null && (
        <DaySlider
          label={say("time.known_on")}
          help={say("time.known_on.help")}
          day={known_on}
          range={aired(public_)}
          marked={published}
          change={(day) => ({ known_on: day, path: null })}
        />
      )}
      {on !== null && <HeldCounts />}
    </div>
  );
}

function around(day: string | null): readonly [number, number] | null {
  return day === null ? null : [dayNumber(day), dayNumber(day)];
}
