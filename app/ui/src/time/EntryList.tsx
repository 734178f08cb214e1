// Transfers and events as a list to be opened, for what the lanes cannot show.
import type { VNode } from "preact";
import { StatusMark } from "../parts/marks.tsx";
import { windowText } from "../parts/window.ts";
import { glancing } from "../state/glance.ts";
import { go, place } from "../state/place.ts";
import type { Entry } from "./records.ts";

interface Props {
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly open?: boolean;
}

export function EntryList({ label, entries, open }: Props): VNode {
  return (
    <details class="entries" open={open}>
      <summary>{label}</summary>
      <ul>
        {entries.map((one) => (
          <li key={one.id} {...glancing([one.id])}>
            <button
              type="button"
              class="choose"
              aria-pressed={place.value.sel === one.id}
              onClick={() => go({ sel: one.id })}
            >
              <span>
                {one.hop !== null && <span class="number">{one.hop}</span>} {one.label}
              </span>
            </button>
            <small>
              {windowText(one.stated)} {one.deed} {one.status !== null && <StatusMark status={one.status} />}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
