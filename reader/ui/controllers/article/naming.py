"""Following who or what an article names: from the cursor or the margin to the page about it."""

from reader.services.notes.marking import entity_at
from reader.ui.controllers.article.desk import Desk
from reader.ui.controllers.correcting import Meant
from reader.ui.host import Host


class Naming:
    """The commands in an article and its margin that are about who or what is named there."""

    def __init__(self, host: Host, desk: Desk) -> None:
        self._host = host
        self._desk = desk

    def meant(self) -> Meant | None:
        """Who or what is meant: by the line of the margin, while that has the keys, else at the cursor."""
        margin, opened = self._desk.margin, self._desk.opened
        if opened is None:
            return None
        if margin.has_focus:
            return Meant(margin.entity) if margin.entity is not None else None
        entity = entity_at(opened.analysis, self._desk.view.sentence, self._desk.view.cursor)
        return Meant(entity.id) if entity is not None else None

    async def action_entity(self) -> None:
        meant, opened = self.meant(), self._desk.opened
        if meant is None or opened is None:
            self._host.say("Nobody and nothing is named here.")
            return
        names = (entity.name for entity in opened.analysis.entities if entity.id == meant.key)
        await self._host.going.show_entity(meant.key, next(names, ""))
