// The days over the lanes. Drawing a line along it chooses a period, as the buttons do for those who do not point.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { go } from "../state/place.ts";
import { dayText, ticks } from "./days.ts";
import { at, dayAt, type Scale } from "./lanes.ts";

const HEIGHT = 26;
/** Shorter lines are taken for a slip. */
const LEAST = 6;

export function Axis({ scale }: { readonly scale: Scale }): VNode {
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const place = (event: PointerEvent & { readonly currentTarget: SVGSVGElement }) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const choose = () => {
    setDrag(null);
    if (drag === null || Math.abs(drag[1] - drag[0]) < LEAST) return;
    const [first, last] = drag[0] < drag[1] ? drag : [drag[1], drag[0]];
    go({ period: [dayText(dayAt(first, scale)), dayText(dayAt(last, scale))] });
  };
  return (
    <svg
      class="axis"
      width={scale.width}
      height={HEIGHT}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag([place(event), place(event)]);
      }}
      onPointerMove={(event) => drag !== null && setDrag([drag[0], place(event)])}
      onPointerUp={choose}
      onPointerCancel={() => setDrag(null)}
    >
      {drag !== null && (
        <rect class="drag" x={Math.min(...drag)} y={0} width={Math.abs(drag[1] - drag[0])} height={HEIGHT} />
      )}
      <path class="line" d={`M0 ${HEIGHT - 0.5}H${scale.width}`} />
      {ticks(scale.first, scale.last, scale.width).map(({ day, text }) => {
        const x = at(day, scale);
        return (
          <g key={day}>
            <path class="line" d={`M${x} ${HEIGHT - 6}V${HEIGHT}`} />
            <text x={x + 3} y={HEIGHT - 9}>
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
