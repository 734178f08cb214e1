// The field for a key, and the way to forget it; see state/key.ts. However many parts of a page lack one, it asks once.
import { signal } from "@preact/signals";
import type { VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { keepKey, key, locked } from "../state/key.ts";
import { say, term } from "../words/index.ts";

/** The forms that would be shown, in the order in which they came: the first one is. */
const forms = signal<readonly object[]>([]);

/** Over the page, where the server answers nobody without a key. */
export function Locked(): VNode | null {
  const told = locked.value;
  if (told === null) return null;
  return (
    <section class="locked failed" role="alert">
      <strong>{told.title}</strong>
      {key.value !== "" && <p>{told.detail}</p> /* without a key it speaks to programs */}
      <Form why={say("shell.key.why")} />
    </section>
  );
}

/** In a part that needs a key which allows more than the one in use. */
export function ScopeForm({ scope }: { readonly scope: string | null }): VNode {
  const me = useRef<object>({}).current;
  useLayoutEffect(() => {
    forms.value = [...forms.peek(), me];
    return () => {
      forms.value = forms.peek().filter((one) => one !== me);
    };
  }, [me]);
  const why = scope === null ? say("shell.key.why") : say("shell.key.scope", { scope: term("scope", scope) });
  return forms.value[0] === me ? <Form why={why} /> : <p>{why}</p>;
}

function Form({ why }: { readonly why: string }): VNode {
  const field = useRef<HTMLInputElement>(null);
  const name = useId();
  const use = (event: Event) => {
    event.preventDefault();
    keepKey(field.current?.value ?? "");
  };
  return (
    <form class="key-form" onSubmit={use}>
      <p>{why}</p>
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
