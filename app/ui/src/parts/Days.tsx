// Text with days in it, each of which stays on one line.
import type { VNode } from "preact";

const DAY = /(\d{4}-\d{2}-\d{2})/;

export function Days({ of }: { readonly of: string }): VNode {
  return (
    <>
      {of.split(DAY).map((part, place) =>
        place % 2 === 1 ? (
          <span key={`${place} ${part}`} class="day">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
