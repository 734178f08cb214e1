// What an answer leaves out: what was cut off, and documents without a date where one asks what was public.
import type { VNode } from "preact";
import { joined } from "../parts/amounts.ts";
import { say, term, told } from "../words/index.ts";

interface Limited {
  readonly truncated: boolean;
  readonly cut: readonly string[];
  readonly undated_documents?: readonly string[] | null | undefined;
}

export function Limits({ answer }: { readonly answer: Limited }): VNode {
  const undated = answer.undated_documents ?? [];
  return (
    <>
      {answer.truncated && (
        <p class="cut">{told("text", "cut_at", { what: joined(answer.cut.map((one) => term("cut", one))) })}</p>
      )}
      {undated.length > 0 && (
        <details>
          <summary>{say("finder.undated", { count: undated.length })}</summary>
          <ul class="sentences">
            {undated.map((document) => (
              <li key={document}>{document}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
