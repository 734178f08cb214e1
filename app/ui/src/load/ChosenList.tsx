// Files that were chosen and not taken by the server yet: what is known of each, and what keeps it from being sent.
import type { VNode } from "preact";
import { Failed } from "../parts/Asked.tsx";
import { say } from "../words/index.ts";
import { KnownFields } from "./KnownFields.tsx";
import { type Chosen, chosen, forget, limits, sendAll, tell } from "./queue.ts";
import { refusal, sizeText } from "./sending.ts";

export function ChosenList(): VNode | null {
  const files = chosen.value;
  if (files.length === 0) return null;
  const sendable = files.filter((one) => refusal(one.file, limits.value) === null);
  const isSending = files.some((one) => one.state === "sending" || one.state === "waiting");
  return (
    <section class="chosen">
      <h2>{say("load.chosen", { count: files.length })}</h2>
      <ul>
        {files.map((one) => (
          <ChosenLine key={one.id} one={one} />
        ))}
      </ul>
      <p>
        <button type="button" class="main" disabled={sendable.length === 0 || isSending} onClick={sendAll}>
          {say("load.send", { count: sendable.length })}
        </button>
      </p>
      {isSending && <p role="status">{say("load.stay")}</p>}
    </section>
  );
}

function ChosenLine({ one }: { readonly one: Chosen }): VNode {
  const refused = refusal(one.file, limits.value);
  const most = sizeText(limits.value?.bytes ?? 0);
  const kinds = limits.value?.kinds.join(" ") ?? "";
  return (
    <li>
      <p>
        <bdi class="file-name">{one.file.name}</bdi> <small>{sizeText(one.file.size)}</small>{" "}
        {one.state === "sending" && <Sending part={one.part} />}
        {one.state === "waiting" && <span>{say("load.state.waiting")}</span>}
        {one.state !== "sending" && (
          <button type="button" onClick={() => forget(one.id)}>
            {say("load.leave_out")}
            <span class="hidden"> {one.file.name}</span>
          </button>
        )}
      </p>
      {refused !== null && <p class="failed">{say(`load.refused.${refused}`, { most, kinds })}</p>}
      {one.state === "failed" && one.problem !== null && <Failed problem={one.problem} />}
      {refused === null && (
        <details>
          <summary>{say("load.known_of_it")}</summary>
          <KnownFields known={one.known} onChange={(known) => tell(one.id, known)} forAll={false} />
        </details>
      )}
    </li>
  );
}

/** How much of it was sent; then the server has to look at it before it takes it. */
function Sending({ part }: { readonly part: number }): VNode {
  const percent = Math.floor(part * 100);
  const told = part < 1 ? say("load.state.sending", { percent }) : say("load.state.sent");
  return (
    <>
      <progress max={1} value={part < 1 ? part : undefined} aria-label={told} /> <span>{told}</span>
    </>
  );
}
