// Copies a text, and says so.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { say } from "../words/index.ts";

interface Props {
  readonly text: string;
  /** What is copied, for those who hear the page. */
  readonly label: string;
}

export function CopyButton({ text, label }: Props): VNode {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <button type="button" class="copy" onClick={copy}>
      <span aria-live="polite">{say(copied === text ? "shell.copied" : "shell.copy")}</span>
      <span class="hidden"> {label}</span>
    </button>
  );
}
