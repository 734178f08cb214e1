"""A page in Chromium → what axe-core finds wrong in it, serious and critical only.

axe-core (Deque, MPL-2.0; a tool of the tests that no package holds) is put into a world of its own beside the page's scripts
by the browser's debugging protocol. So the page's policy stays in force while it is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

__all__ = ["faults_of"]

_SCRIPT = Path("app/ui/node_modules/axe-core/axe.min.js")
_GRAVE = {"serious", "critical"}
_RUN = """axe.run(document, {
  resultTypes: ["violations"], // of the others it then looks no further than the first place
  rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } }
}).then(({ violations, passes }) => ({
  passes: passes.length,
  violations: violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((one) => one.html) })),
}))"""


def faults_of(page, root: Path) -> Callable[[], list[str]]:
    """Called on a page, gives what to call at each of its views: rule by rule its name, how grave it is, and where."""
    protocol = page.context.new_cdp_session(page)
    frame = protocol.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = protocol.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    protocol.send("Runtime.evaluate", {"expression": _script(root), "contextId": world})
    asked = {"expression": _RUN, "contextId": world, "awaitPromise": True, "returnByValue": True}

    def faults() -> list[str]:
        told = protocol.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in told, json.dumps(told["exceptionDetails"])
        found = told["result"]["value"]
        assert found["passes"] > 10, "axe has looked at next to nothing"
        return [
            f"{one['id']} ({one['impact']}): {' '.join(one['nodes'])[:400]}"
            for one in found["violations"]
            if one["impact"] in _GRAVE
        ]

    return faults


@cache
def _script(root: Path) -> str:
    return (root / _SCRIPT).read_text("utf-8")
