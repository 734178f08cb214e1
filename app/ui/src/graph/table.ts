// The transfers of a scene → rows of its table, in the order of a column.
import type { Scene, SceneTransfer } from "./scene.ts";

export const COLUMNS = ["days", "ends", "action", "medium", "count", "status"] as const;
export type ColumnName = (typeof COLUMNS)[number];

export interface Row {
  readonly transfer: SceneTransfer;
  /** False for what is beyond what the map holds. */
  readonly isDrawn: boolean;
}

const STATUSES = ["confirmed", "alleged", "suspected", "planned", "denied"];
/** After all days that are known. */
const NEVER = "~";

/** What the legend leaves, and what is beyond the map. */
export function rowsOf(scene: Scene): readonly Row[] {
  const beyond = scene.beyond.map((one) => ({ ...one, from: "", to: "", isOut: false, hop: null }));
  return [
    ...scene.transfers.filter((one) => !one.isOut).map((transfer) => ({ transfer, isDrawn: true })),
    ...beyond.map((transfer) => ({ transfer, isDrawn: false })),
  ];
}

/** By a column, equal ones in the order of their days. What is not known stands at the end, whichever way. Pure. */
export function sorted(
  rows: readonly Row[],
  column: ColumnName,
  down: boolean,
  labels: ReadonlyMap<string, string>,
): readonly Row[] {
  const key = KEYS[column];
  const way = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [one, other] = [key(a.transfer, labels), key(b.transfer, labels)];
    if (one === other) return compare(days(a.transfer), days(b.transfer)) || compare(a.transfer.id, b.transfer.id);
    if (one === NEVER || other === NEVER) return one === NEVER ? 1 : -1;
    return way * compare(one, other);
  });
}

type Key = (one: SceneTransfer, labels: ReadonlyMap<string, string>) => string | number;

const KEYS: Readonly<Record<ColumnName, Key>> = {
  days,
  ends: (one, labels) => [one.provider, one.recipient].map((end) => (end === null ? "" : labels.get(end))).join(" → "),
  action: (one) => one.action,
  medium: (one) => (one.medium === "unknown" ? NEVER : one.medium),
  count: (one) => one.record_count?.value ?? NEVER,
  status: (one) => STATUSES.indexOf(one.status),
};

function days(one: SceneTransfer): string {
  return one.stated.earliest ?? one.stated.latest ?? NEVER;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
