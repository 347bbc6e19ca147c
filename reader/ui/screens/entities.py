"""Every person, organisation and place that articles name: found as one types, with how many name it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input

from reader.library.known import KnownEntity
from reader.model import EntityType
from reader.services.entities.names import HEADINGS, TYPES_IN_WORDS
from reader.services.entities.pages import find_entities
from reader.ui.commands import Where
from reader.ui.controllers.correcting import Correcting, Meant
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.running.latest import Latest
from reader.ui.screens.list_screen import ListScreen
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import plain, spread
from reader.ui.widgets.search_input import COMPLETE, SearchInput
from reader.ui.widgets.virtual_list import VirtualList

LIMIT = 500
"""The most names that are listed, those of the most articles first; typing finds the others."""

LOOKING = "Looking for names…"
NONE_YET = "No names are known yet: they are found in an article when it is opened, and by postil analyse."
NONE_LIKE_IT = "Nobody and nothing here has a name like that. {} shows all names again."

_ALL = "all"


class EntityList(VirtualList[KnownEntity]):
    """Names, a line each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entity-list--dim", "entity-list--mark"} | {
        f"entity-list--{kind.value}" for kind in TYPES_IN_WORDS
    }

    def render_item(self, item: KnownEntity, width: int, is_cursor: bool) -> list[Strip]:
        """The name with its other ones; at the right what it is and how many articles name it."""
        dim = self._style("dim")
        aliases = f"  {plain(' · '.join(item.aliases))}" if item.aliases else ""
        mark = Segment("▌ " if is_cursor else "  ", self._style("mark"))
        left = [mark, Segment(plain(item.name), self._style(item.type.value)), Segment(aliases, dim)]
        right = [Segment(f"{TYPES_IN_WORDS[item.type]} ", dim), Segment(f"{item.articles:>7,} ")]
        return [spread(left, right, width)]

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"entity-list--{part}", partial=True)


@dataclass(frozen=True, slots=True)
class EntitiesView:
    """What was looked for, of which type (None: of any), and the name at the cursor, by its key."""

    query: str = ""
    type: EntityType | None = None
    current: str | None = None


class EntitiesScreen(ListScreen[EntityList]):
    """Lists who and what articles name."""

    def __init__(self, view: EntitiesView | None = None) -> None:
        self.view = view or EntitiesView()
        super().__init__(
            SearchInput(self.view.query, placeholder="a name, or the beginning of one"),
            EntityList(empty_text=LOOKING),
        )

    def compose(self) -> ComposeResult:
        """The filter, the names; below them the bars."""
        yield from self._line("Names")
        yield self._rows
        yield StatusLine()
        yield FooterLine(without=(COMPLETE,))

    def on_mount(self) -> None:
        """Show the names."""
        self.controllers = (Correcting(host(self), self._meant),)
        self._latest = Latest[Sequence[KnownEntity]](
            partial(self.run_worker, group="entities"),
            show=self._show,
            complain=partial(host(self).say, error=True),
        )
        self._rows.focus()
        self._look()

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.ENTITIES,)

    def again(self) -> Callable[[], Screen[None]]:
        """What makes the screen anew as it was left."""
        current = self._rows.current
        return partial(EntitiesScreen, replace(self.view, current=current.key if current else None))

    def notes_changed(self) -> None:
        """Show what there is now: a name may have been corrected."""
        self._look()

    def _meant(self) -> Meant | None:
        return Meant(self._rows.current.key) if self._rows.current else None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self.view.query:
            self.view = replace(self.view, query=event.value, current=None)
            self._look()

    def _look(self) -> None:
        types = () if self.view.type is None else (self.view.type,)
        session, query = host(self).session, self.view.query
        self._latest.ask(partial(find_entities, session, query, limit=LIMIT, types=types))

    def _show(self, found: Sequence[KnownEntity]) -> None:
        if not self._rows.is_attached:  # the screen may be going
            return
        key = first_key(host(self).commands, Where.ENTITIES, "clear_query")
        is_narrow = self.view.query.strip() or self.view.type is not None
        self._rows.empty_text = NONE_LIKE_IT.format(key) if is_narrow else NONE_YET
        left = [at for at, entity in enumerate(found) if entity.key == self.view.current]
        self.view = replace(self.view, current=None)
        self._rows.set_items(found, keep=lambda entity: entity.key, cursor=left[0] if left else None)
        what = "All names" if self.view.type is None else HEADINGS[self.view.type]
        most = "" if len(found) < LIMIT else "the most named "
        self.query_one(StatusLine).set_place(f"{what} · {most}{len(found):,}")

    # -- commands

    def action_clear_query(self) -> None:
        """Show all names again."""
        self.view = replace(self.view, type=None)
        self._input.value = ""
        self._look()

    def action_show_types(self, name: str) -> None:
        """Show one type only, or all."""
        self.view = replace(self.view, type=None if name == _ALL else EntityType(name))
        self._look()

    @on(VirtualList.Picked)
    async def action_open_entity(self) -> None:
        """Open its page."""
        entity = self._rows.current
        if entity is not None:
            await host(self).going.show_entity(entity.key, entity.name)
