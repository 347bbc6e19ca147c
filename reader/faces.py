"""Public faces of packages that cost nothing until they are asked for something.

Whoever imports a module of a package imports the package first, and all that its `__init__` imports. `reader.model` and
`reader.library` give some fifty frozen classes between them, each of which takes half a millisecond to make: together a
tenth of the time until the first frame is on screen, which needs two of them. So their `__init__` says which module has
each name, and a name is fetched from there when it is first used.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module


def face(package: str, names: Mapping[str, Iterable[str]]) -> Callable[[str], object]:
    """What `package` has for its `__getattr__`: `names` are those that each of its modules gives."""
    modules = {name: module for module, of_module in names.items() for name in of_module}

    def fetch(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{modules[name]}"), name)
        setattr(sys.modules[package], name, found)  # from now on it is found without asking here
        return found

    return fetch
