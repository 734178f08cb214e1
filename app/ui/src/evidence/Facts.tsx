// Names and values under each other; what is empty is left out.
import type { ComponentChildren, VNode } from "preact";

type Row = readonly [string, ComponentChildren];

export function Facts({ rows }: { readonly rows: readonly Row[] }): VNode | null {
  const filled = rows.filter(([, value]) => value !== null && value !== false && value !== "");
  if (filled.length === 0) return null;
  return (
    <dl class="names-values">
      {filled.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
