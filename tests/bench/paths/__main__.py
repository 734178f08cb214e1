"""How long path questions take, beside other engines, the C floor and the memory's pace.

    .venv/bin/python -m tests.bench.paths                 the gate: 10,000 and 100,000 transfers, a minute at the most
    .venv/bin/python -m tests.bench.paths --full          to a million, Neo4j included; about half an hour
    .venv/bin/python -m tests.bench.paths --full --huge   to ten million; 6 GB of memory, a quarter of an hour more
    .venv/bin/python -m tests.bench.paths --from FILE --write-docs
    .venv/bin/python -m tests.bench.paths --from FILE --full --anew ruled http --out FILE --write-docs
    .venv/bin/python -m tests.bench.paths --from FILE --full --sizes 10000000 --anew alone beside --out FILE

Figures are of this machine at this hour; what counts are ratios of what was asked in turn in one process. Every answer is
compared with ours first. It ends with 1 if one differs, if a measurement breaks, or if a ratio falls below its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.bench.paths.gates import faults_of, gates_of
from tests.bench.paths.goals import goal_lines
from tests.bench.paths.pages import write_docs
from tests.bench.paths.plan import FULL, QUICK
from tests.bench.paths.run import PARTS, renew, run

_HUGE = 10_000_000


def main() -> int:
    """Measure, tell, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="all sizes and engines")
    parser.add_argument("--huge", action="store_true", help="ten million transfers as well")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="transfers, in place of the plan's sizes")
    parser.add_argument("--anew", nargs="+", choices=PARTS, metavar="PART", help="measure these parts of --from anew")
    parser.add_argument("--out", type=Path, help="write the report there, as JSON")
    parser.add_argument("--from", dest="given", type=Path, help="read a report instead of measuring")
    parser.add_argument("--write-docs", action="store_true", help="put tables and plots into docs/")
    arguments = parser.parse_args()
    plan = FULL if arguments.full else QUICK
    plan = plan.with_sizes([*plan.sizes, _HUGE]) if arguments.huge else plan
    plan = plan.with_sizes(arguments.sizes) if arguments.sizes else plan
    if arguments.anew and not arguments.given:
        parser.error("--anew renews a report: --from FILE names it")
    if arguments.given:
        report = renew(json.loads(arguments.given.read_text("utf-8")), plan, arguments.anew or (), _say)
    else:
        print(f"a {plan.name} run; it ends within {plan.whole / 60:.0f} min at the latest", file=sys.stderr)
        report = run(plan, _say)
    if arguments.out:
        arguments.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return _judge(report, arguments)


def _say(line: str) -> None:
    print(line, flush=True)


def _judge(report: dict[str, object], arguments: argparse.Namespace) -> int:
    gates, faults = gates_of(report), faults_of(report)
    if arguments.full or arguments.given:
        print(*goal_lines(report), sep="\n")
    print(*(gate for gate in gates if gate.holds is not True), *faults, sep="\n")
    held = sum(gate.holds is True for gate in gates)
    print(f"{held} of {len(gates)} floors hold; {len(faults)} faults; {report['seconds']} s")
    if arguments.write_docs:
        write_docs(report)
    return int(bool(faults) or any(gate.holds is False for gate in gates))


if __name__ == "__main__":
    sys.exit(main())
