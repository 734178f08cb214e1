// The field for a key, and the way to forget it; see state/key.ts.
import type { VNode } from "preact";
import { useId, useRef } from "preact/hooks";
import { keepKey, key } from "../state/key.ts";
import { say, term } from "../words/index.ts";

interface Props {
  /** What the key in use does not allow, or null. */
  readonly scope?: string | null;
}

export function KeyForm({ scope = null }: Props): VNode {
  const field = useRef<HTMLInputElement>(null);
  const name = useId();
  const use = (event: Event) => {
    event.preventDefault();
    keepKey(field.current?.value ?? "");
  };
  return (
    <form class="key-form" onSubmit={use}>
      <p>{scope === null ? say("shell.key.why") : say("shell.key.scope", { scope: term("scope", scope) })}</p>
      <label for={name}>{say("shell.key")}</label>
      <input id={name} ref={field} type="password" autocomplete="off" spellcheck={false} required />
      <button type="submit">{say("shell.key.use")}</button>
      <ForgetKey />
    </form>
  );
}

/** Forgets the key; nothing where there is none. */
export function ForgetKey(): VNode | null {
  if (key.value === "") return null;
  return (
    <button type="button" class="forget-key" onClick={() => keepKey("")}>
      {say("shell.key.forget")}
    </button>
  );
}
