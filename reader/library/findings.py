"""What was found in articles, as rows that all of them can be asked by; and which articles are yet to be looked at."""

# ruff: noqa: S608 - statements are put together of constants; what is looked for are parameters

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from reader.library.conditions import json_array
from reader.library.database import Database
from reader.library.found import Found, FoundEntity, FoundQuotation
from reader.library.leaders import Leaders
from reader.text.index_form import index_form

LEASE = 120.0
"""Seconds for which others leave articles to a process that claimed them, should it say nothing more."""


_FREE = """SELECT id, arrival FROM articles WHERE analysed IS NULL
    AND arrival NOT IN (SELECT arrival FROM analysis_claims)"""


class Findings:
    """The rows of all articles. Every method raises `LibraryError` when the file cannot be read or written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, found: Iterable[Found]) -> int:
        """Have this be all that was found in articles; how many of them are there and still have that text."""
        kept = 0
        with self._database.transaction() as connection:
            for each in found:
                row = connection.execute(
                    "SELECT arrival, recency FROM articles WHERE id = ? AND text_sha256 = ?",
                    (each.article_id, each.text_sha256),
                ).fetchone()
                if row is None:
                    continue
                _Rows(connection, *row).replace(each)
                if each.data is not None:
                    # In the place of what other versions of the pipeline found in that text.
                    connection.execute("DELETE FROM analyses WHERE text_sha256 = ?", (each.text_sha256,))
                    connection.execute(
                        "INSERT INTO analyses VALUES (?, ?, ?)", (each.text_sha256, each.version, each.data)
                    )
                kept += 1
        return kept

    def data(self, text_sha256: str) -> bytes | None:
        """The encoded analysis that is kept of a text, by whichever version of the pipeline; None if there is none."""
        rows = self._database.rows("SELECT data FROM analyses WHERE text_sha256 = ?", text_sha256)
        return rows[0][0] if rows else None

    def begin_anew(self) -> None:
        """Make the index of names anew, and have quotations found by their words once articles are analysed again.

        That takes little where what was found in them was kept.
        """
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO entity_names (entity_names) VALUES ('rebuild')")
            connection.execute("INSERT INTO quotation_words (quotation_words) VALUES ('delete-all')")
            connection.execute("UPDATE articles SET analysed = NULL")

    def is_kept(self, article_id: str, version: str) -> bool:
        """Whether the rows of an article are of its present text and of that version of the pipeline."""
        query = "SELECT 1 FROM articles WHERE id = ? AND analysed = ?"
        return bool(self._database.rows(query, article_id, version))

    # Which articles are yet to be looked at

    def versions(self) -> list[str]:
        """The versions of the pipeline that articles were analysed by."""
        rows = self._database.rows("SELECT DISTINCT analysed FROM articles WHERE analysed IS NOT NULL")
        return [version for (version,) in rows]

    def outdate(self, versions: Sequence[str]) -> None:
        """Have the articles analysed anew that were by another version than these of the pipeline."""
        other = "analysed NOT IN (SELECT value FROM json_each(?))"
        if self._database.rows(f"SELECT 1 FROM articles WHERE {other} LIMIT 1", json_array(versions)):
            with self._database.transaction() as connection:
                connection.execute(
                    f"UPDATE articles SET analysed = NULL WHERE {other}",
                    (json_array(versions),),
                )

    def outdate_named(self, keys: Iterable[str], is_meant: Callable[[str], bool]) -> list[str]:
        """Have the articles analysed anew that call one of the entities with these keys so; their ids, newest first."""
        rows = self._database.rows(
            """SELECT arrival, articles.id, value FROM appearances JOIN articles USING (arrival) JOIN json_each(names)
            WHERE entity IN (SELECT id FROM entities WHERE entities.key IN (SELECT value FROM json_each(?)))
            ORDER BY articles.recency DESC""",
            json_array(keys),
        )
        meant = {arrival: article_id for arrival, article_id, name in rows if is_meant(name)}
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE articles SET analysed = NULL WHERE arrival = ?", [(arrival,) for arrival in meant]
            )
        return list(meant.values())

    def pending(self) -> int:
        """How many articles are yet to be analysed."""
        number: int = self._database.rows("SELECT count(*) FROM articles WHERE analysed IS NULL")[0][0]
        return number

    def claim(self, holder: str, limit: int, *, first: Iterable[str] = (), others: bool = True) -> list[str]:
        """The ids of up to `limit` articles yet to be analysed, left to `holder` for `LEASE`.

        Those of `first` that are come first, in that order, then with `others` the newest.
        """
        if not self.pending():  # nothing is written, so that nobody who follows the library looks again
            return []
        now = time.time()
        wanted = [*first]
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM analysis_claims WHERE until < ? OR holder = ?", (now, holder))
            free = dict(
                connection.execute(f"{_FREE} AND id IN (SELECT value FROM json_each(?))", (json_array(wanted),))
            )
            claimed = {each: free[each] for each in wanted if each in free}
            newest = connection.execute(f"{_FREE} ORDER BY recency DESC LIMIT ?", (limit if others else 0,))
            for article_id, arrival in newest:
                claimed.setdefault(article_id, arrival)
            chosen = dict(islice(claimed.items(), limit))
            connection.executemany(
                "INSERT INTO analysis_claims VALUES (?, ?, ?)",
                [(arrival, holder, now + LEASE) for arrival in chosen.values()],
            )
        return list(chosen)

    def claimed(self, holder: str) -> list[str]:
        """The ids of the articles that are left to `holder`."""
        query = "SELECT id FROM articles JOIN analysis_claims USING (arrival) WHERE holder = ?"
        return [row[0] for row in self._database.rows(query, holder)]

    def pass_over(self, article_ids: Iterable[str], version: str) -> None:
        """Have articles be analysed by `version` as far as they can be: not at all, so that nobody tries again."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE articles SET analysed = ? WHERE id = ?", [(version, each) for each in article_ids]
            )

    def release(self, holder: str) -> None:
        """Leave what `holder` claimed and has not analysed to others."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM analysis_claims WHERE holder = ?", (holder,))


class _Rows:
    """The rows of one article, within a transaction."""

    def __init__(self, connection: sqlite3.Connection, arrival: int, recency: str) -> None:
        self._connection = connection
        self._arrival = arrival
        self._recency = recency

    def replace(self, found: Found) -> None:
        before = self._surnames()
        for table in ("appearances", "quotations", "analysis_claims"):
            self._connection.execute(f"DELETE FROM {table} WHERE arrival = ?", (self._arrival,))
        ids = self._ids(found.entities)
        for entity in found.entities:
            self._appear(ids[entity.key], entity)
        for quotation in found.quotations:
            self._quote(quotation, ids)
        self._connection.execute(
            "UPDATE articles SET analysed = ? WHERE arrival = ?", (found.version, self._arrival)
        )
        Leaders(self._connection).find_again(before | self._surnames())

    def _surnames(self) -> set[str]:
        """The surnames of the people in the article."""
        rows = self._connection.execute(
            """SELECT surname FROM appearances JOIN entities ON entities.id = entity
            WHERE arrival = ? AND surname IS NOT NULL""",
            (self._arrival,),
        )
        return {surname for (surname,) in rows}

    def _ids(self, entities: Iterable[FoundEntity]) -> Mapping[str, int]:
        entities = tuple(entities)
        self._connection.executemany(
            """INSERT INTO entities (key, type, surname, is_full) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
            SET surname = excluded.surname, is_full = excluded.is_full WHERE surname IS NOT excluded.surname""",
            [(entity.key, entity.type, entity.surname, entity.is_full) for entity in entities],
        )
        keys = json_array(entity.key for entity in entities)
        self._connection.execute(
            """UPDATE entities SET leader = id WHERE leader IS NULL
            AND key IN (SELECT value FROM json_each(?))""",
            (keys,),
        )
        return dict(
            self._connection.execute(
                "SELECT key, id FROM entities WHERE key IN (SELECT value FROM json_each(?))", (keys,)
            ).fetchall()
        )

    def _appear(self, entity_id: int, entity: FoundEntity) -> None:
        known = self._connection.execute(
            "SELECT text FROM entity_words WHERE entity = ? AND kind IN ('name', 'alias')", (entity_id,)
        )
        new = {*entity.names}.difference(name for (name,) in known)
        self._connection.executemany(
            "INSERT INTO entity_names VALUES (?, ?, 0)",
            [(index_form(name), entity_id) for name in sorted(new)],
        )
        self._connection.execute(
            "INSERT INTO appearances VALUES (?, ?, ?, ?, ?, ?)",
            (
                entity_id,
                self._recency,
                self._arrival,
                entity.mentions,
                json_array(entity.names),
                json_array(entity.roles),
            ),
        )

    def _quote(self, quotation: FoundQuotation, ids: Mapping[str, int]) -> None:
        quotation_id = self._connection.execute(
            """INSERT INTO quotations (arrival, recency, start, stop, kind, text, speaker, cue, confidence, entity,
                statement) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                self._arrival,
                self._recency,
                quotation.start,
                quotation.stop,
                quotation.kind,
                quotation.text,
                quotation.speaker,
                quotation.cue,
                quotation.confidence,
                ids.get(quotation.entity or ""),
                quotation.statement,
            ),
        ).lastrowid
        self._connection.execute(
            "INSERT INTO quotation_words (rowid, text, speaker) VALUES (?, ?, ?)",
            (quotation_id, index_form(quotation.text), index_form(quotation.speaker or "")),
        )
        self._connection.executemany(
            "INSERT INTO quotation_subjects VALUES (?, ?)",
            [(ids[subject], quotation_id) for subject in quotation.subjects if subject in ids],
        )
