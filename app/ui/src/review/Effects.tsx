// What follows from a decision, in lists: what falls, rises and changes, what is joined otherwise, whose paths and who
// had the data. An empty list is left out, and what was not worked out is told.
import type { ComponentChildren, VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { StatusMark } from "../parts/marks.tsx";
import { propertySaid, valueSaid } from "../parts/said.ts";
import { windowText } from "../parts/window.ts";
import { say, term } from "../words/index.ts";

type Effects = Shapes["Effects"];
type Things = Shapes["Things"];
type Reference = Shapes["Reference"];

export function EffectsList({ acted }: { readonly acted: Shapes["Acted"] }): VNode {
  const { effects } = acted;
  const { before, after } = effects.suggestions;
  return (
    <div class="effects">
      {effects.changes_nothing && <p>{say("review.changes_nothing")}</p>}
      <Fallen title="falls" things={effects.falls} />
      <Fallen title="rises" things={effects.rises} />
      <Part title={say("review.changes")} count={effects.changes.length}>
        {effects.changes.map((one) => (
          <Change key={one.transfer} change={one} />
        ))}
      </Part>
      <Part title={say("review.joins")} count={effects.joins.length}>
        {effects.joins.map((one) => (
          <li key={ids(one.before) + ids(one.after)}>
            {term("thing", one.kind)}: {labels(one.before, one.kind)} → {labels(one.after, one.kind)}
          </li>
        ))}
      </Part>
      <Part title={say("review.groups")} count={effects.groups.length}>
        {effects.groups.map(({ before: old, after: now }) => (
          <li key={old.id}>
            <bdi>{old.label ?? old.id}</bdi>: {labels([...old.members, ...old.candidates])} →{" "}
            {labels([...now.members, ...now.candidates])}
          </li>
        ))}
      </Part>
      <Part title={say("review.pairs")} count={effects.pairs.length}>
        {effects.pairs.map((one) => (
          <PairLine key={`${one.from.id} ${one.to.id}`} pair={one} />
        ))}
      </Part>
      <Part title={say("review.holders")} count={effects.holders.length}>
        {effects.holders.map((one) => (
          <li key={one.actor.id}>
            <ChangeMark word={one.change} /> <bdi>{one.actor.label ?? one.actor.id}</bdi>
          </li>
        ))}
      </Part>
      <ConflictsPart title={say("review.conflicts_gone")} conflicts={effects.conflicts.gone} />
      <ConflictsPart title={say("review.conflicts_new")} conflicts={effects.conflicts.new} />
      {before !== after && <p>{say("review.suggestions", { before, after })}</p>}
      {acted.cut.length > 0 && (
        <p class="quiet">
          {say("review.cut", { why: acted.cut.map((one) => term("cut", one)).join(say("shell.and")) })}{" "}
          {say("review.limits", { origins: effects.limits.origins, pairs: effects.limits.pairs })}
        </p>
      )}
    </div>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ComponentChildren }): VNode | null {
  if (count === 0) return null;
  return (
    <section>
      <h4>
        {title} <small>{say("review.count", { count })}</small>
      </h4>
      <ul>{children}</ul>
    </section>
  );
}

function Fallen({ title, things }: { readonly title: "falls" | "rises"; readonly things: Things }): VNode {
  return (
    <>
      <Part title={say(`review.${title}`, { kind: term("thing", "transfer") })} count={things.transfers.length}>
        {things.transfers.map((one) => (
          <li key={one.id}>
            <Ends {...one} /> {windowText(one.stated)} <StatusMark status={one.status} />
          </li>
        ))}
      </Part>
      {(["actors", "datasets"] as const).map((kind) => (
        <Part
          key={kind}
          title={say(`review.${title}`, { kind: term("thing", kind.slice(0, -1)) })}
          count={things[kind].length}
        >
          {things[kind].map((one) => (
            <li key={one.id}>
              <bdi>{one.label ?? one.id}</bdi>
            </li>
          ))}
        </Part>
      ))}
      <Part title={say(`review.${title}`, { kind: term("thing", "event") })} count={things.events.length}>
        {things.events.map((one) => (
          <li key={one.id}>
            {term("event", one.type)} {windowText(one.stated)}
          </li>
        ))}
      </Part>
    </>
  );
}

function Ends({ provider, recipient }: { provider: Reference | null; recipient: Reference | null }): VNode {
  return (
    <>
      <bdi>{provider?.label ?? say("review.unknown")}</bdi> → <bdi>{recipient?.label ?? say("review.unknown")}</bdi>
    </>
  );
}

function Change({ change }: { readonly change: Effects["changes"][number] }): VNode {
  return (
    <li>
      <Ends {...change} />
      <ul>
        {change.properties.map((one) => (
          <li key={one.property}>
            {propertySaid(one.property)}: {valueSaid(one.property, one.before)} → {valueSaid(one.property, one.after)}
          </li>
        ))}
      </ul>
    </li>
  );
}

function PairLine({ pair }: { readonly pair: Effects["pairs"][number] }): VNode {
  const reach = pair.after ?? pair.before;
  return (
    <li>
      <ChangeMark word={pair.change} /> <bdi>{pair.from.label ?? pair.from.id}</bdi> →{" "}
      <bdi>{pair.to.label ?? pair.to.id}</bdi>
      {reach?.earliest && <> ({say("review.earliest_arrival", { day: reach.earliest })})</>}
      {pair.before !== null && pair.after !== null && pair.before.strength.status !== pair.after.strength.status && (
        <>
          {" "}
          <StatusMark status={pair.before.strength.status} /> → <StatusMark status={pair.after.strength.status} />
        </>
      )}
    </li>
  );
}

function ChangeMark({ word }: { readonly word: "lost" | "changed" | "new" }): VNode {
  return <span class={`tag change-${word}`}>{say(`review.change.${word}`)}</span>;
}

function ConflictsPart({ title, conflicts }: { title: string; conflicts: Shapes["ConflictItem"][] }): VNode | null {
  return (
    <Part title={title} count={conflicts.length}>
      {conflicts.map((one) => (
        <li key={one.id}>
          {propertySaid(one.property)}: {one.claims.map((side) => valueSaid(one.property, side.value)).join(" / ")}
        </li>
      ))}
    </Part>
  );
}

function labels(of: readonly Reference[], kind = "actor"): string {
  if (of.length === 0) return say("review.none");
  const group = kind === "event" ? "event" : kind === "transfer" ? "action" : null;
  return of.map((one) => (group === null ? (one.label ?? one.id) : term(group, one.label ?? ""))).join(" / ");
}

function ids(of: readonly Reference[]): string {
  return of.map((one) => one.id).join(" ");
}
