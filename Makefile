.PHONY: check test format

check:
	.ci/run

test:
	.venv/bin/python -m pytest -n 2

format:
	.venv/bin/ruff check --fix --quiet .
	.venv/bin/ruff format --quiet .
