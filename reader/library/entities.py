"""Entities across all articles: found by their names, and everything that is counted of one."""

# ruff: noqa: S608 - statements are put together of constants; what is looked for are parameters

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from reader.library.conditions import Condition, joined, json_array
from reader.library.correcting import correct
from reader.library.database import Database
from reader.library.errors import EntityNotFoundError
from reader.library.known import Called, Companion, Counted, EntityRule, KnownEntity, Month, ShownEntity
from reader.library.matching import phrase
from reader.model import EntityType

ALIASES_SHOWN = 20
"""The most aliases that come with an entity."""
COMPANIONS_AMONG = 1_000
"""Of how many articles, the newest, companions are counted."""

_AMONG = "IN (SELECT value FROM json_each(?))"
_NAME = """coalesce(given_name, (SELECT text FROM entity_words WHERE entity = entities.id AND kind = 'name'
    ORDER BY articles DESC, text LIMIT 1), key)"""
_ABOUT_LEADERS = f"""SELECT id, key, {_NAME}, coalesce(given_type, type), given_name IS NOT NULL
    FROM entities WHERE NOT hidden AND id {_AMONG}"""
# A surname alone and the name in full are never apart in one article: only what the reader joined may be there twice.
_JOINED = "SELECT 1 FROM entities WHERE leader = ? AND bound IS NOT NULL LIMIT 1"
_COUNTS = f"""SELECT leader, iif(max(bound IS NOT NULL), (SELECT count(DISTINCT arrival) FROM appearances
        WHERE entity IN (SELECT id FROM entities AS members WHERE members.leader = entities.leader)), sum(articles)),
    sum(mentions),
    min((SELECT min(recency) FROM appearances WHERE entity = entities.id)),
    max((SELECT max(recency) FROM appearances WHERE entity = entities.id))
    FROM entities WHERE leader {_AMONG} GROUP BY leader"""
_WORDS = f"""SELECT leader, kind, text, sum(entity_words.articles) AS uses FROM entities JOIN entity_words
    ON entity = entities.id WHERE leader {_AMONG} AND entity_words.articles > 0
    GROUP BY leader, kind = 'role', text ORDER BY leader, uses DESC, text"""

_FROM_ARTICLES = "articles CROSS JOIN appearances USING (arrival)"
_FROM_APPEARANCES = "appearances CROSS JOIN articles USING (arrival)"
_MEMBERS = "SELECT id FROM entities WHERE leader = ?"

# From month to month through the index, which only counts: cutting each day down to its month takes four times as long.
# The last of all characters sorts after all that can follow a month.
_MONTHS = """WITH RECURSIVE months (month) AS (
        SELECT substr(min(recency), 1, 7) FROM appearances WHERE entity = ?1
        UNION ALL SELECT (SELECT substr(min(recency), 1, 7) FROM appearances
            WHERE entity = ?1 AND recency >= month || char(1114111)) FROM months WHERE month IS NOT NULL)
    SELECT month, (SELECT count(*) FROM appearances
        WHERE entity = ?1 AND recency >= month AND recency < month || char(1114111))
    FROM months WHERE month IS NOT NULL"""
_MONTHS_OF_JOINED = f"""SELECT substr(recency, 1, 7) AS month, count(DISTINCT arrival) FROM appearances
    WHERE entity IN ({_MEMBERS}) GROUP BY month ORDER BY month"""


def of_members(database: Database, leader: int) -> Condition:
    """The condition on `entity` that it is one of those that count as `leader`."""
    members = [member for (member,) in database.rows(_MEMBERS, leader)]
    if len(members) == 1:  # as a rule: then what is in the order of an index need not be sorted
        return "entity = ?", list(members)
    return f"entity {_AMONG}", [json_array(members)]


def members_called(text: str, *, prefix: bool) -> Condition:
    """The ids of the entities that are called so, with all that count as one with them; nothing that is hidden."""
    form = phrase(text, prefix=prefix)
    if form is None:
        return "(NULL)", []
    return (
        """(SELECT id FROM entities WHERE leader IN (
            SELECT bearer.leader FROM entities AS bearer JOIN entities AS lead ON lead.id = bearer.leader
            WHERE bearer.id IN (SELECT entity FROM entity_names WHERE entity_names MATCH ?) AND NOT lead.hidden))""",
        [form],
    )


