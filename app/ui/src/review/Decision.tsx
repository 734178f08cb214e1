// A decision before it is saved: what would follow, why, and who decides. Nothing is saved before its effects were told.
import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Failed } from "../parts/Asked.tsx";
import { key } from "../state/key.ts";
import { say } from "../words/index.ts";
import { again, drop, pending, save } from "./desk.ts";
import { EffectsList } from "./Effects.tsx";

const MOST_WHY = 2000;

interface Props {
  /** Called when it was saved. */
  readonly onSaved: () => void;
}

export function Decision({ onSaved }: Props): VNode | null {
  const now = pending.value;
  const [why, setWhy] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const name = useId();
  const act = now?.act;
  useEffect(() => {
    setWhy("");
    if (act === undefined) return;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [act]);
  const lacks = now?.problem?.told.status === 401 || now?.problem?.told.status === 403;
  const used = useRef(key.value);
  useEffect(() => {
    if (used.current === key.value) return;
    used.current = key.value;
    if (lacks) void again(why); // with the key that was missing
  }, [key.value]);
  if (now === null) return null;
  const who = now.effects?.judgements[0]?.undone?.who ?? now.effects?.judgements[0]?.who ?? null;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (now.effects === null) await again(why);
    else if (await save(why)) onSaved();
  };
  return (
    <section class="decision" aria-labelledby={`${name}-title`}>
      <h3 ref={heading} id={`${name}-title`} tabIndex={-1}>
        {say("review.decision", { title: now.title })}
      </h3>
      <div aria-live="polite">
        {now.isAnew && <p class="failed">{say("review.stale")}</p>}
        {now.effects === null && now.problem === null && <p class="waiting">{say("review.working_out")}</p>}
        {now.effects !== null && <EffectsList acted={now.effects} />}
      </div>
      {now.problem !== null && <Failed problem={now.problem} />}
      <form onSubmit={submit}>
        <label for={name}>{say("review.why")}</label>
        <textarea
          id={name}
          rows={2}
          maxLength={MOST_WHY}
          value={why}
          onInput={(event) => setWhy(event.currentTarget.value)}
        />
        {who !== null && (
          <p class="quiet">{who === "local" ? say("review.by_local") : say("review.by_key", { who })}</p>
        )}
        <p class="row">
          <button type="submit" class="main" disabled={now.isSaving || (now.effects === null && now.problem === null)}>
            {say(now.effects === null ? "review.again" : "review.save")}
          </button>
          <button type="button" onClick={drop}>
            {say("review.drop")}
          </button>
        </p>
      </form>
    </section>
  );
}
