"""Runs every check of the project, from its root: `python -m tests`.

All of them run, whatever fails; pytest runs last, so that its closing line is the last one printed. A test that hangs
for two minutes shows where.
"""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_CHECKS: dict[str, tuple[str, ...]] = {
    "ruff check": ("-m", "ruff", "check", "--quiet", "."),
    "ruff format": ("-m", "ruff", "format", "--quiet", "--check", "."),
    "mypy": ("-m", "mypy"),
    "lint-imports": ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"),
}
_TESTS = ("-m", "pytest", "-n", "3", "-o", "faulthandler_timeout=120")


def main() -> int:
    """Run the checks, then the tests; 0 if nothing failed."""
    failed = [name for name, arguments in _CHECKS.items() if not _passes(arguments)]
    print(f"checks failed: {', '.join(failed)}" if failed else f"checks passed: {', '.join(_CHECKS)}", flush=True)
    tests_pass = _passes(_TESTS)
    return 0 if tests_pass and not failed else 1


def _passes(arguments: tuple[str, ...]) -> bool:
    return subprocess.run([sys.executable, *arguments], cwd=_ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
