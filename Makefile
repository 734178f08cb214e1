# The one list of commands. Everything that must hold runs in `make test`; the others are parts of it, or tools.
PYTHON = .venv/bin/python

.PHONY: setup format lint typecheck test quality differential seen bench bench-full bench-resolving bench-bulk faults sbom check lock page fuzz soak

setup:
	python3 -m venv .venv
	.venv/bin/pip install -q -r requirements.lock
	.venv/bin/pip install -q -e '.[dev]'

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:
	$(PYTHON) -m pytest -q tests/repo/test_lint.py tests/repo/test_layers.py tests/repo/test_style.py

typecheck:
	$(PYTHON) -m basedpyright

test:
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

quality:
	$(PYTHON) -m pytest -q tests/quality

# The engine's answers beside those of independent implementations, on random graphs; minutes.
differential:
	$(PYTHON) -m tests.differential.campaign --checks 100000

# What each audience is told, beside a store of what it may see; ten minutes.
seen:
	LEAKTRAIL_SEEN_CASES=1000 $(PYTHON) -m pytest -q tests/unit/app/services/test_seen.py

# Path questions beside other engines, with floors; a minute.
bench:
	$(PYTHON) -m tests.bench.paths

# The figures of docs/performance.md; half an hour on a machine that does nothing else.
bench-full:
	$(PYTHON) -m tests.bench.paths --full --out docs/bench/report.json --write-docs

# kill -9 of loaders and of the server, many times; half an hour and more.
faults:
	$(PYTHON) -m tests.faults.campaign --file 300 --loader 50 --server 15

# The page: formatted, checked, tested and built, with the packages of its lock file. Needs Node 24 and npm.
page:
	cd app/ui && npm ci --no-audit --no-fund
	$(PYTHON) -c "import json; from app.api.main import from_environment; print(json.dumps(from_environment().openapi()))" > app/ui/openapi.json
	cd app/ui && npm run shapes -- openapi.json && rm openapi.json
	cd app/ui && npm run format && npm run types && npm test && npm run build

# The HTTP API against its own description (schemathesis), and every hostile string through every input; half an hour.
fuzz:
	$(PYTHON) -m tests.fuzz.campaign --examples 200
	$(PYTHON) -m tests.fuzz.hostile

# Mixed requests to a real server for as long as it takes: errors, memory, descriptors, latencies; an hour.
soak:
	$(PYTHON) -m tests.bench.soak --requests 100000 --clients 8

# Two ways into Neo4j, side by side; half an hour and more.
bench-bulk:
	$(PYTHON) -m tests.bench.bulk --transfers 1000000

# One more document into what is resolved, beside resolving all anew; half an hour and more.
bench-resolving:
	$(PYTHON) -m tests.bench.resolving --documents 100 100000

# What runs with Leaktrail, by name, version and licence, as it is installed here (CycloneDX).
sbom:
	$(PYTHON) -m tests.repo.sbom build/sbom.cdx.json

# What CI runs: the README's test command, in whatever state the checkout is.
check:
	.ci/run

# After a change of dependencies in pyproject.toml. The build backend is in it too, for a test builds a wheel.
lock:
	echo 'hatchling>=1.27' | uv pip compile - pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
