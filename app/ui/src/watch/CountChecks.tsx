// Numbers that cannot be right as they are told, with both sides.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { watchOptions } from "../api/questions.ts";
import { follow } from "../parts/follow.ts";
import { link, place } from "../state/place.ts";
import { number, say, term, told } from "../words/index.ts";
import { Rows, Words } from "./Rows.tsx";

type Check = Shapes["app__api__counts__Counts"]["items"][number];
type Figure = Check["part"][number];

export function CountChecks(): VNode {
  return (
    <Rows<Check>
      path="/v1/counts"
      values={{ ...watchOptions(place.value), verdict: "violated" }}
      count="watch.counts.count"
    >
      {(check) => <CheckRow check={check} />}
    </Rows>
  );
}

function CheckRow({ check }: { readonly check: Check }): VNode {
  const { kind, about, part, whole, why } = check;
  return (
    <>
      <h3>
        <a href={link({ sel: about.id })} onClick={follow({ sel: about.id })}>
          {about.label}
        </a>
        <span class="data">{term("count_check", kind)}</span>
      </h3>
      <p>{term("count_why", why)}</p>
      <ul class="figures">
        {[...part, ...whole].map((one, place) => (
          <li key={`${one.of.id} ${one.value} ${one.claimed_by} ${place < part.length}`}>{figureText(one)}</li>
        ))}
      </ul>
      <Words evidence={[...part, ...whole].flatMap((one) => one.evidence)} />
    </>
  );
}

function figureText({ of, value, unit, qualifier, claimed_by }: Figure): string {
  const amount = told("qualifier", qualifier, { number: `${number(value)}${term("unit", unit ?? "none")}` });
  const values = { name: of.label, amount };
  return claimed_by === null ? say("watch.figure", values) : say("watch.figure.by", { ...values, source: claimed_by });
}
