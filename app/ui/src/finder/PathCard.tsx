// One path: whom it leads by, in which order of days, how well it is supported; and when open, hop by hop.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { CertaintyMark, StatusMark } from "../parts/marks.tsx";
import { glancing } from "../state/glance.ts";
import { go, link } from "../state/place.ts";
import { say } from "../words/index.ts";
import { HopItem, Stops } from "./HopItem.tsx";
import { WhyPath } from "./WhyPath.tsx";
import { weakestText } from "./why.ts";

interface Props {
  readonly path: Shapes["PathItem"];
  /** Its place in the answer; 1 is the first. */
  readonly number: number;
  /** It is the one that the map and the timeline show. */
  readonly isLit: boolean;
  readonly isOpen: boolean;
}

export function PathCard({ path, number, isLit, isOpen }: Props): VNode {
  return (
    <li class="path" data-chosen={isLit} {...glancing(path.hops.map((hop) => hop.transfer))}>
      <h3>
        <button type="button" aria-expanded={isOpen} onClick={() => go({ path: number })}>
          {say("finder.path", { number })} <CertaintyMark certain={path.certain} />
        </button>
      </h3>
      <Stops hops={path.hops} />
      <p>
        <StatusMark status={path.strength.status} /> <small>{weakestText(path)}</small>
      </p>
      {isOpen && <Hops path={path} />}
    </li>
  );
}

/** What the number is that the card ends its first lines with. */
function Confidence(): VNode {
  return (
    <details class="why">
      <summary>{say("finder.confidence")}</summary>
      <p>{say("finder.confidence.is")}</p>
      <p>{say("finder.confidence.is_not")}</p>
      <p>
        <a href={`${link({ view: "help" })}#help-confidence`}>{say("finder.confidence.more")}</a>
      </p>
    </details>
  );
}

function Hops({ path }: { readonly path: Shapes["PathItem"] }): VNode {
  return (
    <>
      <ol class="hops">
        {path.hops.map((hop, place) => (
          <HopItem
            key={hop.transfer}
            hop={hop}
            number={place + 1}
            next={path.hops[place + 1]}
            gap={path.gaps.find((gap) => gap.after_hop === place + 1)}
          />
        ))}
      </ol>
      <WhyPath path={path} />
      <Confidence />
    </>
  );
}
