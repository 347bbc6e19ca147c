"""The styles an article is drawn in: from the names of what text is to the one style it gets."""

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from reader.document.blocks import Block, BlockKind, Inline, InlineKind
from reader.model import EntityType, QuotationKind

QuotationKey = tuple[QuotationKind, float]
"""A quotation's kind, and from 0 to 1 how sure its speaker is."""

AnnotationKey = tuple[str, int, bool, str]
"""An annotation's uid, its colour, whether it has a note, and how its passage was found (`Anchor.how`)."""

HitKey = bool
"""Whether it is the hit that the reader went to."""

LayerKey = Inline | QuotationKey | EntityType | AnnotationKey | HitKey

COLOURS = range(1, 7)
SURE = 0.5
"""From this confidence on a quotation is drawn at full strength."""

MARK_CONTRAST = 0.3
"""How much lighter, or on a light background darker, than its highlight a mark in the gutter is (0 to 1)."""

CURSOR_CONTRAST = 0.13
"""How much lighter, or on a light background darker, a highlight is in the sentence at the cursor (0 to 1)."""

_ENTITIES = {
    EntityType.PERSON: "person",
    EntityType.ORGANISATION: "organisation",
    EntityType.PLACE: "place",
    EntityType.FACILITY: "place",
    EntityType.GROUP: "group",
    EntityType.EVENT: "other",
    EntityType.LAW: "other",
    EntityType.PRODUCT: "other",
    EntityType.WORK: "other",
    EntityType.OTHER: "other",
}
_INLINES = {
    InlineKind.STRONG: "strong",
    InlineKind.EMPHASIS: "emphasis",
    InlineKind.CODE: "code",
    InlineKind.LINK: "link",
    InlineKind.STRIKE: "strike",
}
_BLOCKS = {
    BlockKind.QUOTATION: "block-quotation",
    BlockKind.CODE: "code",
    BlockKind.IMAGE: "image",
    BlockKind.RULE: "rule",
}
# Drawn in reverse, so that they can be told from the rest of the text without colours as well. Hits are not, so
# that the current one can be told from the others, and they from a highlight that they are in.
_REVERSED = {"selection", "current-hit", "label", *(f"annotation-{colour}" for colour in COLOURS)}
_NAMES = {
    "title",
    "heading",
    "subheading",
    "table-header",
    "boilerplate",
    "prefix",
    "bar",
    "cursor-line",
    "cursor-highlight",
    "cursor-mark",
    "hit",
    "quotation",
    "unsure-quotation",
    "scare-quotation",
    "indirect-quotation",
    *_ENTITIES.values(),
    *_INLINES.values(),
    *_BLOCKS.values(),
    *_REVERSED,
}
COMPONENT_CLASSES = {f"article--{name}" for name in _NAMES}


def block_names(block: Block, *, is_title: bool) -> tuple[str, ...]:
    """The names for the text of a block."""
    names: tuple[str, ...] = ()
    if is_title:
        names = ("title",)
    elif block.kind is BlockKind.HEADING:
        names = ("heading" if block.level <= 2 else "subheading",)
    elif block.kind is BlockKind.TABLE_ROW:
        names = ("table-header",) if block.level else ()
    elif block.kind in _BLOCKS:
        names = (_BLOCKS[block.kind],)
    return (*names, "boilerplate") if block.boilerplate else names


def layer_name(key: LayerKey) -> str:
    """The name for text that a span with that key lies over; empty if it is drawn like the rest."""
    match key:
        case bool():
            name = "current-hit" if key else "hit"
        case Inline():
            name = _INLINES[key.kind]
        case EntityType():
            name = _ENTITIES.get(key, "")
        case (kind, confidence):
            name = "quotation" if confidence >= SURE else "unsure-quotation"
            if kind is QuotationKind.SCARE:
                name = "scare-quotation"
            elif kind is QuotationKind.INDIRECT:
                name = "indirect-quotation"
        case (_, colour, _, _):
            name = f"annotation-{colour}"
    return name


class ArticleStyles:
    """Puts styles together from the component classes of an article's widget, and remembers them."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}
        self._marks: dict[int, Style] = {}

    def forget(self) -> None:
        """The widget's colours have changed."""
        self._known.clear()
        self._marks.clear()

    def of(self, names: tuple[str, ...] = ()) -> Style:
        """The style of text that is all of `names`, the later ones over the earlier."""
        style = self._known.get(names)
        if style is None:
            style = self._widget.rich_style
            for name in names:
                style += self._part(name)
                if name == "cursor-highlight" and style.color is not None and style.bgcolor is not None:
                    # Highlights are drawn in reverse: their tint is the colour of the style.
                    style += Style(color=_stronger(style.color, style.bgcolor, CURSOR_CONTRAST))
            self._known[names] = style
        return style

    def mark(self, colour: int) -> Style:
        """The style of the mark in the gutter for an annotation of that colour."""
        style = self._marks.get(colour)
        if style is None:
            part = self._widget.get_component_rich_style(f"article--annotation-{colour}", partial=True)
            style = self._marks[colour] = self.of() + Style(color=_legible(part), bold=True)
        return style

    def _part(self, name: str) -> Style:
        part = self._widget.get_component_rich_style(f"article--{name}", partial=True)
        if name in _REVERSED:
            return part + Style(color=part.bgcolor, bgcolor=part.color, reverse=True)
        return part + Style(reverse=False) if name == "hit" else part


def _legible(style: Style) -> RichColor | None:
    """A colour for a thin bar beside a highlight of that style: its background, stronger."""
    if style.bgcolor is None or style.color is None:
        return style.bgcolor
    return _stronger(style.bgcolor, style.color, MARK_CONTRAST)


def _stronger(background: RichColor, text: RichColor, by: float) -> RichColor:
    """A dark background lighter, a light one darker; one of the terminal's own sixteen as it is."""
    if background.triplet is None:
        return background
    tint = Color.from_rich_color(background)
    is_dark = tint.brightness < Color.from_rich_color(text).brightness
    return (tint.lighten(by) if is_dark else tint.darken(by)).rich_color
