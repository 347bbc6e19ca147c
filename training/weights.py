"""Weights to begin with: of the base model, of a checkpoint, or of a model that was shipped before."""

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.data import LABELS
from training.network import LAYERS, Tagger

_KINDS = {"F32": np.float32, "I64": np.int64}


def load(path: Path) -> Tagger:
    """The network with the weights of `model.safetensors` (base), `*.onnx` (shipped) or `*.pt` (checkpoint)."""
    network = Tagger(len(LABELS))
    if path.suffix == ".onnx":
        network.load_state_dict(_of_onnx(path))
    elif path.suffix == ".pt":
        network.load_state_dict(torch.load(path, weights_only=True))
    else:
        network.load_state_dict(_of_base(path), strict=False)
    return network


def _of_base(path: Path) -> dict[str, Tensor]:
    """MiniLM's weights by our names; what is ours alone, the case classes and the labels, is not among them."""
    stored = {name.removeprefix("bert."): tensor for name, tensor in _safetensors(path).items()}
    found = {
        "words.weight": stored["embeddings.word_embeddings.weight"],
        "places.weight": stored["embeddings.position_embeddings.weight"],
        "kind": stored["embeddings.token_type_embeddings.weight"][0],
    }
    for part in ("weight", "bias"):
        found[f"norm.{part}"] = stored[f"embeddings.LayerNorm.{part}"]
        for index in range(LAYERS):
            theirs, ours = f"encoder.layer.{index}.", f"layers.{index}."
            attention = [stored[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            found[f"{ours}attended.{part}"] = torch.cat(attention)
            for mine, name in _NAMES.items():
                found[f"{ours}{mine}.{part}"] = stored[f"{theirs}{name}.{part}"]
    return found


_NAMES = {
    "joined": "attention.output.dense",
    "joined_norm": "attention.output.LayerNorm",
    "widened": "intermediate.dense",
    "narrowed": "output.dense",
    "narrowed_norm": "output.LayerNorm",
}


def _safetensors(path: Path) -> dict[str, Tensor]:
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    head, body = json.loads(content[8 : 8 + length]), memoryview(content)[8 + length :]
    return {
        name: torch.from_numpy(
            np.frombuffer(body[slice(*entry["data_offsets"])], _KINDS[entry["dtype"]])
            .reshape(entry["shape"])
            .copy()
        )
        for name, entry in head.items()
        if name != "__metadata__"
    }


def _of_onnx(path: Path) -> dict[str, Tensor]:
    """The weights of a shipped int8 model: those that were trained, rounded to one of 256 values."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    stored = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    found = {_our_name(name): array for name, array in stored.items() if not name.startswith("onnx::")}
    found = {name: array for name, array in found.items() if not name.endswith(_PARTS_OF_QUANTISED)}
    for name in stored:
        if name.endswith(".weight_quantized"):
            found[_our_name(name.removesuffix("_quantized"))] = _dequantised(stored, name)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = node.name.removeprefix("/").removesuffix("/MatMul_quant").replace("/", ".")
            found[_our_name(f"{layer}.weight")] = _dequantised(stored, node.input[1]).T
    return {name: torch.tensor(array) for name, array in found.items()}


_PARTS_OF_QUANTISED = ("_scale", "_zero_point", "_quantized")
_FIRST_MODEL = {
    "we": "words",
    "pe": "places",
    "ce": "case",
    "te": "kind",
    "n": "norm",
    "L": "layers",
    "qkv": "attended",
    "o": "joined",
    "n1": "joined_norm",
    "i": "widened",
    "d": "narrowed",
    "n2": "narrowed_norm",
}
"""What the parts of the network were called in the first model that was shipped."""


def _our_name(name: str) -> str:
    return ".".join(_FIRST_MODEL.get(part, part) for part in name.split("."))


def _dequantised(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    base = name.removesuffix("_quantized")
    zero = stored[f"{base}_zero_point"].astype(np.float32)
    return (stored[name].astype(np.float32) - zero) * stored[f"{base}_scale"]
