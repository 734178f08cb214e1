// The transfers of the map as a table: the same ones, for those who read better than they look, and for those beyond it.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { follow } from "../parts/follow.ts";
import { StatusMark } from "../parts/marks.tsx";
import { windowText } from "../parts/window.ts";
import { link, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import type { Scene } from "./scene.ts";
import { actionText, countText, endsText } from "./sceneWords.ts";
import { COLUMNS, type ColumnName, type Row, rowsOf, sorted } from "./table.ts";

/** Rows that are shown at first, and with each "more". */
const STEP = 100;

export function GraphTable({ scene }: { readonly scene: Scene }): VNode {
  const [by, setBy] = useState<{ column: ColumnName; down: boolean }>({ column: "days", down: false });
  const [most, setMost] = useState(STEP);
  const rows = sorted(rowsOf(scene), by.column, by.down, scene.labels);
  const order = (column: ColumnName) => setBy({ column, down: column === by.column && !by.down });
  return (
    <div class="graph-table">
      <table>
        <caption class="hidden">{say("graph.table")}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} aria-sort={column !== by.column ? "none" : by.down ? "descending" : "ascending"}>
                <button type="button" onClick={() => order(column)}>
                  {say(`graph.column.${column}`)}
                  <span aria-hidden="true">{column !== by.column ? "" : by.down ? " ▼" : " ▲"}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row) => (
            <TableRow key={row.transfer.id} row={row} scene={scene} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="quiet">{say("graph.table.empty")}</p>}
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + STEP)}>
          {say("graph.table.more", { count: rows.length - most })}
        </button>
      )}
    </div>
  );
}

function TableRow({ row, scene }: { readonly row: Row; readonly scene: Scene }): VNode {
  const { transfer, isDrawn } = row;
  const isChosen = place.value.sel === transfer.id;
  return (
    <tr class={isChosen ? "chosen" : undefined}>
      <td>{windowText(transfer.stated)}</td>
      <td>
        <a
          href={link({ sel: transfer.id })}
          onClick={follow({ sel: transfer.id })}
          aria-current={isChosen ? "true" : undefined}
        >
          {endsText(transfer, scene.labels)}
        </a>
        {transfer.hop !== null && <small> {say("graph.hop", { hop: transfer.hop })}</small>}
        {!isDrawn && <small> {say("graph.table.beyond")}</small>}
      </td>
      <td>{actionText(transfer)}</td>
      <td>{term("medium", transfer.medium)}</td>
      <td>{countText(transfer)}</td>
      <td>
        <StatusMark status={transfer.status} />
      </td>
    </tr>
  );
}
