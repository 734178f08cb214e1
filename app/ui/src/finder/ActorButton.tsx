// An actor of an answer; a press shows what is known of them.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { go, place } from "../state/place.ts";

export function ActorButton({ actor }: { readonly actor: Shapes["Reference"] }): VNode {
  return (
    <button
      type="button"
      class="choose"
      aria-pressed={place.value.sel === actor.id}
      onClick={() => go({ sel: actor.id })}
    >
      <bdi>{actor.label}</bdi>
    </button>
  );
}
