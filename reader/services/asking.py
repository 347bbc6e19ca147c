"""Queries over the articles: the library answers them, with what the reader's notes know."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from reader.library import Query, Selection
from reader.model import Annotation, ArticleMark
from reader.model.saved_search import SavedSearch
from reader.query.parser import parse
from reader.query.predicates import predicate
from reader.query.subjects import subject
from reader.query.tree import And, Fact, Field, Is, Leaf, Named, Node, Not, Or, Words, all_of
from reader.services.opened import Opened

_NAMES_OF_ENTITIES = {Field.ENTITY, Field.SPEAKER, Field.ABOUT}


def asked(opened: Opened, text: str, *, typing: bool = False, ids: Collection[str] | None = None) -> Selection:
    """The articles that a query asks for, or those of `ids` among them; with `typing` it need not be finished.

    What is hidden is among them only if the query speaks of what is.

    Raises:
        QueryError: the query cannot be understood.
    """
    return selection_of(opened, read_query(opened, text, typing=typing), ids=ids)


def read_query(opened: Opened, text: str, *, typing: bool = False, within: str | None = None) -> Node:
    """What a query asks for today; with `typing` it need not be finished.

    `within` is the name of a search that it is or will be: one that asks for that cannot be understood.

    Raises:
        QueryError: the query cannot be understood.
    """

    def searches() -> Sequence[SavedSearch]:
        return opened.notes.searches.all()

    return parse(
        text,
        today=date.today(),  # noqa: DTZ011
        colours=opened.settings.colours,
        searches=searches,
        within=within,
        typing=typing,
    )


def selection_of(opened: Opened, tree: Node, *, ids: Collection[str] | None = None) -> Selection:
    """The articles that a tree asks for, or those of `ids` among them."""
    leaves = [*_leaves(tree)]
    hidden = None if Is(Fact.HIDDEN) in leaves else False
    if any(isinstance(leaf, Named) and leaf.field in _NAMES_OF_ENTITIES for leaf in leaves):
        opened.corrections.apply()
    among = None if ids is None else frozenset(ids)
    return Selection(ids=among, hidden=hidden, query=Query(tree, _Notes(opened).articles))


def also_asked(selection: Selection, answers: Selection) -> Selection:
    """Those of a selection that also answer a query. What is hidden is among them if either speaks of what is."""
    query, other = selection.query, answers.query
    if query is not None and other is not None:
        other = Query(all_of((query.tree, other.tree)), other.ids_of)
    hidden = None if selection.hidden is None else answers.hidden
    return replace(selection, query=other, hidden=hidden)


def _leaves(tree: Node) -> Iterator[Leaf]:
    match tree:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case _:
            yield tree


class _Notes:
    """What the reader wrote, asked for the articles that it is about."""

    def __init__(self, opened: Opened) -> None:
        self._notes = opened.notes

    def articles(self, leaf: Leaf) -> Iterable[str]:
        """The ids of the articles that the reader's notes make what the leaf asks for."""
        match leaf:
            case Words():
                is_meant = predicate(leaf)
                return self._marked(lambda mark: is_meant(subject([*mark.tags, mark.note])))
            case Named(Field.TAG):
                return self._tagged(leaf)
            case Is(Fact.STARRED):
                return self._marked(lambda mark: mark.starred)
            case Is(Fact.HAS_TAG):
                return [
                    *self._annotated(lambda each: bool(each.tags)),
                    *self._marked(lambda mark: bool(mark.tags)),
                ]
            case Is(Fact.ORPHAN):
                return [annotation.article.id for annotation in self._notes.by_carrying("orphan")]
            case Is(fact):
                return self._with(fact)
            case _:
                raise AssertionError(f"the library answers {leaf} itself")

    def _with(self, fact: Fact) -> Iterable[str]:
        """The ids of the articles with annotations of which that is true."""
        counts = self._notes.counts()
        if fact is Fact.ANNOTATED:
            return [article_id for article_id, count in counts.items() if count.highlights]
        if fact is Fact.HAS_NOTE:
            noted = self._marked(lambda mark: bool(mark.note))
            return [*noted, *(article_id for article_id, count in counts.items() if count.notes)]
        return self._annotated(lambda each: Fact.of_colour(each.colour) is fact)

    def _tagged(self, leaf: Named) -> list[str]:
        is_meant = predicate(leaf)

        def has_it(tags: Iterable[str]) -> bool:
            return is_meant(subject([], names={Field.TAG: tags}))

        meant = [tag for tag in self._notes.tags() if has_it([tag])]
        annotated = [article_id for tag in meant for article_id in self._notes.articles_by_tag(tag)]
        return [*annotated, *self._marked(lambda mark: has_it(mark.tags))]

    def _marked(self, is_meant: Callable[[ArticleMark], bool]) -> list[str]:
        return [mark.article.id for mark in self._notes.marks() if is_meant(mark)]

    def _annotated(self, is_meant: Callable[[Annotation], bool]) -> list[str]:
        return [annotation.article.id for annotation in self._notes.all() if is_meant(annotation)]
