"""Running the command line in this process."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli.program import run


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the command printed and returned."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs `postil` with arguments; all it keeps is in `home`."""

    home: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> Ran:
        self.capture.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = self.capture.readouterr()
        return Ran(code, captured.out, captured.err)
