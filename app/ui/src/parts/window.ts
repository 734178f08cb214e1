// Windows of days in words: a known day, a span, or one that is open at an end.
import type { Shapes } from "../api/ask.ts";
import { say } from "../words/index.ts";

/** `2003-12-01 – 2003-12-31`; what is open is said. */
export function windowText({ earliest, latest }: Shapes["Window"]): string {
  if (earliest === null && latest === null) return say("window.unknown");
  if (earliest === null) return say("window.until", { day: latest ?? "" });
  if (latest === null) return say("window.since", { day: earliest });
  return earliest === latest ? earliest : say("window.span", { earliest, latest });
}
