"""A trained network as the files that postil ships: int8 ONNX and its labels."""

import json
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.data import LABELS
from training.graph import graph_of
from training.network import Tagger

MODEL = "model.int8.onnx"
_KEPT = ["place", "case", "out.product"]
"""Nodes whose weights stay as they are: small tables with a few large values, which one scale would make coarse."""


def export(network: Tagger, folder: Path) -> Path:
    """Writes the model and `labels.json` into a folder, and gives the model's path."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "model.onnx"
        onnx.save(graph_of(network), str(plain))
        quantize_dynamic(
            plain,
            folder / MODEL,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=_KEPT,
            # The quantiser cannot tell the types of what onnxruntime's own operators give.
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    (folder / "labels.json").write_text(json.dumps(LABELS), encoding="utf-8")
    return folder / MODEL
