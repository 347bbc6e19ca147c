"""How fast everything is searched as one types, and what the indexes cost beside plain FTS5.

    python -m benchmarks.search [--articles 100000] [--notes 100000] [--texts FOLDER] [--home FOLDER] [--sample 5000]

Articles and notes are put together from the sentences of the articles in a folder (those that postil ships with).
Filling takes minutes: with --home what was filled is kept and used again. Keys are measured from the terminal's side,
at 80x24: the first figures are the time until the results are others, the second until the last byte that a key made
the program draw. Indexes are made of --sample articles and as many notes.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.figures import milliseconds, percentile, table
from benchmarks.followed import RARE, Followed, fill_postil, sentences_of
from benchmarks.notes_screen import SIZE, row, searched
from benchmarks.programs import POSTIL, cpu_seconds, memory, start
from benchmarks.storage import annotations
from reader.annotations.store import AnnotationStore, Put
from reader.document.blocks import Document
from reader.library import ArticleSource, Library, NewArticle, SourceFormat
from reader.model import Annotation, Article, Target
from reader.paths import Places, bundled
from reader.services.session import Session
from tests.pty.terminal import Terminal

KEYS_HEADER = ("a letter", "p50 ms, first", "p95", "p50 ms, all", "p95", "most", "times", "CPU ms a letter")
INDEX_HEADER = ("index", "of", "seconds", "MB", "plain FTS5 s", "MB", "adding one ms")
FEEDS = 1_000
TAGGED = "tag0"
"""How the tags of the notes begin."""
ONCE_EACH = 50
"""So many notes and articles are changed one by one."""
AT_A_TIME = 100
WAIT = 600.0
"""Seconds that indexing may take."""

Row = tuple[str, ...]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--texts", type=Path, default=bundled("seeds"), help="articles to take sentences from")
    parser.add_argument("--home", type=Path, help="a home that an earlier run made, or a place for one")
    parser.add_argument("--sample", type=int, default=5_000, help="how many articles and notes are indexed")
    parser.add_argument("--without-keys", action="store_true", help="measure the indexes only")
    parser.add_argument("--keys", type=int, default=100, help="how many keys of each kind are timed")
    options = parser.parse_args()
    sentences = sentences_of(options.texts)
    with tempfile.TemporaryDirectory() as name:
        home = options.home or Path(name) / "home"
        if not home.exists():
            fill_postil(home, Followed(FEEDS, options.articles, sentences))
            annotate(home, options.notes, sentences)
        if not options.without_keys:
            print(table(KEYS_HEADER, keys(home, sentences, options.keys)))
        print("\n" + table(INDEX_HEADER, indexes(home, Path(name), options.sample)))


def annotate(home: Path, count: int, sentences: Sequence[str]) -> None:
    """Put annotations on the articles of a home: a sentence each, and on some of them another one as a note."""
    chance = random.Random(7)
    with Library(home / "library.db") as library:
        ids = library.ids()
    with AnnotationStore(home / "notes.json") as notes:
        notes.apply([Put(_on_sentence(each, ids, sentences, chance)) for each in annotations(count, chance)])


def _on_sentence(
    made: Annotation, ids: Sequence[str], sentences: Sequence[str], chance: random.Random
) -> Annotation:
    passage = chance.choice(sentences)
    note = chance.choice(sentences) if made.note else ""
    article = replace(made.article, id=chance.choice(ids), title=chance.choice(sentences)[:60])
    return replace(made, article=article, target=Target(0, len(passage), passage), note=note)


def keys(home: Path, sentences: Sequence[str], count: int) -> Iterator[Row]:
    """Letters of common and rare words, of several, of phrases and tags."""
    common, *others = _words(sentences)
    middling, rare = others[len(others) // 20], others[len(others) // 2]
    typed = {
        f"the commonest word, “{common}”": common,
        f"a common one, “{middling}”": middling,
        f"a rare one, “{rare}”": rare,
        f"one in a thousand articles, “{RARE}”": RARE,
        "two words": f"{middling} {rare}",
        "a phrase": f'"{" ".join(sentences[100].split()[:3])}"',
        "a tag and a word": f"{TAGGED} {middling}",
        "a word that is mistyped": f"{rare[:2]}{rare[3]}{rare[2]}{rare[4:]}",
    }
    with start(POSTIL, home, SIZE) as terminal:
        terminal.wait_for("report", 60)
        terminal.settle(1.5)
        before = memory(terminal.pid)
        terminal.send("g", "/")
        terminal.settle(1.0)
        _until_indexed(terminal)
        every: list[tuple[float, float]] = []
        spent, sent = 0.0, 0
        for name, text in typed.items():
            once = [*text, *["backspace"] * len(text)]
            number = -(-count // len(once)) * len(once)
            used = cpu_seconds(terminal.pid)
            times = searched(terminal, once, number)
            took = cpu_seconds(terminal.pid) - used
            yield (*row(name, times), milliseconds(took / number))
            every += times
            spent, sent = spent + took, sent + number
        yield (*row("every letter", every), milliseconds(spent / sent))
        print(f"\nThe process uses {before:.0f} MB before a search, {memory(terminal.pid):.0f} MB after these.\n")


def _words(sentences: Sequence[str]) -> list[str]:
    """The words of the sentences that have at least four letters, the commonest first."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for word in {word for word in sentence.lower().split() if word.isascii() and word.isalpha()}:
            counts[word] = counts.get(word, 0) + 1
    return sorted((word for word in counts if len(word) >= 4), key=lambda word: (-counts[word], word))


