// A hop of a path: who to whom, when, what, how much, how sure; and what is not told between it and the next.
import { Fragment, type VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { countText, deedText, joined, priceText } from "../parts/amounts.ts";
import { Days } from "../parts/Days.tsx";
import { StatusMark } from "../parts/marks.tsx";
import { windowText } from "../parts/window.ts";
import { glancing } from "../state/glance.ts";
import { go, place } from "../state/place.ts";
import { say, term, told } from "../words/index.ts";

type Hop = Shapes["Hop"];
type Fact = Pick<Hop, "provider" | "recipient" | "inferred">;

/** An end of a transfer; marked where no document states it. */
export function End({ fact, slot }: { readonly fact: Fact; readonly slot: "provider" | "recipient" }): VNode {
  const end = fact[slot];
  if (end === null) return <span class="unknown-end">{term("marks", "unknown_end")}</span>;
  if (!fact.inferred.includes(slot)) return <bdi>{end.label}</bdi>;
  return <bdi class="inferred">{told("marks", "inferred", { label: end.label })}</bdi>;
}

/** A way in one line: who gave to whom. */
export function Stops({ hops }: { readonly hops: readonly Hop[] }): VNode {
  const first = hops[0];
  return (
    <p class="stops">
      {first !== undefined && <End fact={first} slot="provider" />}
      {hops.map((hop) => (
        <Fragment key={hop.transfer}>
          {" → "}
          <End fact={hop} slot="recipient" />
        </Fragment>
      ))}
    </p>
  );
}

interface Props {
  readonly hop: Hop;
  /** Its place on the path; 1 is the first. */
  readonly number: number;
  readonly next: Hop | undefined;
  readonly gap: Shapes["Gap"] | undefined;
}

export function HopItem({ hop, number, next, gap }: Props): VNode {
  const other = next !== undefined && next.provider?.id !== hop.recipient?.id;
  return (
    <li class="hop" {...glancing([hop.transfer])}>
      <TransferButton id={hop.transfer} fact={hop} number={number} />
      <HopFacts hop={hop} left={hop.window} />
      {other && (
        <p class="junction">
          {told("text", "joined", {
            hop: number,
            first: hop.recipient?.label ?? "",
            second: next.provider?.label ?? "",
          })}
        </p>
      )}
      {gap !== undefined && (
        <p class="gap">
          <Days
            of={told("text", "gap", {
              hop: gap.after_hop,
              from: gap.from,
              to: gap.to,
              holder: gap.holder?.label ?? term("marks", "unknown_end"),
            })}
          />
        </p>
      )}
    </li>
  );
}

interface ButtonProps {
  readonly id: string;
  readonly fact: Fact;
  readonly number?: number;
}

/** Who to whom; a press shows what it rests on. */
export function TransferButton({ id, fact, number }: ButtonProps): VNode {
  const chosen = place.value.sel === id;
  return (
    <button type="button" class="choose" aria-pressed={chosen} onClick={() => go({ sel: id })}>
      {number !== undefined && <span class="number">{number}</span>}
      <span>
        <End fact={fact} slot="provider" /> → <End fact={fact} slot="recipient" />
      </span>
    </button>
  );
}

interface FactsProps {
  readonly hop: Omit<Hop, "window" | "transfer" | "carried" | "parts"> & { readonly parts?: readonly string[] };
  /** The days that are left on the path, where that is what is shown. */
  readonly left?: Shapes["Window"];
}

export function HopFacts({ hop, left }: FactsProps): VNode {
  const tightened = left !== undefined && (left.earliest !== hop.stated.earliest || left.latest !== hop.stated.latest);
  const amount = joined([countText(hop.record_count), priceText(hop.price)]);
  const parts = hop.parts ?? [];
  return (
    <dl class="facts">
      <dt>{told("text", "days")}</dt>
      <dd>
        <Days of={windowText(hop.stated)} />
        {tightened && (
          <small class="left">
            <Days of={told("text", "days_left", { days: windowText(left) })} />
          </small>
        )}
      </dd>
      <dt>{told("text", "what")}</dt>
      <dd>{deedText(hop)}</dd>
      <dt>{told("text", "dataset")}</dt>
      <dd>{hop.dataset?.label ?? told("text", "unstated")}</dd>
      <dt>{told("text", "amount")}</dt>
      <dd>{amount || told("text", "unstated")}</dd>
      <dt>{told("text", "status")}</dt>
      <dd>
        <StatusMark status={hop.status} /> {hop.lawful && <small>{told("text", "lawful")}</small>}
      </dd>
      {parts.length > 0 && (
        <>
          <dt>{say("finder.parts")}</dt>
          <dd>{say("finder.parts.count", { count: parts.length })}</dd>
        </>
      )}
    </dl>
  );
}
