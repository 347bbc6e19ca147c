"""A disk that is really full, where one can be made for a test."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

IN_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


def can_mount(folder: Path) -> bool:
    """Whether this machine lets a test have mounts of its own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        [*IN_NAMESPACE, "mount", "-t", "tmpfs", "none", str(folder)], capture_output=True, check=False
    )
    return tried.returncode == 0


def test_on_a_full_disk_nothing_is_lost_and_saving_goes_on_when_there_is_room(tmp_path: Path) -> None:
    if not can_mount(tmp_path):
        pytest.skip("no mounts here")
    run = subprocess.run(
        [*IN_NAMESPACE, sys.executable, "-m", "tests.full_disk", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert run.returncode == 0, run.stderr
