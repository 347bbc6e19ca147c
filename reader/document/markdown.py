"""Markdown as a document."""

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from reader.document.assembly import Draft, assemble, clean_source
from reader.document.blocks import BlockKind, Document, Inline, InlineKind
from reader.document.inlines import InlineText, read_inline
from reader.document.limits import MAX_COLUMNS, MAX_LINES, MAX_MARKS, MAX_NESTING
from reader.document.plain import drafts_of_plain
from reader.document.tags import paragraphs_of_html
from reader.text.sanitize import clean
from reader.text.width import truncate

if TYPE_CHECKING:
    from collections.abc import Callable

_BULLETS = "•◦–"
_TAB_WIDTH = 4
_MARKS = "[]()!<>*_~`|&\\:#+-"
_TASK = re.compile(r"\[([ xX])][ \t\n]")
_BOX_LENGTH = 3
_MAX_LABEL = 12  # cells of a footnote's label
# An address that stays as it is; the parser's own way of seeing to that takes a fifth of all its time.
_NORMAL_ADDRESS = re.compile(
    r"https?://[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,5}(?:/(?:[A-Za-z0-9;/?:@&=+$,_.!~*'()#-]|%[0-9A-F]{2})*)?"
)


def from_markdown(source: str, *, title: str | None = None) -> Document:
    """The document of CommonMark with tables, strike-through, footnotes, definition lists and task lists.

    HTML in it gives its text and never its tags. Links keep http, https and mailto addresses. With `title`,
    block 0 is that; without, the first heading of level 1. What is beyond `limits.MAX_LINES` or `limits.MAX_MARKS` is
    read as plain paragraphs. Raises `SourceTooLongError`.
    """
    return assemble(drafts_of_markdown(clean_source(source)), title)


def drafts_of_markdown(source: str) -> list[Draft]:
    """The blocks of Markdown that is clean, without a place yet; of what is beyond the limits, plain paragraphs."""
    if is_too_much(source):
        return drafts_of_plain(source)
    walk = _Walk()
    for token in _parser().parse(source):
        walk.take(token)
    return walk.drafts


def is_too_much(source: str) -> bool:
    """Whether this is more Markdown than is read as such."""
    return source.count("\n") > MAX_LINES or sum(map(source.count, _MARKS)) > MAX_MARKS


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    parser.validateLink = _is_link  # type: ignore[method-assign]
    parser.normalizeLink = _normalised  # type: ignore[method-assign]
    return parser


def _normalised(url: str) -> str:
    return url if _NORMAL_ADDRESS.fullmatch(url) else normalizeLink(url)


def _is_link(url: str) -> bool:  # noqa: ARG001
    # A link whose address is unsafe is still a link: its text is kept, and the address left out later.
    return True


