"""The rules for what comes in: their order, what each finds and does, and what it would have caught."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from reader.model import PostilError, Rule
from reader.query.errors import QueryError
from reader.services.feeds import rule_edits, rules
from reader.services.feeds.rule_edits import DryRun, actions, dry_run, with_actions
from reader.services.tags.completion import tag_at, with_tag
from reader.text.counting import counted
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.prompts.prompt import SUGGESTION_ROWS, LinePrompt, Prompt, Suggestion
from reader.ui.running.beside import Beside
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import plain, spread
from reader.ui.widgets.virtual_list import VirtualList

SHOWN = 6
"""How many of the articles that a rule would have caught are named."""

NO_RULES = "There are no rules yet. {} makes one: mark read, star, hide or tag what comes in and is like a query."
OFFERED: tuple[Suggestion, ...] = (
    (rule_edits.MARK_READ, "it does not count as unread"),
    (rule_edits.STAR, "it is among the starred articles"),
    (rule_edits.HIDE, "it is in no list; the query is:hidden finds it"),
)


class RuleRows(VirtualList[Rule]):
    """Rules, two lines each; `○` is before one that is switched off."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule-rows--mark", "rule-rows--name", "rule-rows--dim"}
    row_height = 2

    def render_item(self, item: Rule, width: int, is_cursor: bool) -> list[Strip]:
        """The name over what is found and done."""
        name = self._segment(plain(item.name), "name" if item.enabled else "dim")
        state = [] if item.enabled else [self._segment("off ", "dim")]
        sign = self._segment("● " if item.enabled else "○ ", "mark")
        about = self._segment(plain(f"{item.query} → {actions(item)}"), "dim")
        mark = self._segment("›" if is_cursor else " ", "mark")
        return [spread([mark, sign, name], state, width), spread([Segment("   "), about], (), width)]

    def _segment(self, text: str, name: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"rule-rows--{name}", partial=True))


class ActionsPrompt(LinePrompt[Rule]):
    """Asks what a rule does with the articles that it finds, several things with commas between them.

    `tags` says how often each tag is used.
    """

    def __init__(self, rule: Rule, tags: dict[str, int]) -> None:
        line = actions(rule)
        super().__init__(
            "What to do", f"{line}, " if line else "", placeholder="several with commas between them"
        )
        self._rule = rule
        self._tags = tags

    def _suggested(self) -> Sequence[Suggestion]:
        line, cursor = self._input.value, self._input.cursor_position
        start, end = tag_at(line, cursor)
        typed = line[start:end].lower()
        tags = [(f"{rule_edits.TAG} {tag}", f"{count:,}") for tag, count in self._tags.items()]
        return [offer for offer in (*OFFERED, *tags) if typed in offer[0].lower()][:SUGGESTION_ROWS]

    def _take(self, suggestion: str) -> None:
        self._write(*with_tag(self._input.value, self._input.cursor_position, suggestion))

    def _answer(self, text: str) -> Rule:
        return rules.checked(host(self).session, with_actions(self._rule, text))


