"""A report → the tables of docs/performance.md and the plots in docs/bench/.

The page is written by people, but for what stands between `<!-- bench: NAME -->` and `<!-- end -->`: that is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tests.bench.paths.catalogue import SPECS
from tests.bench.paths.goals import goals_of
from tests.bench.paths.lines import RATIOS, microseconds, times_as_long
from tests.bench.paths.peer import QUESTIONS
from tests.bench.paths.plots import Curve, log_log

__all__ = ["DOCS", "filled", "plots_of", "write_docs"]

Json: TypeAlias = dict[str, Any]

DOCS = Path(__file__).parents[3] / "docs"
_NOT_MEASURED = "Not measured in this run."
_PAGE, _PLOTS = "performance.md", "bench"
_PLACE = re.compile(r"(<!-- bench: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def write_docs(report: Json, docs: Path = DOCS) -> None:
    """Fill the page and draw the plots."""
    page = docs / _PAGE
    page.write_text(filled(page.read_text("utf-8"), report), "utf-8")
    (docs / _PLOTS).mkdir(exist_ok=True)
    for name, picture in plots_of(report).items():
        (docs / _PLOTS / f"{name}.svg").write_text(picture, "utf-8")


def filled(page: str, report: Json) -> str:
    """The page with this report's tables; KeyError for a place whose name is not known."""
    return _PLACE.sub(lambda found: f"{found[1]}\n{_TABLES[found[2]](report)}\n{found[3]}", page)


def plots_of(report: Json) -> dict[str, str]:
    """One picture for each sort of question, over the sizes, for transfers at single moments.

    A peer's place is our own time multiplied by the ratio: times of different processes are not comparable.
    """
    found = dict[str, str]()
    for name in QUESTIONS:
        own = _own_times(report, name)
        if own:
            curves = [Curve("Leaktrail", list(own.items())), *_curves(report, name, own)]
            title = f"{name}: one question (ours: median; others: ours times the ratio)"
            found[name] = log_log(title, "transfers, at single moments", "microseconds", curves)
    return found


def _own_times(report: Json, question: str) -> dict[int, float]:
    return {
        one["transfers"]: one["micros"][question]["p50"]
        for one in report["alone"]
        if one["kind"] == "point" and question in one.get("micros", {})
    }


def _curves(report: Json, question: str, own: dict[int, float]) -> Iterable[Curve]:
    for colour, peer in enumerate(SPECS, start=1):
        points = [
            (one["transfers"], own[one["transfers"]] * one["questions"][question]["ratio"])
            for one in report["beside"]
            if one["peer"] == peer and one["kind"] == "point" and question in one.get("questions", {})
            if one["transfers"] in own
        ]
        if points:
            yield Curve(peer, points, colour)


def _machine(report: Json) -> str:
    told = report["machine"]
    gone = f"{report['seconds'] / 60:.0f} minutes" if report["seconds"] >= 120 else f"{report['seconds']:.0f} s"
    renewed = "".join(f"; {part} again {when}" for part, when in report.get("renewed", {}).items())
    return (
        f"A {report['plan']} run of {gone}, {told['when']}{renewed}: {told['processor']}, {told['cores']} cores, "
        f"{told['memory_gib']} GiB, load {told['load']} when it began; {told['system']}; Python {told['python']}, "
        f"numpy {told['numpy']}, numba {told['numba']}. Ours uses one thread."
    )


def _engines(report: Json) -> str:
    rows = list[Sequence[str]]()
    for name, spec in SPECS.items():
        measured = [one for one in report["beside"] if one["peer"] == name and "questions" in one]
        version = measured[0]["version"] if measured else "not measured in this run"
        threads = str(measured[0]["threads"] or "its own choice") if measured else ""
        rows.append((name, version, threads, spec.how))
    return _table(("engine", "version", "threads", "how it answers"), rows)


def _question_table(question: str) -> Callable[[Json], str]:
    def table(report: Json) -> str:
        graphs = [(one["transfers"], one["kind"]) for one in report["alone"]]
        rows = [_row(report, question, *graph) for graph in graphs]
        return _table(("transfers", "kind", "ours", *SPECS), rows)

    return table


def _row(report: Json, question: str, size: int, kind: str) -> Sequence[str]:
    beside = {one["peer"]: one for one in report["beside"] if (one["transfers"], one["kind"]) == (size, kind)}
    alone = next(one for one in report["alone"] if (one["transfers"], one["kind"]) == (size, kind))
    own = alone.get("micros", {}).get(question)
    cells = [beside.get(peer, {}).get("questions", {}).get(question) for peer in SPECS]
    mine = "–" if own is None else f"{microseconds(own['p50'])}, p99 {microseconds(own['p99'])}"
    if own and "found_most" in own:
        mine += f"; found {own['found_median']:,.0f}, at most {own['found_most']:,}"
    return (f"{size:,}", kind, mine, *("–" if cell is None else times_as_long(cell) for cell in cells))


def _not_measured(report: Json) -> str:
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in report["beside"]:
        why = one.get("why") or one.get("failed")
        if why:
            reasons.setdefault((one["peer"], why), []).append(f"{one['transfers']:,} {one['kind']}")
    partly = [f"- {name}, paths: {spec.cannot['paths']}" for name, spec in SPECS.items() if "paths" in spec.cannot]
    return "\n".join([*(f"- {peer}, {', '.join(at)}: {why}" for (peer, why), at in reasons.items()), *partly])


