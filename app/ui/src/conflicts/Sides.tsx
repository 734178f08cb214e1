// The sides of a conflict beside each other: the value, who says it, on which words, and what becomes of a path if it is right.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import type { OnPath } from "../evidence/disputes.ts";
import { Claimed } from "../parts/Claimed.tsx";
import { Quotes } from "../parts/Quote.tsx";
import { say, term } from "../words/index.ts";

interface Props {
  readonly conflict: Pick<Shapes["ConflictItem"], "property" | "claims">;
  /** Paths of the answer that it is told of. */
  readonly onPaths?: readonly OnPath[];
  /** Quotes of a side that are shown at first. */
  readonly most?: number;
}

export function Sides({ conflict, onPaths = [], most = 1 }: Props): VNode {
  return (
    <ul class="sides">
      {conflict.claims.map((side, number) => (
        <li key={number} class="side">
          <p class="side-value">
            <strong>
              <Claimed property={conflict.property} value={side.value} />
            </strong>
            {side.claimed_by !== null && (
              <span class="quiet"> {say("conflicts.claimed_by", { who: side.claimed_by })}</span>
            )}
          </p>
          {onPaths.map(({ path, effects }) => {
            const effect = effects[number] ?? null;
            return (
              effect !== null && (
                <p key={path} class={`effect effect-${effect}`}>
                  {say("conflicts.effect", { path, effect: term("effect", effect) })}
                </p>
              )
            );
          })}
          <Quotes evidence={side.evidence} most={most} />
        </li>
      ))}
    </ul>
  );
}
