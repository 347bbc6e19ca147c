"""spaCy and GLiNER as far as they are used: modules of the same shape, and pipelines that know a few names.

They are put where Python finds modules, as installed ones are.
"""

import json
import sys
from pathlib import Path

import pytest

_SPACY = """
import importlib, json
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

class Pipeline:
    def __init__(self, folder, exclude):
        self.names = json.loads((folder / "names.json").read_text())
        self.exclude = exclude
        self.meta = json.loads((folder / "meta.json").read_text())

    @contextmanager
    def memory_zone(self):
        yield

    def pipe(self, texts, batch_size):
        for text in texts:
            yield SimpleNamespace(ents=[
                SimpleNamespace(start_char=text.find(name), end_char=text.find(name) + len(name), label_=label)
                for name, label in self.names.items() if name in text
            ])

def load(place, exclude):
    if "/" not in place:
        place = importlib.import_module(place).__path__[0]
    return Pipeline(Path(place), exclude)
"""

_GLINER = """
import json, os
from pathlib import Path

class GLiNER:
    def __init__(self, names):
        self.names = names

    @classmethod
    def from_pretrained(cls, model_id, *, local_files_only):
        if not (local_files_only and os.environ["HF_HUB_OFFLINE"] == "1"):
            raise OSError("the web was asked")
        return cls(json.loads((Path(model_id) / "names.json").read_text()))

    def predict_entities(self, text, labels, *, threshold):
        return [
            {"start": text.find(name), "end": text.find(name) + len(name), "text": name, "label": label, "score": 0.7}
            for name, label in self.names.items() if name in text and label in labels
        ]
"""


def install(monkeypatch: pytest.MonkeyPatch, folder: Path, module: str, source: str | None = None) -> None:
    """Have a module be installed: `spacy` or `gliner` as they are here, or one with that source."""
    folder.mkdir(exist_ok=True)
    text = source if source is not None else {"spacy": _SPACY, "gliner": _GLINER}[module]
    (folder / f"{module}.py").write_text(text)
    _expose(monkeypatch, folder, module)


def uninstall(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Have a module not be there, even where it is installed."""
    monkeypatch.setitem(sys.modules, module, None)


def pipeline(folder: Path, names: dict[str, str], *, release: str = "1.0.0", kind: str = "spacy") -> Path:
    """A pipeline in that folder that knows some names, with the label of each."""
    folder.mkdir(parents=True)
    (folder / "names.json").write_text(json.dumps(names))
    (folder / {"spacy": "meta.json", "gliner": "gliner_config.json"}[kind]).write_text(
        json.dumps({"version": release})
    )
    return folder


def package(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, names: dict[str, str]) -> Path:
    """A pipeline of spaCy that is installed as a package."""
    made = pipeline(folder / name, names)
    (made / "__init__.py").write_text("")
    _expose(monkeypatch, folder, name)
    return made


def _expose(monkeypatch: pytest.MonkeyPatch, folder: Path, module: str) -> None:
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setitem(sys.modules, module, None)  # so that what is there now comes back after the test
    monkeypatch.delitem(sys.modules, module)
