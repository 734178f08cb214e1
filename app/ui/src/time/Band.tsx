// The lanes of transfers or of events: a list box whose options are drawn. Arrows go from one to the next in the order of
// days, Enter chooses.
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { keyOf } from "../parts/keys.ts";
import { glance } from "../state/glance.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { dayNumber } from "./days.ts";
import { entryText } from "./entryText.ts";
import { at, type Placed, type Scale } from "./lanes.ts";
import { LANE, Mark } from "./Mark.tsx";
import type { Entry } from "./records.ts";

interface Props {
  readonly is: Entry["is"];
  readonly placed: readonly Placed<Entry>[];
  readonly lanes: number;
  readonly scale: Scale;
}

const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Band({ is, placed, lanes, scale }: Props): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  if (placed.length === 0) return null;
  const { sel, on, known_on } = place.value;
  const lit = placed.some(({ item }) => item.hop !== null);
  const stop = placed.some(({ item }) => item.id === focused)
    ? focused
    : (placed.find(({ item }) => item.id === sel) ?? placed[0])?.item.id;
  const move = (event: KeyboardEvent) => {
    const key = keyOf(event);
    const here = placed.findIndex(({ item }) => item.id === stop);
    const target = key === "Home" ? 0 : key === "End" ? placed.length - 1 : here + (STEP[key ?? ""] ?? 0);
    if (key === "Enter" || key === " ") {
      event.preventDefault();
      go({ sel: stop ?? null });
    } else if (target !== here || key === "Home" || key === "End") {
      event.preventDefault();
      const next = placed[Math.min(placed.length - 1, Math.max(0, target))]?.item.id;
      setFocused(next ?? null);
      box.current?.querySelector<SVGGElement>(`[data-id="${CSS.escape(next ?? "")}"]`)?.focus();
    }
  };
  const height = lanes * LANE + 6;
  return (
    <div class={`band band-${is}`}>
      <h3>{say(`time.band.${is}`, { count: placed.length })}</h3>
      <div ref={box} role="listbox" aria-label={say(`time.band.${is}`, { count: placed.length })} onKeyDown={move}>
        <svg width={scale.width} height={height} role="presentation">
          <Line day={on} scale={scale} height={height} name="on" />
          <Line day={known_on} scale={scale} height={height} name="known" />
          {placed.map((one) => (
            <Mark
              key={one.item.id}
              one={one}
              scale={scale}
              label={entryText(one.item)}
              chosen={one.item.id === sel}
              lit={one.item.hop !== null || glance.value.includes(one.item.id)}
              pale={lit && one.item.hop === null}
              stop={one.item.id === stop}
              onFocus={() => setFocused(one.item.id)}
            />
          ))}
        </svg>
      </div>
    </div>
  );
}

interface LineProps {
  readonly day: string | null;
  readonly scale: Scale;
  readonly height: number;
  readonly name: "on" | "known";
}

/** The day of a slider across the lanes; its end is what counts. */
function Line({ day, scale, height, name }: LineProps): VNode | null {
  if (day === null) return null;
  const x = at(dayNumber(day) + 1, scale);
  return x < 0 || x > scale.width ? null : <path class={`day-line day-line-${name}`} d={`M${x} 0V${height}`} />;
}
