// One path: whom it leads by, in which order of days, how well it is supported; and when open, hop by hop.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { CertaintyMark, StatusMark } from "../parts/marks.tsx";
import { glancing } from "../state/glance.ts";
import { go } from "../state/place.ts";
import { say } from "../words/index.ts";
import { HopItem, Stops } from "./HopItem.tsx";
import { WhyPath } from "./WhyPath.tsx";
import { weakestText } from "./why.ts";

interface Props {
  readonly path: Shapes["PathItem"];
  /** Its place in the answer; 1 is the first. */
  readonly number: number;
  readonly open: boolean;
}

export function PathCard({ path, number, open }: Props): VNode {
  return (
    <li class="path" data-chosen={open} {...glancing(path.hops.map((hop) => hop.transfer))}>
      <h3>
        <button type="button" aria-expanded={open} onClick={() => go({ path: number })}>
          {say("finder.path", { number })} <CertaintyMark certain={path.certain} />
        </button>
      </h3>
      <Stops hops={path.hops} />
      <p>
        <StatusMark status={path.strength.status} /> <small>{weakestText(path)}</small>
      </p>
      {open && <Hops path={path} />}
    </li>
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
    </>
  );
}
