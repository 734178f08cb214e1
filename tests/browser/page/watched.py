"""Pages that tests take turns with, watched for what must never happen on them.

    tabs = Tabs(browser)
    page = tabs.open("http://127.0.0.1:8123", lang="ja", width=1400, height=900)   as new: nothing stored, no history
    tabs.put_back()  →  what went wrong since: console, errors, dialogs, requests elsewhere, violations of its policy

A context of its own for each test costs Chromium more than all that the page does in it (1.6 of 2.6 s of processor time),
so the first page of a test in each language is the one that the former had, emptied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

__all__ = ["PATIENCE", "WATCH", "Tabs"]

PATIENCE = 30_000
"""Milliseconds; a slow machine is no fault of the page."""
WATCH = """
document.addEventListener("securitypolicyviolation", (event) => {
  (window.__violations ??= []).push(`${event.violatedDirective} ${event.blockedURI}`);
});
window.__asked = 0; // answers that are waited for or being read, for `settle`
const counted = (promise) => {
  window.__asked += 1;
  return promise.finally(() => { window.__asked -= 1; });
};
const ask = window.fetch;
window.fetch = (...given) => counted(ask(...given));
for (const name of ["text", "json", "blob"]) {
  const read = Response.prototype[name];
  Response.prototype[name] = function () { return counted(read.call(this)); };
}
"""
_LOCALES = {"ja": "ja-JP", "en": "en-GB"}
_REFUSED = re.compile(r"Failed to load resource: (?:the server responded with a status of|net::ERR_)")
_EMPTY = "localStorage.clear(); sessionStorage.clear()"


@dataclass
class _Tab:
    """A page in a context of its own, and what went wrong on it. While `at` is None, nothing on it counts."""

    page: Any
    at: str | None = None
    refused: bool = False
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.wait_for_function = partial(_wait_for, self.page)
        self.page.on("console", lambda told: self._hear(told.type, told.text))
        self.page.on("pageerror", lambda error: self._note(f"error: {error} {error.stack}"))
        self.page.on("dialog", lambda dialog: (self._note(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda one: self._see(one.url))

    def found(self) -> list[str]:
        """What went wrong since the last time."""
        violations = self.page.evaluate("window.__violations ?? []")
        found, self.wrong, self.at = [*self.wrong, *violations], [], None
        return found

    def empty(self) -> None:
        """Nothing stored, no history, no routes."""
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.evaluate(_EMPTY)
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        protocol = self.page.context.new_cdp_session(self.page)
        protocol.send("Page.resetNavigationHistory")
        protocol.detach()

    def _hear(self, kind: str, text: str) -> None:
        if kind != "log" and not (self.refused and _REFUSED.match(text)):
            self._note(f"console: {text}")

    def _see(self, url: str) -> None:
        if not url.startswith((f"{self.at}/", "blob:", "data:")):
            self._note(url)

    def _note(self, what: str) -> None:
        if self.at is not None:
            self.wrong.append(what)


class Tabs:
    """All pages of one Chromium."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._free: dict[str, _Tab] = {}
        self._used: dict[str, _Tab] = {}
        self._more: list[_Tab] = []

    def open(
        self,
        at: str,
        *,
        lang: str,
        width: int,
        height: int,
        refused: bool = False,
        scheme: str = "light",
        forced: str = "none",
    ) -> Any:
        """A page that is nowhere yet. `refused` lets pass what Chromium itself writes about an answer that is a problem."""
        tab = self._free.pop(lang, None) or self._new(lang)
        if lang in self._used:
            self._more.append(tab)
        else:
            self._used[lang] = tab
        tab.at, tab.refused = at, refused
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.page.emulate_media(media="null", color_scheme=scheme, forced_colors=forced, reduced_motion="no-preference")
        return tab.page

    def put_back(self) -> list[str]:
        """What went wrong on the pages of a test, which are free again. One that cannot be emptied is an error."""
        used, self._used = self._used, {}
        more, self._more = self._more, []
        found = [what for tab in (*used.values(), *more) for what in tab.found()]
        for tab in more:
            tab.page.context.close()
        for lang, tab in used.items():
            tab.empty()
            self._free[lang] = tab
        return found

    def _new(self, lang: str) -> _Tab:
        context = self._browser.new_context(locale=_LOCALES[lang])
        context.add_init_script(WATCH)
        tab = _Tab(context.new_page())
        tab.watch()
        return tab


def _wait_for(page: Any, expression: str, *, arg: object = None) -> None:
    """Playwright's own asks inside the page, by `eval`: its policy refuses that from the second time on."""
    last = monotonic() + PATIENCE / 1000
    while not page.evaluate(expression, arg):
        assert monotonic() < last, f"never so: {expression}"
        page.wait_for_timeout(50)