def _until_indexed(terminal: Terminal) -> None:
    """Wait until all notes are indexed, as they are once."""
    began = time.perf_counter()
    terminal.send("q")
    while "indexing" in terminal.settle(2.0):
        if time.perf_counter() - began > WAIT:
            raise TimeoutError("indexing took too long")
    terminal.send("backspace")
    terminal.settle(1.0)
    print(f"\nIndexing all notes in the background took {time.perf_counter() - began:.0f} s.")


def indexes(home: Path, folder: Path, sample: int) -> Iterator[Row]:
    """Making each index, beside an FTS5 table of the same texts as SQLite makes it of itself."""
    with closing(Session(Places(home, home, home))) as session:
        articles = session.library.newest(sample)
        documents = [(article, session.library.document(article.id)) for article in articles]
        notes = session.notes.newest(sample)
    place = folder / "sample"
    with closing(Session(Places(place, place, place))) as session:
        session.notes.apply([Put(note) for note in notes])
        for article, document in documents:
            original = ArticleSource("", SourceFormat.PLAIN)
            session.library.add(NewArticle(article.title, article.words, original, path=article.id), document)
        passages = [f"{n.note} {n.target.exact} {' '.join(n.tags)} {n.article.title}" for n in notes]
        due = session.search.indexing.due()
        took = _timed(lambda: session.search.indexing.catch_up(due))
        added = [_timed(partial(_change_one, session, note)) for note in notes[:ONCE_EACH]]
        yield _line("notes", len(notes), took, session.places.note_index, added, passages)
        session.library.words.begin_anew()
        took = _timed(lambda: _index_all(session))
        added = [_timed(partial(_index_one, session, *pair)) for pair in documents[:ONCE_EACH]]
        texts = [document.text for _, document in documents]
        yield _line("articles", len(texts), took, session.places.library, added, texts)


def _change_one(session: Session, note: Annotation) -> None:
    session.notes.apply([Put(replace(note, note="another note"))])
    session.search.get_ready()


def _index_all(session: Session) -> None:
    while session.library.words.take_missing(AT_A_TIME):
        pass


def _index_one(session: Session, article: Article, document: Document) -> None:
    original = ArticleSource("", SourceFormat.PLAIN)
    session.library.add(NewArticle(f"{article.title} again", article.words, original, path=article.id), document)


def _line(name: str, count: int, took: float, path: Path, added: Sequence[float], texts: Sequence[str]) -> Row:
    plain_took, plain_size = _plain(texts)
    one = milliseconds(percentile(added, 0.5))
    return (name, f"{count:,}", f"{took:.1f}", _size(path), f"{plain_took:.1f}", plain_size, one)


def _plain(texts: Sequence[str]) -> tuple[float, str]:
    """Seconds to make a plain FTS5 table of the texts, and its size in MB."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "plain.db"
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text, content = '')")
            took = _timed(
                lambda: connection.executemany("INSERT INTO words (text) VALUES (?)", ((text,) for text in texts))
            )
        return took, _size(path)


def _size(path: Path) -> str:
    """MB of the index in a file, without what texts it keeps."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("SELECT sum(length(block)) FROM words_data").fetchone()
    return f"{size / 1e6:.1f}"


def _timed(work: Callable[[], object]) -> float:
    """Seconds that work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
