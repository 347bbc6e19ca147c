"""The names that packages give without importing their modules before."""

import subprocess
import sys
from importlib import import_module

import pytest

PACKAGES = ("reader.library", "reader.model")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_that_a_package_gives_is_there(package: str) -> None:
    module = import_module(package)
    for name in module.__all__:
        assert hasattr(module, name)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_that_a_package_does_not_give_is_an_ordinary_mistake(package: str) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Missing'"):
        getattr(import_module(package), "Missing")  # noqa: B009  a constant name would be a type error


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_no_module_before_a_name_is_asked_for(package: str) -> None:
    program = f"import sys, {package}; print(*(name for name in sys.modules if name.startswith('{package}.')))"
    ran = subprocess.run((sys.executable, "-c", program), capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.split() == []
