// The one box that everything begins with: whatever bears a name, words in documents, saved questions, recent ones.
import type { VNode } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { ask, type Shapes, url } from "../api/ask.ts";
import { keyOf } from "../parts/keys.ts";
import { type Choice, Picker, type Suggest } from "../parts/Picker.tsx";
import { parse } from "../state/address.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { type Lead, leadsOf } from "./found.ts";
import { nameOf } from "./names.ts";
import { anew, dayOf, PHRASES, type Phrase, placeOf, WITH_GAPS } from "./phrases.ts";
import { forgetRecent, recent, remember } from "./recent.ts";

const CLEAR = "clear";
const EACH = 5;

export function Search(): VNode {
  const field = useRef<HTMLInputElement>(null);
  const { lang } = place.value;
  // Another language has other words: what was suggested before is asked for anew.
  const suggest = useMemo<Suggest>(() => (text, signal) => suggested(text.trim(), signal), [lang]);
  useEffect(() => place.subscribe(remember), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (keyOf(event) !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <search class="search">
      <Picker
        label={say("search.label")}
        chosen={null}
        suggest={suggest}
        onChoose={choose}
        placeholder={say("search.what")}
        field={field}
        onlyOnPurpose
      />
    </search>
  );
}

/** Goes where a saved question is asked, to its first gap. */
export function askPhrase(phrase: Phrase): void {
  go(placeOf(phrase, dayOf(new Date())));
  if (!WITH_GAPS.has(phrase)) return;
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(".finder [role=combobox]")?.focus());
}

function choose(choice: Choice | null): void {
  if (choice === null) return;
  if (choice.id === CLEAR) forgetRecent();
  else if ("leads" in choice) go((choice as Lead).leads);
  else askPhrase(choice.id as Phrase);
}

async function suggested(text: string, signal: AbortSignal) {
  if (text === "") return { choices: [...(await recentLeads(signal)), ...phrases()], more: false };
  const answer = await ask<Shapes["SuggestAnswer"]>(url("/v1/suggest", { q: text, limit: EACH }), { signal });
  return { choices: leadsOf(text, answer.groups, heading), more: answer.truncated };
}

function heading(kind: Shapes["SuggestedGroup"]["kind"], more: number | null): string {
  const name = say(`search.group.${kind}`);
  if (more === 0) return name;
  return more === null ? say("search.group.more", { name }) : say("search.group.count", { name, count: more });
}

async function recentLeads(signal: AbortSignal): Promise<readonly Choice[]> {
  const group = say("search.group.recent");
  const found = await Promise.all(
    recent().map(async (query) => {
      const at = parse(query);
      const { lang: _, theme: __, ...leads } = at;
      return { id: `recent ${query}`, label: await nameOf(at, signal), group, leads: anew(leads) };
    }),
  );
  const named = found.filter((one): one is Lead & { group: string } => one.label !== null);
  return named.length === 0 ? [] : [...named, { id: CLEAR, label: say("search.clear"), group }];
}

function phrases(): readonly Choice[] {
  return PHRASES.map((id) => ({ id, label: say(`search.phrase.${id}`), group: say("search.group.phrase") }));
}

function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select"))
  );
}
