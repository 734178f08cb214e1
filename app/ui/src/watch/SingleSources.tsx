// Facts that one independent source alone tells of.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { watchOptions } from "../api/questions.ts";
import { follow } from "../parts/follow.ts";
import { link, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { Rows, Words } from "./Rows.tsx";

type Fact = Shapes["SingleSourced"]["items"][number];

export function SingleSources(): VNode {
  return (
    <Rows<Fact> path="/v1/single-source" values={watchOptions(place.value)} count="watch.single_source.count">
      {(fact) => <FactRow fact={fact} />}
    </Rows>
  );
}

function FactRow({ fact }: { readonly fact: Fact }): VNode {
  const { kind, thing, property, why, source, evidence } = fact;
  return (
    <>
      <h3>
        <span class="quiet">{term("thing", kind)}</span>{" "}
        <a href={link({ sel: thing.id })} onClick={follow({ sel: thing.id })}>
          {thing.label}
        </a>
        {property !== null && (
          <span class="data">{say("watch.property", { property: term("property", property) })}</span>
        )}
      </h3>
      <p class="marks">
        <span>{term("single_why", why)}</span>
        <span>{say("watch.source", { source })}</span>
      </p>
      <Words evidence={evidence} />
    </>
  );
}