class RulesScreen(Screen[None]):
    """Lists the rules, and below them what the one at the cursor would have caught."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = RuleRows()
        self._preview = Static("", id="rules-preview", markup=False)
        self._asked = 0

    def compose(self) -> ComposeResult:
        """The rules, the dry run; below them the bars."""
        yield Static("Rules for what comes in, tried in this order", id="rules-title", markup=False)
        yield self._rows
        yield self._preview
        yield StatusLine()
        yield FooterLine(without=("find",))

    def on_mount(self) -> None:
        """Show the rules."""
        self._rows.empty_text = NO_RULES.format(first_key(host(self).commands, Where.RULES, "add_rule"))
        self._rows.focus()
        self.notes_changed()

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.RULES,)

    def notes_changed(self) -> None:
        """Show the rules as they are now."""
        self.run_worker(Beside(self._load), group="rules", exclusive=True)

    async def _load(self) -> None:
        try:
            found = await asyncio.to_thread(host(self).session.library.rules.all)
        except PostilError as error:
            host(self).say(str(error), error=True)
            return
        self._rows.set_items(found, keep=lambda rule: rule.id)
        self.query_one(StatusLine).set_place(counted(len(found), "rule"))
        await self._try_current()

    # -- the dry run

    @on(VirtualList.Highlighted)
    def _moved(self) -> None:
        self.run_worker(Beside(self._try_current), group="dry run")

    async def _try_current(self) -> None:
        rule = self._rows.current
        if rule is None:
            self._preview.update("")
        else:
            await self._try(rule.query)

    def _try_typed(self, query: str) -> None:
        """Try a query out while it is typed."""
        host(self).do_later(partial(self._try, query, typing=True))

    async def _try(self, query: str, *, typing: bool = False) -> None:
        """Show what the query would have caught, unless another one is asked about meanwhile."""
        self._asked += 1
        asked = self._asked
        try:
            run = await asyncio.to_thread(dry_run, host(self).session, query, shown=SHOWN, typing=typing)
            text = _told(run)
        except QueryError as error:
            text = f"{error.caret(max(1, self._preview.size.width))}\n{error}"
        except PostilError as error:
            text = str(error)
        if asked == self._asked:
            self._preview.update(text)

    # -- commands

    async def action_add_rule(self) -> None:
        """Ask for a query and what is to be done."""
        query = await self._ask_query("")
        if query is None:
            await self._try_current()
            return
        rule = await self._ask_actions(Rule(0, query, query))
        if rule is not None:
            await host(self).perform(rule_edits.add(self._rows.items, rule))

    @on(VirtualList.Picked)
    def _edit_clicked(self) -> None:
        # Not here and now: this waits for an answer, and the screen has to go on meanwhile.
        host(self).do_later(self.action_edit_query)

    async def action_edit_query(self) -> None:
        """Ask for another query; a name that was the query follows it."""
        rule = self._rows.current
        if rule is None:
            return
        query = await self._ask_query(rule.query)
        if query is None or query == rule.query:
            await self._try_current()
            return
        name = query if rule.name == rule.query else rule.name
        await host(self).perform(rule_edits.change(self._rows.items, rule, replace(rule, query=query, name=name)))

    async def action_edit_actions(self) -> None:
        """Ask what else is to be done."""
        rule = self._rows.current
        changed = None if rule is None else await self._ask_actions(rule)
        if rule is not None and changed is not None:
            await host(self).perform(rule_edits.change(self._rows.items, rule, changed))

    async def action_rename_rule(self) -> None:
        """Ask for another name; without one the rule is called by its query."""
        rule = self._rows.current
        if rule is None:
            return
        name = await host(self).ask(Prompt("Name of the rule", rule.name, check=rule_edits.clean_name))
        if name is not None:
            renamed = replace(rule, name=name or rule.query)
            await host(self).perform(rule_edits.change(self._rows.items, rule, renamed))

    async def action_toggle_rule(self) -> None:
        """Switch the rule on or off."""
        rule = self._rows.current
        if rule is not None:
            await host(self).perform(rule_edits.enable(self._rows.items, rule, enabled=not rule.enabled))

    async def action_delete_rule(self) -> None:
        """Delete the rule."""
        rule = self._rows.current
        if rule is not None:
            await host(self).perform(rule_edits.delete(self._rows.items, rule))

    async def action_rule_down(self) -> None:
        """Have the rule tried later."""
        await self._move(1)

    async def action_rule_up(self) -> None:
        """Have the rule tried earlier."""
        await self._move(-1)

    async def _move(self, step: int) -> None:
        at = self._rows.cursor
        if 0 <= at + step < len(self._rows.items):
            await host(self).perform(rule_edits.move(self._rows.items, at, step))
        else:
            host(self).say("There is no other rule that way.")

    async def _ask_query(self, query: str) -> str | None:
        session = host(self).session

        def check(text: str) -> str:
            return rules.checked(session, Rule(0, "", text, stars=True)).query

        return await host(self).ask(Prompt("Articles like", query, on_change=self._try_typed, check=check))

    async def _ask_actions(self, rule: Rule) -> Rule | None:
        return await host(self).ask(ActionsPrompt(rule, host(self).session.notes.tags()))


def _told(run: DryRun) -> str:
    """What would have been caught, in a sentence and the first titles."""
    sentence = f"It would have caught {run.caught:,} of {counted(run.articles, 'article')} that are here."
    titles = [f"  {plain(article.title) or 'Untitled'}" for article in run.newest]
    more = [f"  and {run.caught - len(titles):,} more"] if run.caught > len(titles) else []
    return "\n".join([sentence, *titles, *more])
