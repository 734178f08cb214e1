// The field for a key; see state/key.ts.
import type { VNode } from "preact";
import { useId, useRef } from "preact/hooks";
import { keepKey, key } from "../state/key.ts";
import { say } from "../words/index.ts";

export function KeyForm(): VNode {
  const field = useRef<HTMLInputElement>(null);
  const name = useId();
  const use = (event: Event) => {
    event.preventDefault();
    keepKey(field.current?.value ?? "");
  };
  return (
    <form class="key-form" onSubmit={use}>
      <p>{say("shell.key.why")}</p>
      <label for={name}>{say("shell.key")}</label>
      <input id={name} ref={field} type="password" autocomplete="off" spellcheck={false} defaultValue={key.value} />
      <button type="submit">{say("shell.key.use")}</button>
    </form>
  );
}
