// The paths that were found, the strongest first; the one that is chosen is told in full.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { pathsQuestion } from "../api/questions.ts";
import { Asked } from "../parts/Asked.tsx";
import { place } from "../state/place.ts";
import { say, told } from "../words/index.ts";
import { Beside } from "./Beside.tsx";
import { chosenPath } from "./conditions.ts";
import { Limits } from "./Limits.tsx";
import { Matches } from "./Matches.tsx";
import { Nothing } from "./Nothing.tsx";
import { PathCard } from "./PathCard.tsx";

type Answer = Shapes["PathsAnswer"];

export function Paths(): VNode {
  const at = place.value;
  const answer = useAnswer<Answer>(pathsQuestion(at));
  return (
    <div class="answer">
      {answer.is === "none" && <p class="quiet">{say("finder.start")}</p>}
      <Asked answer={answer}>{(found) => <Found found={found} />}</Asked>
      <Matches answer={answer} />
    </div>
  );
}

function Found({ found }: { readonly found: Answer }): VNode {
  const at = place.value;
  const chosen = chosenPath(at, found.paths.length);
  const best = found.paths[0];
  const certain = found.paths.filter((path) => path.certain).length;
  return (
    <>
      <div role="status">
        {best === undefined ? (
          <p class="warning">{told("text", "no_path")}</p>
        ) : (
          <p>{told("text", "found", { number: found.paths.length, certain })}</p>
        )}
      </div>
      <Limits answer={found} />
      {best === undefined && <Nothing />}
      <ol class="paths">
        {found.paths.map((path, index) => (
          <PathCard
            key={path.hops.map((hop) => hop.transfer).join(" ")}
            path={path}
            number={index + 1}
            isLit={index + 1 === chosen}
            isOpen={index + 1 === chosen && (at.path !== null || found.paths.length === 1)}
          />
        ))}
      </ol>
      <Beside facts={found.beside} />
    </>
  );
}
