// The timeline: one scale of days, transfers and events in lanes under it, and what stands outside of it, counted.
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { Axis } from "./Axis.tsx";
import { Band } from "./Band.tsx";
import { dayNumber } from "./days.ts";
import { EntryList } from "./EntryList.tsx";
import { aired, extent, placing, type Scale } from "./lanes.ts";
import { Period } from "./Period.tsx";
import type { Entry, Records } from "./records.ts";

const KINDS = ["transfer", "event"] as const;

export function Timeline({ records }: { readonly records: Records }): VNode {
  const { entries } = records;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const dated = entries.filter((one) => one.earliest !== null || one.latest !== null);
  const undated = entries.filter((one) => one.earliest === null && one.latest === null);
  const all = extent(dated);
  const chosen = extent(entries.filter((one) => one.hop !== null));
  const shown = shownPeriod(all, chosen);
  if (shown === null || all === null)
    return <EntryList label={say("time.undated", { count: undated.length })} entries={undated} open />;
  const scale: Scale = { first: shown[0], last: shown[1], width };
  const bands = KINDS.map((is) => ({
    is,
    ...placing(
      dated.filter((one) => one.is === is),
      scale,
    ),
  }));
  const outside = bands.flatMap((band) => band.outside);
  return (
    <div class="timeline">
      <Period shown={shown} all={aired(all)} path={chosen === null ? null : aired(chosen)} />
      <div ref={frame} class="frame">
        <Axis scale={scale} />
        {bands.map(({ is, placed, lanes }) => (
          <Band key={is} is={is} placed={placed} lanes={lanes} scale={scale} />
        ))}
      </div>
      <Left undated={undated} outside={outside} records={records} />
    </div>
  );
}

interface LeftProps {
  readonly undated: readonly Entry[];
  readonly outside: readonly Entry[];
  readonly records: Records;
}

/** What cannot be seen in the lanes. */
function Left({ undated, outside, records }: LeftProps): VNode {
  return (
    <>
      {undated.length > 0 && <EntryList label={say("time.undated", { count: undated.length })} entries={undated} />}
      {outside.length > 0 && <EntryList label={say("time.outside", { count: outside.length })} entries={outside} />}
      {records.left_out > 0 && <p class="cut">{say("time.left_out", { count: records.left_out })}</p>}
      {records.more_events && <p class="cut">{say("time.more_events")}</p>}
      <details class="key">
        <summary>{say("time.key")}</summary>
        <p>{say("time.key.marks")}</p>
        <p>{say("time.key.lit")}</p>
        <p>{say("time.key.keys")}</p>
      </details>
    </>
  );
}

/** The days that are shown: those of the address, else those told of the chosen path, else all. */
function shownPeriod(
  all: readonly [number, number] | null,
  chosen: readonly [number, number] | null,
): readonly [number, number] | null {
  const { period } = place.value;
  if (period !== null) return [dayNumber(period[0]), dayNumber(period[1])];
  const told = chosen ?? all;
  return told === null ? null : aired(told);
}

function useWidth(frame: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setWidth(Math.max(200, Math.floor(element.clientWidth))));
    watch.observe(element);
    return () => watch.disconnect();
  }, [frame]);
  return width;
}
