"""The app as widgets and screens see it."""

from typing import TYPE_CHECKING, cast

from textual.dom import DOMNode

if TYPE_CHECKING:
    from reader.ui.app import PostilApp


def host(node: DOMNode) -> "PostilApp":
    """The app that `node` lives in, with its type."""
    return cast("PostilApp", node.app)
