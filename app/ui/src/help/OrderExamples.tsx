// Two transfers as bars of days, drawn three times: their order is certain, possible, or impossible.
import type { VNode } from "preact";
import { CertaintyMark } from "../parts/marks.tsx";
import { say } from "../words/index.ts";

/** First and last day of the two windows, in a month of thirty. */
const EXAMPLES = [
  { name: "certain", first: [2, 9], second: [14, 24] },
  { name: "possible", first: [2, 18], second: [10, 26] },
  { name: "impossible", first: [17, 27], second: [3, 12] },
] as const;
const [WIDTH, LEFT, DAY] = [340, 34, 10];

export function OrderExamples(): VNode {
  return (
    <ul class="orders">
      {EXAMPLES.map(({ name, first, second }) => (
        <li key={name}>
          <svg viewBox={`0 0 ${WIDTH} 64`} width={WIDTH} height="64" role="img" aria-label={say(`help.order.${name}`)}>
            <path class="axis" d={`M${LEFT} 60H${WIDTH}`} />
            <Window top={6} days={first} label="1" />
            <Window top={32} days={second} label="2" />
          </svg>
          <p>
            {name === "impossible" ? (
              <strong>{say("help.order.no")}</strong>
            ) : (
              <CertaintyMark certain={name === "certain"} />
            )}{" "}
            {say(`help.order.${name}`)}
          </p>
        </li>
      ))}
    </ul>
  );
}

interface Bar {
  readonly top: number;
  readonly days: readonly [number, number];
  readonly label: string;
}

function Window({ top, days: [earliest, latest], label }: Bar): VNode {
  return (
    <>
      <text x="10" y={top + 16}>
        {label}
      </text>
      <rect class="window" x={LEFT + earliest * DAY} y={top} width={(latest - earliest) * DAY} height="22" rx="3" />
    </>
  );
}