class _Walk:
    """One walk over the tokens of a source, gathering `drafts`."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._containers: list[BlockKind] = []  # QUOTATION or LIST_ITEM, from the outermost
        self._has_bullets: list[bool] = []  # of the lists around
        self._marker = ""
        self._level = 0
        self._in_term = False
        self._before = ("", "")  # the types of the last two tokens
        self._row: list[InlineText] | None = None
        self._actions: dict[str, Callable[[Token], None]] = {
            "heading_open": self._open_heading,
            "heading_close": self._close_heading,
            "bullet_list_open": self._open_list,
            "bullet_list_close": self._close_list,
            "ordered_list_open": self._open_list,
            "ordered_list_close": self._close_list,
            "list_item_open": self._open_item,
            "list_item_close": self._close_container,
            "dt_open": self._open_term,
            "dt_close": self._close_term,
            "dd_open": self._open_definition,
            "dd_close": self._close_container,
            "footnote_open": self._open_footnote,
            "footnote_close": self._close_container,
            "blockquote_open": self._open_quotation,
            "blockquote_close": self._close_container,
            "thead_open": self._open_heading_row,
            "thead_close": self._close_heading,
            "tr_open": self._open_row,
            "tr_close": self._close_row,
            "inline": self._take_inline,
            "fence": self._take_code,
            "code_block": self._take_code,
            "html_block": self._take_html,
            "hr": self._take_rule,
        }

    def take(self, token: Token) -> None:
        """Go one token on."""
        action = self._actions.get(token.type)
        if action is not None:
            action(token)
        self._before = (self._before[1], token.type)

    def _add(self, kind: BlockKind, text: str, inlines: tuple[Inline, ...] = ()) -> None:
        if not text and kind is not BlockKind.RULE:
            return
        around = self._containers
        depth = around.count(BlockKind.QUOTATION) if kind is BlockKind.QUOTATION else len(around)
        self.drafts.append(Draft(kind, text, inlines, self._level, depth, self._marker))
        self._marker = ""

    def _open_heading(self, token: Token) -> None:
        self._level = int(token.tag[1])

    def _open_heading_row(self, _: Token) -> None:
        self._level = 1

    def _close_heading(self, _: Token) -> None:
        self._level = 0

    def _open_list(self, token: Token) -> None:
        self._has_bullets.append(token.type == "bullet_list_open")

    def _close_list(self, _: Token) -> None:
        self._has_bullets.pop()

    def _open_item(self, token: Token) -> None:
        self._containers.append(BlockKind.LIST_ITEM)
        nesting = len(self._has_bullets) - 1
        bullet = _BULLETS[min(nesting, len(_BULLETS) - 1)]
        self._marker = bullet if self._has_bullets[-1] else token.info + token.markup

    def _open_definition(self, _: Token) -> None:
        self._containers.append(BlockKind.LIST_ITEM)

    def _open_footnote(self, token: Token) -> None:
        self._containers.append(BlockKind.LIST_ITEM)
        label = clean(str(token.meta.get("label", "")), one_line=True)
        self._marker = f"[{truncate(label, _MAX_LABEL)}]"

    def _open_quotation(self, _: Token) -> None:
        self._containers.append(BlockKind.QUOTATION)

    def _close_container(self, _: Token) -> None:
        self._containers.pop()
        self._marker = ""

    def _open_term(self, _: Token) -> None:
        self._in_term = True

    def _close_term(self, _: Token) -> None:
        self._in_term = False

    def _open_row(self, _: Token) -> None:
        self._row = []

    def _close_row(self, _: Token) -> None:
        cells, self._row = self._row or [], None
        inlines: list[Inline] = []
        start = 0
        for cell in cells:
            inlines += [Inline(start + i.start, start + i.end, i.kind, i.target) for i in cell.inlines]
            start += len(cell.text) + 1
        self._add(BlockKind.TABLE_ROW, "\t".join(cell.text.replace("\n", " ") for cell in cells), tuple(inlines))

    def _take_inline(self, token: Token) -> None:
        if self._row is not None and len(self._row) >= MAX_COLUMNS:
            return
        if self._before == ("list_item_open", "paragraph_open"):
            self._take_box(token)
        content = read_inline(token.children or ())
        if self._row is not None:
            self._row.append(content)
        elif self._in_term:
            bold = Inline(0, len(content.text), InlineKind.STRONG)
            self._add(BlockKind.PARAGRAPH, content.text, (bold, *content.inlines))
        else:
            self._add(self._kind_of(content), content.text, content.inlines)

    def _take_box(self, token: Token) -> None:
        """Make the box of a task list's item its marker.

        The parser's own plugin for task lists takes time that grows with the square of their length.
        """
        box = _TASK.match(token.content)
        text = token.children[0] if token.children else None
        if box and text and text.content.startswith(box[0][:_BOX_LENGTH]):
            self._marker = "☐" if box[1] == " " else "☑"
            text.content = text.content[_BOX_LENGTH:]

    def _kind_of(self, content: InlineText) -> BlockKind:
        if self._level:
            return BlockKind.HEADING
        if content.only_images:
            return BlockKind.IMAGE
        if self._marker:
            return BlockKind.LIST_ITEM
        if self._containers and self._containers[-1] is BlockKind.QUOTATION:
            return BlockKind.QUOTATION
        return BlockKind.PARAGRAPH

    def _take_code(self, token: Token) -> None:
        self._add(BlockKind.CODE, token.content.strip("\n").expandtabs(_TAB_WIDTH))

    def _take_html(self, token: Token) -> None:
        for paragraph in paragraphs_of_html(token.content):
            self._add(self._kind_of(InlineText(paragraph)), paragraph)

    def _take_rule(self, _: Token) -> None:
        self._add(BlockKind.RULE, "")
