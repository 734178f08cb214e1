// Whether an input method is composing in a field; `ended` is told what the field holds when it is done.
//
// Preact's onCompositionEnd listens for an event that does not exist (it takes the case of names that are no property of
// the element as it stands), so this listens by itself.
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function useComposing(field: RefObject<HTMLInputElement>, ended: (text: string) => void): () => boolean {
  const composing = useRef(false);
  const told = useRef(ended);
  told.current = ended;
  useEffect(() => {
    const input = field.current;
    if (input === null) return;
    const begin = () => {
      composing.current = true;
    };
    const end = () => {
      composing.current = false;
      told.current(input.value);
    };
    input.addEventListener("compositionstart", begin);
    input.addEventListener("compositionend", end);
    return () => {
      input.removeEventListener("compositionstart", begin);
      input.removeEventListener("compositionend", end);
    };
  }, [field]);
  return () => composing.current;
}
