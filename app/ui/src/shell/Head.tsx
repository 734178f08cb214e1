// The head of the page: its name, the search, the views, language and colours.
import type { VNode } from "preact";
import { follow } from "../parts/follow.ts";
import { ForgetKey } from "../parts/KeyForm.tsx";
import { anew } from "../search/phrases.ts";
import { Search } from "../search/Search.tsx";
import { LANGUAGES, THEMES, VIEWS } from "../state/address.ts";
import { go, link, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { Elsewhere } from "./Elsewhere.tsx";

export function Head(): VNode {
  const { view, lang, theme } = place.value;
  const other = LANGUAGES.find((one) => one !== lang) ?? lang;
  return (
    <header class="head">
      <a class="name" href={link(anew({}))} onClick={follow(anew({}))} title={say("shell.home")}>
        Leaktrail
      </a>
      <Search />
      <nav aria-label={say("shell.views")}>
        <ul>
          {VIEWS.map((one) => (
            <li key={one}>
              <a
                href={link({ view: one })}
                onClick={follow({ view: one })}
                aria-current={one === view ? "page" : undefined}
              >
                {say(`shell.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Elsewhere />
      <ForgetKey />
      <button type="button" lang={other} onClick={() => go({ lang: other })}>
        {say("shell.language")}
      </button>
      <label class="theme" title={say("shell.theme")}>
        <span>{say("shell.theme")}</span>
        <select value={theme} onChange={(event) => go({ theme: THEMES[event.currentTarget.selectedIndex] ?? theme })}>
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {say(`shell.theme.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
