// What the words of the page mean, for investigators: short, and in the order in which the questions come up.
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { follow } from "../parts/follow.ts";
import { StatusMark } from "../parts/marks.tsx";
import { STATUSES } from "../state/address.ts";
import { link } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { OrderExamples } from "./OrderExamples.tsx";
import { PARTS, type Part, WORDS } from "./parts.ts";

const HOWS = ["stated", "clause", "discourse", "role", "implied", "imported", "proposed"] as const;

/** As in loaders/claims/telling.py; a test holds them together. */
const CONFIDENCES = [
  ["1.00", "imported"],
  ["0.90", "stated"],
  ["0.80", "clause"],
  ["0.70", "discourse"],
  ["0.60", "implied"],
] as const;

export function HelpView(): VNode {
  useEffect(() => {
    // A link to a part of the help comes before the part is there.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <div class="help">
      <nav aria-label={say("help.contents")}>
        <ul>
          {PARTS.map((part) => (
            <li key={part}>
              <a href={`#help-${part}`}>{say(`help.${part}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      {PARTS.map((part) => (
        <section key={part} id={`help-${part}`} tabIndex={-1} aria-labelledby={`help-${part}-name`}>
          <h2 id={`help-${part}-name`}>{say(`help.${part}`)}</h2>
          {WORDS[part].map((word) => (
            <p key={word}>{say(word)}</p>
          ))}
          <Shown part={part} />
        </section>
      ))}
    </div>
  );
}

/** What a part shows beside its words. */
function Shown({ part }: { readonly part: Part }): VNode | null {
  switch (part) {
    case "order":
      return <OrderExamples />;
    case "status":
      return (
        <dl>
          {STATUSES.map((status) => (
            <div key={status}>
              <dt>
                <StatusMark status={status} />
              </dt>
              <dd>{say(`help.status.${status}`)}</dd>
            </div>
          ))}
        </dl>
      );
    case "slots":
      return (
        <dl>
          {HOWS.map((how) => (
            <div key={how}>
              <dt>{term("how", how)}</dt>
              <dd>{say(`help.slots.${how}`)}</dd>
            </div>
          ))}
        </dl>
      );
    case "confidence":
      return (
        <dl>
          {CONFIDENCES.map(([number, how]) => (
            <div key={how}>
              <dt>{number}</dt>
              <dd>{say(`help.confidence.${how}`)}</dd>
            </div>
          ))}
        </dl>
      );
    case "correct":
      return (
        <p>
          <a href={link({ view: "review" })} onClick={follow({ view: "review" })}>
            {say("help.correct.go")}
          </a>
        </p>
      );
    case "keys":
      return <Keys />;
    default:
      return null;
  }
}

function Keys(): VNode {
  const keys = ["search", "choose", "map", "list", "document", "close"] as const;
  return (
    <table>
      <tbody>
        {keys.map((one) => (
          <tr key={one}>
            <th scope="row">
              <kbd>{say(`help.keys.${one}.key`)}</kbd>
            </th>
            <td>{say(`help.keys.${one}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
