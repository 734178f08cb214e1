// One transfer or event in its lane: a label over a diamond, a bar, or a bar with a pointed end.
import type { VNode } from "preact";
import { DASHES } from "../parts/marks.tsx";
import { glancing } from "../state/glance.ts";
import { go } from "../state/place.ts";
import { dayNumber } from "./days.ts";
import { ARROW, at, HALF, type Placed, type Scale, textWidth } from "./lanes.ts";
import type { Entry } from "./records.ts";

export const LANE = 23;
const BASE = 15.5;
const TOP = 6;
const DEEP = 11;
const POINT = 9;

interface Props {
  readonly one: Placed<Entry>;
  readonly scale: Scale;
  readonly label: string;
  readonly chosen: boolean;
  readonly lit: boolean;
  readonly pale: boolean;
  /** Tab stops here. */
  readonly stop: boolean;
  readonly onFocus: () => void;
}

export function Mark({ one, scale, label, chosen, lit, pale, stop, onFocus }: Props): VNode {
  const { item } = one;
  const y = one.lane * LANE;
  const name = [
    "mark",
    item.status === null ? "mark-event" : `status-${item.status}`,
    lit && "lit",
    pale && !lit && "pale",
  ];
  return (
    <g
      class={name.filter((part) => part !== false).join(" ")}
      transform={`translate(0 ${y})`}
      role="option"
      aria-selected={chosen}
      tabIndex={stop ? 0 : -1}
      data-id={item.id}
      onClick={() => go({ sel: item.id })}
      onFocus={onFocus}
      {...glancing([item.id])}
    >
      {/* What it is called for those who hear it, and by which it is pointed at; what is seen may be cut. */}
      <title>{label}</title>
      <rect class="hit" x={Math.min(one.start, one.textAt) - 3} y={1} width={hitWidth(one)} height={LANE - 2} rx={4} />
      {/* Behind the words alone: behind all it would look like a span of days. */}
      <rect class="under" x={one.textAt - 3} y={2} width={textWidth(one.text) + 6} height={LANE - 4} rx={4} />
      {item.left !== null && <Left window={item.left} scale={scale} />}
      <path
        class="form"
        d={outline(one)}
        stroke-dasharray={item.status === null ? "" : DASHES[item.status].join(" ")}
      />
      {item.hop !== null && (
        <g
          class="badge"
          transform={`translate(${Math.max(8, Math.min(scale.width - 8, (one.start + one.end) / 2))} ${TOP + DEEP / 2})`}
        >
          <circle r={8} />
          <text y={4} text-anchor="middle">
            {item.hop}
          </text>
        </g>
      )}
      <text class="label" x={one.textAt} y={BASE}>
        {one.text}
      </text>
    </g>
  );
}

/** What remains of the stated days on the chosen path. */
function Left({ window, scale }: { readonly window: NonNullable<Entry["left"]>; readonly scale: Scale }): VNode | null {
  const { earliest, latest } = window;
  if (earliest === null && latest === null) return null;
  const from = earliest === null ? at(dayNumber(latest ?? "") + 1, scale) - ARROW : at(dayNumber(earliest), scale);
  const to = latest === null ? at(dayNumber(earliest ?? ""), scale) + ARROW : at(dayNumber(latest) + 1, scale);
  const start = Math.max(0, from);
  const end = Math.min(scale.width, to);
  return end <= start ? null : (
    <rect class="left" x={start} y={TOP + 2} width={Math.max(2, end - start)} height={DEEP - 4} />
  );
}

function outline({ form, start, end, item }: Placed<Entry>): string {
  const middle = TOP + DEEP / 2;
  const bottom = TOP + DEEP;
  if (form === "day") {
    const x = (start + end) / 2;
    if (item.is === "event")
      return `M${x - HALF} ${middle}a${HALF} ${HALF} 0 1 0 ${2 * HALF} 0a${HALF} ${HALF} 0 1 0 ${-2 * HALF} 0Z`;
    return `M${x} ${middle - HALF}L${x + HALF} ${middle}L${x} ${middle + HALF}L${x - HALF} ${middle}Z`;
  }
  if (form === "until") return `M${end} ${TOP}H${start + POINT}L${start} ${middle}L${start + POINT} ${bottom}H${end}Z`;
  if (form === "since") return `M${start} ${TOP}H${end - POINT}L${end} ${middle}L${end - POINT} ${bottom}H${start}Z`;
  return `M${start} ${TOP}H${end}V${bottom}H${start}Z`;
}

function hitWidth(one: Placed<Entry>): number {
  const from = Math.min(one.start, one.textAt);
  return Math.max(one.end, one.textAt + textWidth(one.text)) - from + 6;
}