class Entities:
    """All entities. Every method raises `LibraryError` when the file cannot be read.

    One that counts as another has no place of its own: its articles are the other's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def correct(self, rules: Sequence[EntityRule], stated: str) -> str:
        """Have the entities be what these rules, and no others, say of them; `stated` stands for these rules.

        Gives what stood for those before; nothing is done if that is the same.
        """
        before = self.stated()
        if before != stated:
            with self._database.transaction() as connection:
                correct(connection, rules, stated)
        return before

    def stated(self) -> str:
        """What stands for the rules that the entities are corrected by; empty if they are by none."""
        rows = self._database.rows("SELECT corrections FROM applied_corrections")
        stated: str = rows[0][0] if rows else ""
        return stated

    def get(self, key: str) -> KnownEntity:
        """The entity with that key, or the one that it counts as.

        Raises:
            EntityNotFoundError: no article names it, or it is hidden.
        """
        return self._known([self.leader(key)])[0]

    def leader(self, key: str) -> int:
        """The id of the entity with that key, or of the one that it counts as.

        Raises:
            EntityNotFoundError: no article names it, or it is hidden.
        """
        rows = self._database.rows(
            """SELECT lead.id FROM entities AS asked JOIN entities AS lead ON lead.id = asked.leader
            WHERE asked.key = ? AND NOT lead.hidden
            AND EXISTS (SELECT 1 FROM entities WHERE leader = lead.id AND articles > 0)""",
            key,
        )
        if not rows:
            raise EntityNotFoundError(key)
        leader: int = rows[0][0]
        return leader

    def find(self, words: Iterable[str], *, limit: int, types: Collection[EntityType] = ()) -> list[KnownEntity]:
        """Those that have a name with words that begin like all of these; those in the most articles first."""
        conditions: list[Condition] = [("NOT hidden", [])]
        for word in words:
            members, parameters = members_called(word, prefix=True)
            conditions.append((f"id IN {members}", parameters))
        if types:
            conditions.append((f"coalesce(given_type, type) {_AMONG}", [json_array(types)]))
        condition, parameters = joined(" AND ", conditions)
        rows = self._database.rows(
            f"""SELECT leader, sum(articles) AS uses FROM entities
            WHERE leader IN (SELECT id FROM entities WHERE {condition})
            GROUP BY leader HAVING uses > 0 ORDER BY uses DESC, leader LIMIT ?""",
            *parameters,
            limit,
        )
        return self._known([row[0] for row in rows])

    def called(self, leader: int) -> Called:
        """All that articles call it."""
        rows = self._database.rows(_WORDS, json_array([leader]))
        names = tuple(Counted(text, uses) for _, kind, text, uses in rows if kind != "role")
        roles = tuple(Counted(text, uses) for _, kind, text, uses in rows if kind == "role")
        return Called(names, roles)

    def members(self, leader: int) -> frozenset[str]:
        """The keys of those that count as it, its own among them."""
        return frozenset(
            row[0] for row in self._database.rows("SELECT key FROM entities WHERE leader = ?", leader)
        )

    def members_with(self, leader: int, names: Iterable[str]) -> list[str]:
        """The keys of those that count as it and are called one of the names."""
        rows = self._database.rows(
            f"""SELECT DISTINCT key FROM entities JOIN entity_words ON entity = entities.id
            WHERE leader = ? AND kind <> 'role' AND text {_AMONG} ORDER BY key""",
            leader,
            json_array(names),
        )
        return [row[0] for row in rows]

    def article_ids(self, leader: int, start: int, stop: int) -> list[str]:
        """The ids of the articles that name it, those from `start` up to `stop` of them, the newest first."""
        named, parameters = of_members(self._database, leader)
        rows = self._database.rows(
            f"""SELECT id FROM (SELECT DISTINCT appearances.recency AS day, arrival AS number FROM appearances
                WHERE {named} ORDER BY day DESC, number DESC LIMIT ? OFFSET ?)
            JOIN articles ON articles.arrival = number ORDER BY day DESC, number DESC""",
            *parameters,
            stop - start,
            start,
        )
        return [row[0] for row in rows]

    def names_in(self, leader: int, article_ids: Collection[str]) -> dict[str, list[str]]:
        """What those of the articles call it that name it, the newest first."""
        named, parameters = of_members(self._database, leader)
        (articles,) = self._database.rows("SELECT sum(articles) FROM entities WHERE leader = ?", leader)[0]
        # Whichever are fewer are gone through; SQLite cannot know how many are asked for.
        order = _FROM_ARTICLES if len(article_ids) < articles else _FROM_APPEARANCES
        rows = self._database.rows(
            f"""SELECT articles.id, value FROM {order} JOIN json_each(names)
            WHERE articles.id {_AMONG} AND {named} ORDER BY articles.recency DESC, arrival DESC""",
            json_array(article_ids),
            *parameters,
        )
        return {article_id: [name for _, name in of_it] for article_id, of_it in groupby(rows, key=itemgetter(0))}

    def months(self, leader: int) -> list[Month]:
        """How many articles name it in each month in which any does, the earliest first."""
        if self._database.rows(_JOINED, leader):
            return [Month(*row) for row in self._database.rows(_MONTHS_OF_JOINED, leader)]
        counts: Counter[str] = Counter()
        for (member,) in self._database.rows(_MEMBERS, leader):
            counts.update(dict(self._database.rows(_MONTHS, member)))
        return [Month(*counted) for counted in sorted(counts.items())]

    def companions(self, leader: int, limit: int) -> list[Companion]:
        """Those that are named beside it in most of the newest `COMPANIONS_AMONG` articles, `limit` at most."""
        named, parameters = of_members(self._database, leader)
        rows = self._database.rows(
            f"""SELECT others.leader, count(DISTINCT arrival) AS together FROM appearances
                JOIN entities AS others ON others.id = entity
                WHERE arrival IN (SELECT arrival FROM appearances WHERE {named} ORDER BY recency DESC LIMIT ?)
                AND others.leader <> ? GROUP BY others.leader ORDER BY together DESC, others.leader LIMIT ?""",
            *parameters,
            COMPANIONS_AMONG,
            leader,
            2 * limit,
        )
        about = self._about([row[0] for row in rows])
        shown = [(about[other], together) for other, together in rows if other in about][:limit]
        return [Companion(other.key, other.name, other.type, together) for other, together in shown]

    def quotation_counts(self, leader: int) -> tuple[int, int]:
        """How many places in articles quote it, and quote somebody about it."""
        named, parameters = of_members(self._database, leader)
        by, about = self._database.rows(
            f"""SELECT (SELECT count(*) FROM quotations WHERE {named}),
            (SELECT count(DISTINCT quotation) FROM quotation_subjects WHERE {named})""",
            *parameters,
            *parameters,
        )[0]
        return by, about

    def shown(self, keys: Iterable[str]) -> dict[str, ShownEntity | None]:
        """How the entities are to be shown whose keys are known, by these; None if one is hidden."""
        rows = self._database.rows(
            f"""SELECT asked.key, lead.id, lead.hidden FROM entities AS asked
            JOIN entities AS lead ON lead.id = asked.leader WHERE asked.key {_AMONG}""",
            json_array(keys),
        )
        about = self._about([leader for _, leader, hidden in rows if not hidden])
        return {key: about.get(leader) for key, leader, _ in rows}

    def _about(self, leaders: Sequence[int]) -> dict[int, ShownEntity]:
        """How those are to be shown that are not hidden."""
        rows = self._database.rows(_ABOUT_LEADERS, json_array(leaders))
        return {
            leader: ShownEntity(key, name, EntityType(type_), bool(is_renamed))
            for leader, key, name, type_, is_renamed in rows
        }

    def _known(self, leaders: Sequence[int]) -> list[KnownEntity]:
        about, counts, names = self._about(leaders), self._counts(leaders), self._names(leaders)
        known = []
        for leader in leaders:
            entity = about[leader]
            articles, mentions, first, last = counts[leader]
            aliases = tuple(_told_apart([entity.name, *names[leader]]))[1 : ALIASES_SHOWN + 1]
            known.append(
                KnownEntity(entity.key, entity.name, entity.type, articles, mentions, first, last, aliases)
            )
        return known

    def _names(self, leaders: Sequence[int]) -> defaultdict[int, list[str]]:
        names: defaultdict[int, list[str]] = defaultdict(list)
        for leader, kind, text, _ in self._database.rows(_WORDS, json_array(leaders)):
            if kind != "role":
                names[leader].append(text)
        return names

    def _counts(self, leaders: Sequence[int]) -> dict[int, tuple[int, int, str, str]]:
        rows = self._database.rows(_COUNTS, json_array(leaders))
        return {leader: (articles, mentions, first, last) for leader, articles, mentions, first, last in rows}


def _told_apart(names: Iterable[str]) -> Iterable[str]:
    """The names, those that differ in nothing but capitals as the first of them is written."""
    written: dict[str, str] = {}
    for name in names:
        written.setdefault(name.casefold(), name)
    return written.values()
