// The map of keys.
import type { RefObject, VNode } from "preact";
import { useId } from "preact/hooks";
import { say } from "../words/index.ts";

const KEYS = [
  ["j ↓", "review.key.next"],
  ["k ↑", "review.key.before"],
  ["Enter", "review.key.open"],
  ["1 – 9", "review.key.choose"],
  ["u", "review.key.undo"],
  ["Esc", "review.key.back"],
  ["?", "review.key.help"],
] as const;

export function KeysDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement> }): VNode {
  const name = useId();
  return (
    <dialog ref={dialog} class="keys" aria-labelledby={name}>
      <h2 id={name}>{say("review.keys")}</h2>
      <dl>
        {KEYS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{say("review.keys_help")}</p>
      <form method="dialog">
        <button type="submit">{say("shell.close")}</button>
      </form>
    </dialog>
  );
}
