"""The network as an ONNX graph, made of operators that onnxruntime has quick int8 kernels for.

Written out by hand and not traced: a traced graph hides the attention from the quantiser, and takes a quarter longer.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.network import HEADS, LAYERS, NORM_EPSILON, Tagger

_OURS, _STANDARD = "com.microsoft", ""
_VERSIONS = {_OURS: 1, _STANDARD: 17}
_IR_VERSION = 8


def graph_of(network: Tagger) -> onnx.ModelProto:
    """`ids` and `cs` (int64, sequence by piece, without padding) in, `logits` (sequence, piece, label) out."""
    return _Graph({name: weight.detach().numpy() for name, weight in network.state_dict().items()}).model()


class _Graph:
    """Puts the nodes together; each is named by what it gives."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        states = self._embedded()
        for index in range(LAYERS):
            states = self._layer(f"layers.{index}", states)
        self._node("Identity", [self._linear("out", states)], "logits")
        labels = self._weights["out.bias"].size
        inputs = [
            helper.make_tensor_value_info(n, TensorProto.INT64, ["sequence", "piece"]) for n in ("ids", "cs")
        ]
        outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["sequence", "piece", labels])]
        graph = helper.make_graph(self._nodes, "names", inputs, outputs, self._constants)
        opsets = [helper.make_opsetid(domain, version) for domain, version in _VERSIONS.items()]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)

    def _embedded(self) -> str:
        self._node("Shape", ["ids"], "length", start=1)
        ends = [self._number("first", 0), self._node("Squeeze", ["length"], "end"), self._number("by", 1)]
        self._node("Range", ends, "places")
        cases = self._weights["case.weight"] + self._weights["kind"]
        word = self._node("Gather", [self._constant("words.weight"), "ids"], "word")
        place = self._node("Gather", [self._constant("places.weight"), "places"], "place")
        case = self._node("Gather", [self._constant("case.weight", cases), "cs"], "case")
        total = self._node("Add", [self._node("Add", [word, place], "placed"), case], "total")
        return self._normed("norm", total)

    def _layer(self, name: str, states: str) -> str:
        weights = [self._matrix(f"{name}.attended"), self._constant(f"{name}.attended.bias")]
        context = self._node("Attention", [states, *weights], f"{name}.context", _OURS, num_heads=HEADS)
        states = self._added(f"{name}.joined", context, states)
        wide = self._node("MatMul", [states, self._matrix(f"{name}.widened")], f"{name}.wide")
        inner = [wide, self._constant(f"{name}.widened.bias")]
        return self._added(f"{name}.narrowed", self._node("BiasGelu", inner, f"{name}.inner", _OURS), states)

    def _added(self, name: str, inner: str, states: str) -> str:
        """A linear layer's result added to the states it left out, and the whole normalised."""
        return self._normed(
            f"{name}_norm", self._node("Add", [self._linear(name, inner), states], f"{name}.total")
        )

    def _normed(self, name: str, states: str) -> str:
        norm = [self._constant(f"{name}.weight"), self._constant(f"{name}.bias")]
        return self._node("LayerNormalization", [states, *norm], f"{name}.normed", axis=-1, epsilon=NORM_EPSILON)

    def _linear(self, name: str, states: str) -> str:
        product = self._node("MatMul", [states, self._matrix(name)], f"{name}.product")
        return self._node("Add", [product, self._constant(f"{name}.bias")], f"{name}.linear")

    def _matrix(self, name: str) -> str:
        return self._constant(f"{name}.weight", self._weights[f"{name}.weight"].T)

    def _constant(self, name: str, array: np.ndarray | None = None) -> str:
        array = self._weights[name] if array is None else array
        self._constants.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def _number(self, name: str, value: int) -> str:
        return self._constant(name, np.array(value))

    def _node(
        self, operator: str, inputs: list[str], output: str, domain: str = _STANDARD, **given: float
    ) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **given))
        return output
