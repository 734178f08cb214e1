// The map as a list: all that it draws can be read, heard and walked through by keys here. Enter shows what it rests on.
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Scene } from "../graph/scene.ts";
import { besideName } from "../graph/sceneWords.ts";
import { keyOf } from "../parts/keys.ts";
import { KindMark, StatusMark } from "../parts/marks.tsx";
import { windowText } from "../parts/window.ts";
import { go, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { branchesOf, type Leaf, type Row, rowsOf, step } from "./tree.ts";

export function Outline({ scene }: { readonly scene: Scene }): VNode {
  return (
    <div class="outline">
      <Tree scene={scene} />
    </div>
  );
}

function Tree({ scene }: { readonly scene: Scene }): VNode {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const tree = useRef<HTMLUListElement>(null);
  const branches = branchesOf(scene);
  const rows = rowsOf(branches, opened);
  const current = rows.find((row) => row.id === at) ?? rows[0];
  const transfers = new Set(branches.flatMap((one) => one.leaves.map((leaf) => leaf.transfer.id))).size;

  const focus = (id: string) => {
    setAt(id);
    tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  };
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const onKeyDown = (event: KeyboardEvent, row: Row) => {
    const key = keyOf(event);
    if (key === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = step(rows, row.id, key);
    if (key === "Enter") choose(row);
    else if (next === null) return;
    else if ("to" in next) focus(next.to);
    else toggle(next.toggle);
    event.preventDefault();
    event.stopPropagation();
  };
  const choose = (row: Row) => {
    setAt(row.id);
    go({ sel: row.is === "branch" ? row.branch.id : row.leaf.transfer.id });
  };
  const onClick = (event: MouseEvent, row: Row) => {
    event.stopPropagation();
    if (row.is === "branch") toggle(row.id);
    choose(row);
  };

  // In one list with levels: a row is called by what is seen of it, and nothing of the rows under it.
  return (
    <>
      <p class="quiet" role="status">
        {say("shell.outline.count", { actors: branches.length, transfers })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the tree of the ARIA Authoring Practices Guide is a list */}
      <ul role="tree" ref={tree} aria-label={say("shell.outline")}>
        {rows.map((row) => (
          <li
            key={row.id}
            role="treeitem"
            data-row={row.id}
            tabIndex={row === current ? 0 : -1}
            aria-level={row.is === "branch" ? 1 : 2}
            aria-expanded={row.is === "branch" && row.branch.leaves.length > 0 ? row.isOpen : undefined}
            aria-selected={place.value.sel === (row.is === "branch" ? row.branch.id : row.leaf.transfer.id)}
            onKeyDown={(event) => onKeyDown(event, row)}
            onClick={(event) => onClick(event, row)}
          >
            {row.is === "branch" ? <BranchLine row={row} /> : <LeafLine leaf={row.leaf} scene={scene} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function BranchLine({ row }: { readonly row: Extract<Row, { is: "branch" }> }): VNode {
  const { actor, leaves } = row.branch;
  return (
    <span class="line">
      <span aria-hidden="true">{leaves.length === 0 ? "・" : row.isOpen ? "▾" : "▸"}</span>{" "}
      <KindMark kind={actor.kind} /> <span>{actor.label}</span> <small>{besideName(actor)}</small>
    </span>
  );
}

function LeafLine({ leaf, scene }: { readonly leaf: Leaf; readonly scene: Scene }): VNode {
  const { transfer } = leaf;
  return (
    <span class="line">
      <span>{wayText(leaf, scene)}</span> <small>{windowText(transfer.stated)}</small>{" "}
      <StatusMark status={transfer.status} />
    </span>
  );
}

function wayText({ transfer, way }: Leaf, scene: Scene): string {
  const other = way === "gave" ? transfer.recipient : transfer.provider;
  const name = other === null ? term("marks", "unknown_end") : (scene.labels.get(other) ?? other);
  return say(`shell.outline.${way}`, { name, action: term("action", transfer.action) });
}
