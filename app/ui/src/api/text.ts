// A text of the server while a component needs it, such as a saved query: its address → its words, null until they are there.
import { useEffect, useState } from "preact/hooks";
import { Problem, send } from "./ask.ts";

export function useText(address: string): string | null {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const letGo = new AbortController();
    setText(null);
    send(address, { signal: letGo.signal })
      .then((response) => response.text())
      .then(setText)
      .catch((error: unknown) => {
        if (letGo.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        setText(error.message);
      });
    return () => letGo.abort();
  }, [address]);
  return text;
}
