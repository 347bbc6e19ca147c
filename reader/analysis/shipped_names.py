"""The names model that postil brings along: its files, checked before they are used."""

import hashlib
from pathlib import Path

from reader.analysis.names import NameFinder, NamesUnavailable

MODEL_FOLDER = Path(__file__).parent / "models" / "ner"

SHA256 = {
    "model.int8.onnx": "a975d5f43cbe65dbad1b173e6bb197743b7c246f3e467f9a2276f041c878b62f",
    "vocab.txt": "0f052197aac305fe42f378b5c61554b7bacb34b8be4af83fec2cfdcdffbc9973",
    "labels.json": "222ac31b036d5923c1fe64673ce65543a4e2bb3144006d90c50fb8a4d86f5bf9",
}
"""The files of the model, with the hash that each must have."""

MODEL_VERSION = SHA256["model.int8.onnx"][:12]
"""Tells one shipped model from another: the start of its file's SHA-256."""


def load(folder: Path = MODEL_FOLDER) -> NameFinder:
    """The shipped model, its files checked against their known hashes.

    Takes about a third of a second and 100 MB of memory: meant for a worker process, once.

    Raises:
        NamesUnavailable: onnxruntime or numpy is not installed, or a file is missing or not as it was shipped.
    """
    contents = {name: _checked(folder / name, sha256) for name, sha256 in SHA256.items()}
    try:
        from reader.analysis.onnx_names import OnnxNames
    except ImportError as error:
        message = f"{error.name} is not installed. Install postil again."
        raise NamesUnavailable(message) from error
    return OnnxNames(
        contents["model.int8.onnx"],
        contents["vocab.txt"].decode(),
        contents["labels.json"].decode(),
        version=MODEL_VERSION,
    )


def _checked(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}). Install postil again."
        raise NamesUnavailable(message) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        message = f"{path} is damaged. Install postil again."
        raise NamesUnavailable(message)
    return content
