"""Flat values out of YAML that others wrote: nodes are read, no object is ever constructed."""

from datetime import date, datetime
from typing import NoReturn

import yaml
from yaml.constructor import SafeConstructor

from reader.document.errors import FrontMatterError

_MAX_DEPTH = 10  # lists and mappings around a value; of none deeper than one is it used
_PLAINLY = {"mapping values are not allowed here": "a value that holds a colon needs quotation marks around it"}
_TAG = "tag:yaml.org,2002:"


def read_yaml(text: str, first_line: int) -> list[tuple[str, str]]:
    """The keys and values of a mapping, as written, but dates in ISO 8601; of a list, its plain values.

    `first_line` is the number of the text's first line in the reader's file. Raises `FrontMatterError`.
    """
    try:
        return _items(_PlainLoader(text).get_single_node())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        problem = _PLAINLY.get(error.problem or "", error.problem)
        raise FrontMatterError(f"The metadata cannot be read: line {line}: {problem}.") from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise FrontMatterError(
            f"The metadata cannot be read: line {line} holds a character that YAML does not allow."
        ) from error


class _PlainLoader(yaml.SafeLoader):
    """Reads nodes without anchors, and not too deep; no value is ever constructed from them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            _refuse("anchors and aliases are not read; write the value out", event.start_mark)
        if self._depth >= _MAX_DEPTH:
            _refuse("lists and mappings are nested too deep", event.start_mark)
        self._depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _refuse(problem: str, mark: yaml.Mark) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _items(root: yaml.Node | None) -> list[tuple[str, str]]:
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        _refuse("there should be lines of the form 'key: value'", root.start_mark)
    return [(key.value, _text(value)) for key, value in root.value if isinstance(key, yaml.ScalarNode)]


def _text(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        scalars = (item for item in node.value if isinstance(item, yaml.ScalarNode))
        return ", ".join(filter(None, map(_text, scalars)))
    if not isinstance(node, yaml.ScalarNode) or node.tag == f"{_TAG}null":
        return ""
    value: str = node.value
    if node.tag == f"{_TAG}timestamp" and SafeConstructor.timestamp_regexp.match(value):
        return _iso_date(node)
    return value


def _iso_date(node: yaml.ScalarNode) -> str:
    try:
        moment = SafeConstructor().construct_yaml_timestamp(node)
    except ValueError:
        _refuse(f"there is no date {node.value}", node.start_mark)
    assert isinstance(moment, date | datetime)
    return moment.isoformat()
