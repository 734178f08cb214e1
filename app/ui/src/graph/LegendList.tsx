// What forms and lines on the map mean, how many of each there are, and a click that puts them out.
import type { ComponentChildren, VNode } from "preact";
import type { Kind, Status } from "../parts/forms.ts";
import { CertaintyMark, KindMark, StatusMark } from "../parts/marks.tsx";
import { go, place } from "../state/place.ts";
import { number, say, term } from "../words/index.ts";
import { type Entry, switched } from "./legend.ts";
import type { Scene } from "./scene.ts";
import { roleText } from "./sceneWords.ts";

export function LegendList({ scene }: { readonly scene: Scene }): VNode {
  const { kinds, roles, statuses } = scene.legend;
  return (
    <div class="legend">
      <Group name={say("graph.legend.kinds")} entries={kinds}>
        {(one) => (
          <>
            <KindMark kind={one.value as Kind} /> {term("kind", one.value)}
          </>
        )}
      </Group>
      <Group name={say("graph.legend.statuses")} entries={statuses}>
        {(one) => <StatusMark status={one.value as Status} />}
      </Group>
      <details open={roles.some((one) => one.isOut)}>
        <summary>{say("graph.legend.roles.count", { count: roles.length })}</summary>
        <Group name={say("graph.legend.roles")} entries={roles}>
          {(one) => roleText(one.value)}
        </Group>
      </details>
      {scene.path !== null && (
        <p class="legend-marks">
          <strong>{say("graph.legend.path")}</strong> <CertaintyMark certain={true} /> <CertaintyMark certain={false} />
        </p>
      )}
    </div>
  );
}

interface GroupProps {
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly children: (entry: Entry) => ComponentChildren;
}

function Group({ name, entries, children }: GroupProps): VNode | null {
  if (entries.length === 0) return null;
  return (
    <fieldset>
      <legend>{name}</legend>
      {entries.map((one) => (
        <button
          key={one.token}
          type="button"
          aria-pressed={!one.isOut}
          title={say(one.isOut ? "graph.legend.in" : "graph.legend.out")}
          onClick={() => go({ hidden: switched(place.peek().hidden, one.token) })}
        >
          {children(one)} <span class="count">{number(one.count)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** What is put out, and a way to have it all back. */
export function PutOut({ scene }: { readonly scene: Scene }): VNode | null {
  const { actors, transfers } = scene.out;
  if (actors + transfers === 0) return null;
  return (
    <p class="note">
      {say("graph.out", { actors, transfers })}{" "}
      <button type="button" onClick={() => go({ hidden: [] })}>
        {say("graph.out.all")}
      </button>
    </p>
  );
}