def _language(report: Json) -> str:
    rows = list[Sequence[str]]()
    for one in report["alone"]:
        cells = [_ratio(report, one, peer) for peer in ("networkx", "Python", "C")]
        if None not in cells:
            library, python, floor = cells
            algorithm = f"{library / python:.3g}"
            rows.append((f"{one['transfers']:,}", one["kind"], algorithm, f"{python:.3g}", f"{1 / floor:.3g}"))
    return _table(("transfers", "kind", "networkx ÷ plain Python", "plain Python ÷ ours", "ours ÷ C"), rows)


def _ratio(report: Json, graph: Json, peer: str) -> float | None:
    for one in report["beside"]:
        if (one["peer"], one["transfers"], one["kind"]) == (peer, graph["transfers"], graph["kind"]):
            return one.get("questions", {}).get("downstream", {}).get("ratio")
    return None


def _own(report: Json) -> str:
    rows = list[Sequence[str]]()
    for one in report["alone"]:
        if "micros" not in one:
            continue
        share, memory, ratios = one["reach_share"], one["memory"], one["ratios"]
        told = [times_as_long(ratios[name]) if name in ratios else "–" for name in RATIOS]
        reach = f"{share['median']:.0%} ({share['low']:.0%} to {share['high']:.0%})"
        held = f"{memory['timetable']:.0f} (+{memory['columns']:.0f})"
        rows.append(
            (f"{one['transfers']:,}", one["kind"], reach, *told, f"{one['load_s']} s", held, f"{one['reopen_s']} s")
        )
    head = ("transfers", "kind", "reached", *RATIOS.values(), "built", "bytes a transfer", "reopened")
    return _table(head, rows)


def _ruled(report: Json) -> str:
    rows = list[Sequence[str]]()
    for one in report["ruled"]:
        for name, found in one.get("micros", {}).items():
            times = f"{microseconds(found['p50'])}, p99 {microseconds(found['p99'])}"
            cut = ", ".join(f"{count} by {reason}" for reason, count in one["found"][name]["cut"].items()) or "none"
            ratio, first = (
                times_as_long(one["ratios"][name]),
                f"{one['first_s']} s (search ready in {one.get('compiled_s', 0)} s before)",
            )
            rows.append((f"{one['transfers']:,}", one["kind"], name, times, ratio, cut, first))
    return _table(("transfers", "kind", "asked", "time", "÷ one pass of reach", "cut", "first question"), rows)


def _growth(report: Json) -> str:
    """Times of ten times the transfers ÷ times of the transfers; not asked in turn, so rougher than the ratios."""
    micros = {(one["transfers"], one["kind"]): one.get("micros", {}) for one in report["alone"]}
    rows = list[Sequence[str]]()
    for (size, kind), larger in micros.items():
        smaller = micros.get((size // 10, kind), {})
        cells = [
            f"{larger[q]['p50'] / smaller[q]['p50']:.3g}" if q in larger and q in smaller else "–" for q in QUESTIONS
        ]
        if smaller:
            rows.append((f"{size // 10:,} to {size:,}", kind, *cells))
    return _table(("transfers", "kind", *QUESTIONS), rows)


def _starts(report: Json) -> str:
    starts = report.get("starts")
    if not starts:
        return _NOT_MEASURED
    rows = [
        (name, *(f"{starts[name][step]:.2f} s" for step in ("import", "build", "answer", "all")))
        for name in ("cold", "warm")
    ]
    return _table((f"{starts['transfers']:,} transfers", "import", "timetable", "first answer", "all"), rows)


def _http(report: Json) -> str:
    http = report.get("http")
    if not http:
        return _NOT_MEASURED
    rows = [
        ("a fixed answer from a bare Starlette route", f"{http['static_us']:.0f} µs", f"{http['static_per_second']:,}"),
        ("the question itself, in process", f"{http['question_us']:.0f} µs", ""),
        ("`/v1/paths` with its words", f"{http['paths_us']:.0f} µs", f"{http['paths_per_second']:,}"),
    ]
    table = _table(("one worker", "server's processor time a request", "a second and core"), rows)
    return f"{table}\n\nThe live answer takes {times_as_long(http['ratio'])} times as long as the fixed one."


def _loading(report: Json) -> str:
    rows = [
        (f"{one['transfers']:,}", one["kind"], one["peer"], f"{one['load_s']:.2f} s", _mib(one["mib"]))
        for one in report["beside"]
        if "questions" in one and one["kind"] == "point"
    ]
    return _table(("transfers", "kind", "engine", "built in", "its process grew by"), rows)


def _mib(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f} MiB"


def _goals(report: Json) -> str:
    words = {True: "yes", False: "no", None: "–"}
    rows = [(goal.number, goal.goal, goal.reached, goal.spread, words[goal.met]) for goal in goals_of(report)]
    return _table(("", "goal", "reached", "lowest and highest run", "met"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = list(rows)
    if not body:
        return _NOT_MEASURED
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


_TABLES: dict[str, Callable[[Json], str]] = {
    "machine": _machine,
    "engines": _engines,
    **{name: _question_table(name) for name in QUESTIONS},
    "not-measured": _not_measured,
    "language": _language,
    "own": _own,
    "ruled": _ruled,
    "growth": _growth,
    "starts": _starts,
    "loading": _loading,
    "http": _http,
    "goals": _goals,
}
