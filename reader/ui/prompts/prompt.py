"""A line to type in at the bottom of the screen, with suggestions under it; what is read stays in view."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, TypeVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.model import PostilError
from reader.services.notes.annotating import clean_tags
from reader.services.tags.completion import complete, join_tags, split_tags, tag_at, with_tag
from reader.text.sanitize import clean
from reader.text.width import cells, truncate
from reader.ui.commands import Where
from reader.ui.widgets.bars import FooterLine
from reader.ui.widgets.line_input import LineInput
from reader.ui.widgets.search_input import COMPLETE

SUGGESTION_ROWS = 6

BETWEEN_TAGS = "several with commas between them"
NEW_TAG = "new tag"
NEW_OF_WORDS = "new tag of several words; a comma ends a tag"

Result = TypeVar("Result")
Suggestion = tuple[str, str]
"""What may be typed, and a few words about it."""


class Suggestions(Widget):
    """What may be typed; the marked one is what Enter takes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"suggestions--marked", "suggestions--detail"}

    class Clicked(Message):
        """A suggestion was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[Suggestion, ...] = ()
        self.marked: int | None = None
        self._rows = 0

    def make_room(self, rows: int) -> None:
        """Be `rows` high from now on, whatever there is to show: the line above does not jump."""
        self._rows = min(rows, SUGGESTION_ROWS)
        self.styles.height = self._rows

    def show(self, items: Sequence[Suggestion]) -> None:
        """Show these, none of them marked."""
        self.items = tuple(items[: self._rows])
        self.marked = None
        self.refresh()

    def mark(self, step: int) -> None:
        """Mark the next (1) or previous (-1) suggestion; before the first and after the last none is marked."""
        places = [None, *range(len(self.items))]
        self.marked = places[(places.index(self.marked) + step) % len(places)]
        self.refresh()

    def render(self) -> Text:
        """One line each: a pointer at the marked one, what may be typed, what is known of it."""
        marked = self.get_component_rich_style("suggestions--marked")
        detail = self.get_component_rich_style("suggestions--detail")
        names = [truncate(clean(name, one_line=True), self.size.width - 2) for name, _ in self.items]
        column = max(map(cells, names), default=0)
        lines = []
        for row, (name, (_, about)) in enumerate(zip(names, self.items, strict=True)):
            is_marked = row == self.marked
            line = Text("› " if is_marked else "  ", style=marked if is_marked else "")
            line.append(name + " " * (column - cells(name)))
            line.append(f"  {clean(about, one_line=True)}", style="" if is_marked else detail)
            line.truncate(self.size.width, overflow="ellipsis", pad=is_marked)
            lines.append(line)
        return Text("\n", no_wrap=True).join(lines)

    def on_click(self, event: events.Click) -> None:
        """Say which one was clicked."""
        if event.y < len(self.items):
            self.post_message(self.Clicked(event.y))


class LinePrompt(ModalScreen[Result | None]):
    """Asks for a line. Gives None when the reader leaves without an answer."""

    ROOM: ClassVar[int | None] = None
    """Rows for suggestions; None: as many as there are at first, and one more for what is typed itself."""

    def __init__(self, label: str, initial: str, *, placeholder: str = "") -> None:
        super().__init__()
        self._label = label
        self._input = LineInput(initial, placeholder=placeholder, id="prompt-input")
        self._suggestions = Suggestions()
        self._problem = Static("", id="prompt-problem", markup=False)

    def compose(self) -> ComposeResult:
        """The line, what may be typed, what is wrong with it; below them the keys."""
        with Vertical(id="prompt"):
            with Horizontal(id="prompt-line"):
                yield Static(self._label, id="prompt-label", markup=False)
                yield self._input
            yield self._suggestions
            yield self._problem
        yield FooterLine(without=() if self.suggests else (COMPLETE,))

    def on_mount(self) -> None:
        """Show what may be typed."""
        self._problem.display = False
        suggested = self._suggested()
        self._suggestions.make_room((self.ROOM or len(suggested) + 1) if self.suggests else 0)
        self._suggestions.show(suggested)

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.PROMPT,)

    @property
    def suggests(self) -> bool:
        """Whether anything may be suggested."""
        return True

    def _suggested(self) -> Sequence[Suggestion]:
        """What may be typed at the cursor."""
        raise NotImplementedError

    def _take(self, suggestion: str) -> None:
        """Put a suggestion into the line."""
        raise NotImplementedError

    def _answer(self, text: str) -> Result:
        """What the line means. Raises `PostilError` when it cannot be used."""
        raise NotImplementedError

    @on(Input.Changed)
    def _changed(self) -> None:
        self._problem.display = False
        self._suggestions.show(self._suggested())

    @on(Suggestions.Clicked)
    def _clicked(self, event: Suggestions.Clicked) -> None:
        self._take(self._suggestions.items[event.row][0])
        self._input.focus()

    def _write(self, text: str, cursor: int) -> None:
        self._input.value = text
        self._input.cursor_position = cursor

    def action_accept(self) -> None:
        """Answer with the line as it is typed, or with the suggestion that is marked in it."""
        if self._suggestions.marked is not None:
            self._take(self._suggestions.items[self._suggestions.marked][0])
        try:
            answer = self._answer(self._input.value)
        except PostilError as error:
            self._complain(error)
            return
        self.dismiss(answer)

    def _complain(self, error: PostilError) -> None:
        """Say what is wrong."""
        self._problem.update(clean(str(error), one_line=True))
        self._problem.display = True

    def action_complete(self) -> None:
        """Put the marked suggestion into the line, else the first."""
        if self._suggestions.items:
            self._take(self._suggestions.items[self._suggestions.marked or 0][0])

    def action_suggestion_down(self) -> None:
        """Mark the next suggestion."""
        self._suggestions.mark(1)

    def action_suggestion_up(self) -> None:
        """Mark the suggestion before."""
        self._suggestions.mark(-1)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Prompt(LinePrompt[str]):
    """Asks for one line of text.

    `suggest` gives what may be typed instead of what is. `on_change` is told every change of the line, for
    what is found as one types. `check` gives the answer for a line, and raises `PostilError` with a sentence,
    which is shown, when there is none.
    """

    def __init__(
        self,
        label: str,
        initial: str = "",
        *,
        suggest: Callable[[str], Sequence[Suggestion]] | None = None,
        on_change: Callable[[str], None] | None = None,
        check: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(label, initial)
        self._suggest = suggest
        self._on_change = on_change
        self._check = check

    @property
    def suggests(self) -> bool:
        """Whether anything may be suggested."""
        return self._suggest is not None

    def _suggested(self) -> Sequence[Suggestion]:
        return self._suggest(self._input.value) if self._suggest else ()

    def _take(self, suggestion: str) -> None:
        self._write(suggestion, len(suggestion))

    def _answer(self, text: str) -> str:
        return self._check(text) if self._check else text

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        if self._on_change is not None:
            self._on_change(event.value)


class TagPrompt(LinePrompt[tuple[str, ...]]):
    """Asks for tags, several with commas between them.

    `in_use` says how many annotations have each tag, `tags` are those to begin with. What is typed and is no
    tag yet becomes a new one.
    """

    def __init__(self, in_use: Mapping[str, int], tags: Sequence[str] = (), *, label: str = "Tags") -> None:
        super().__init__(label, join_tags(tags), placeholder=BETWEEN_TAGS)
        self._in_use = in_use

    def _suggested(self) -> Sequence[Suggestion]:
        line, cursor = self._input.value, self._input.cursor_position
        start, end = tag_at(line, cursor)
        typed = line[start:end]
        others = split_tags(f"{line[:start]},{line[end:]}")
        found = complete(typed, self._in_use, without=others, limit=SUGGESTION_ROWS)
        suggestions = [(tag, str(self._in_use[tag])) for tag in found]
        if typed and typed not in self._in_use:
            suggestions = [
                *suggestions[: SUGGESTION_ROWS - 1],
                (typed, NEW_OF_WORDS if " " in typed else NEW_TAG),
            ]
        return suggestions

    def _take(self, suggestion: str) -> None:
        self._write(*with_tag(self._input.value, self._input.cursor_position, suggestion))

    def _answer(self, text: str) -> tuple[str, ...]:
        return clean_tags(split_tags(text))
