// What the map draws → the same as a tree for keys and screen readers: actors, and under each what it gave and received.
//
//   rowsOf(branches, open, "…")  →  the rows that can be seen; step(rows, at, "ArrowRight")  →  what the key does
//
// References:
//   W3C, "ARIA Authoring Practices Guide": the tree view pattern and its keys.
import type { Scene, SceneActor, SceneTransfer } from "../graph/scene.ts";

export interface Leaf {
  /** Of the row: a transfer stands under both of its ends. */
  readonly id: string;
  readonly transfer: SceneTransfer;
  readonly way: "gave" | "received";
}

export interface Branch {
  readonly id: string;
  readonly actor: SceneActor;
  readonly leaves: readonly Leaf[];
}

export type Row =
  | { readonly is: "branch"; readonly id: string; readonly branch: Branch; readonly isOpen: boolean }
  | { readonly is: "leaf"; readonly id: string; readonly leaf: Leaf; readonly parent: string };

/** What a key asks for: to go to a row, or to open or close a branch. */
export type Step = { readonly to: string } | { readonly toggle: string } | null;

/** Actors as the map has them, without what the legend has put out; transfers in the order of time. */
export function branchesOf(scene: Scene): readonly Branch[] {
  const drawn = scene.transfers.filter((one) => !one.isOut);
  const inTime = drawn.toSorted((a, b) => compare(dayOf(a), dayOf(b)) || compare(a.id, b.id));
  return scene.actors
    .filter((actor) => !actor.isOut)
    .map((actor) => ({ id: actor.id, actor, leaves: inTime.flatMap((one) => leavesOf(actor.id, one)) }));
}

export function rowsOf(branches: readonly Branch[], open: ReadonlySet<string>): readonly Row[] {
  return branches.flatMap((branch): Row[] => {
    const isOpen = open.has(branch.id);
    const leaves = isOpen ? branch.leaves : [];
    return [
      { is: "branch", id: branch.id, branch, isOpen },
      ...leaves.map((leaf): Row => ({ is: "leaf", id: leaf.id, leaf, parent: branch.id })),
    ];
  });
}

/** What `key` does on the row `at`; null if it is none of the tree's keys, or there is nothing that way. */
export function step(rows: readonly Row[], at: string, key: string): Step {
  const place = rows.findIndex((row) => row.id === at);
  const row = rows[place];
  if (row === undefined) return null;
  switch (key) {
    case "ArrowDown":
      return to(rows[place + 1]);
    case "ArrowUp":
      return to(rows[place - 1]);
    case "Home":
      return to(rows[0]);
    case "End":
      return to(rows.at(-1));
    case "ArrowRight":
      if (row.is === "leaf" || row.branch.leaves.length === 0) return null;
      return row.isOpen ? to(rows[place + 1]) : { toggle: row.id };
    case "ArrowLeft":
      if (row.is === "leaf") return { to: row.parent };
      return row.isOpen ? { toggle: row.id } : null;
    default:
      return null;
  }
}

function leavesOf(actor: string, transfer: SceneTransfer): readonly Leaf[] {
  const ways: Leaf["way"][] = [];
  if (transfer.provider === actor) ways.push("gave");
  if (transfer.recipient === actor) ways.push("received");
  return ways.map((way) => ({ id: `${actor} ${way} ${transfer.id}`, transfer, way }));
}

function to(row: Row | undefined): Step {
  return row === undefined ? null : { to: row.id };
}

/** Those without a day come last. */
function dayOf({ stated }: SceneTransfer): string {
  return stated.earliest ?? stated.latest ?? "~";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
