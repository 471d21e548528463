# Two commands: `make run` and `make test`. Each does all of its own set-up.
.PHONY: setup run test check bench screens messages lock audit

setup:
	@tools/setup.sh runtime

run: setup
	@.venv/bin/labmigration serve --demo

test:
	@tools/setup.sh dev
	@tools/test_tools.sh
	@tools/peers.sh || true
	@.venv/bin/python -m tests.everything

check:
	@tools/setup.sh dev
	@.venv/bin/python -m tests.check

bench:
	@tools/setup.sh dev
	@tools/test_tools.sh
	@tools/peers.sh || true
	@.venv/bin/python -m bench.run

screens:
	@tools/setup.sh dev
	@tools/test_tools.sh
	@.venv/bin/python -m tests.screens

messages:
	@tools/setup.sh dev
	@tools/messages.sh

lock:
	@tools/setup.sh dev
	@.venv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-header -q --group build --group dev -o requirements-dev.lock
	@.venv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-header -q --group build -c requirements-dev.lock -o requirements.lock
	@.venv/bin/uv pip compile --universal --generate-hashes --no-header -q --group peers -o requirements-peers.lock

audit:
	@tools/setup.sh runtime
	@.venv/bin/uv tool run pip-audit --strict -r requirements.lock
