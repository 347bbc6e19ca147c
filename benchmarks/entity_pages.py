"""How long it takes to answer who somebody is, what they said and where that is: over very many articles.

    python -m benchmarks.entity_pages HOME [--articles N]

HOME is a folder for a library of made-up articles with twenty names and three quotations each; it is filled if it is
not there yet, which takes some minutes for 100,000, and left for the next time. Names are as unevenly used as in news:
the commonest is in every third article or more. Each figure is the median and the 95th percentile of eleven runs,
after one that does not count.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import milliseconds, percentile, table
from reader.analysis import codec
from reader.analysis.shipped_names import MODEL_VERSION
from reader.analysis.versions import pipeline_version
from reader.document.blocks import Document
from reader.document.plain import from_plain
from reader.library import ArticleSource, Library, NewArticle, SourceFormat
from reader.model import Analysis, Article, Entity, EntityType, Mention, Quotation, QuotationKind, Span
from reader.paths import Places
from reader.services.asking import asked
from reader.services.entities.pages import entity_articles, entity_page, find_entities, quotations_by
from reader.services.findings.indexing import found_in
from reader.services.quotations.statements import find_quotations
from reader.services.session import Session

RUNS = 12
AT_A_TIME = 500
NAMES = 20
PEOPLE = 60_000
"""How many there are; two in three articles name one that few others do."""
_FIRST = ("Ada", "Tomas", "Oletta", "Ilse", "Pell", "Nadia", "Emmanuel", "Marta", "Agnes", "Nora")
_SYLLABLES = (
    "bren",
    "mar",
    "ven",
    "tol",
    "kas",
    "ril",
    "dun",
    "pel",
    "or",
    "win",
    "sa",
    "lo",
    "hask",
    "mer",
    "ko",
)
_WORDS = (
    "we will build the harbour wall before spring comes nobody knows what that is going to cost in the end talks with "
    "other side have only just begun it was never promised prices rise every year and people pay for them while others "
    "look away there must be an answer from government court council schools hospitals or no one can trust what is said"
).split()
REPEATED = 10
"""One statement in so many is quoted again, from another article."""


def name(number: int) -> tuple[str, EntityType]:
    """What the entity with that number is called, and what it is."""
    word = "".join(
        _SYLLABLES[number // len(_SYLLABLES) ** place % len(_SYLLABLES)] for place in range(4)
    ).capitalize()
    if number % 3 == 2:
        return word, EntityType.PLACE if number % 2 else EntityType.ORGANISATION
    return f"{_FIRST[number % len(_FIRST)]} {word}", EntityType.PERSON


def named_in(number: int) -> list[int]:
    """The numbers of the entities that an article names: many of the first, few of the last."""
    chance = random.Random(number)
    common = {int(PEOPLE ** (chance.random() ** 2.2)) - 1 for _ in range(NAMES - 1)}
    return [*([0] if number % 3 == 0 else []), *sorted(common - {0})]


def statement(number: int, entity: int) -> str:
    """What an entity says in an article; the same as in an earlier one, now and then."""
    chance = random.Random(f"{number - number % REPEATED if number % REPEATED == 1 else number} {entity}")
    return " ".join(chance.choices(_WORDS, k=chance.randrange(4, 30))).capitalize()


def article(number: int) -> tuple[NewArticle, Document, Analysis]:
    """A made-up article, and what is to be found in it."""
    parts, entities, mentions, quotations = [f"Story {number}"], [], [], []
    at = len(parts[0]) + 2
    for entity in named_in(number):
        called, kind = name(entity)
        said = statement(number, entity) if kind is EntityType.PERSON and len(quotations) < 3 else ""
        quoted = f"“{said},”" if said else "Nothing else has changed since, and"
        text = f"{quoted} said {called} on the day that it happened, in the words of those who were there."
        key = f"e{entity}"
        entities.append(Entity(key, called, kind))
        start = at + len(quoted) + len(" said ")
        mentions.append(Mention(Span(start, start + len(called)), kind, key, 0.9))
        if said:
            span = Span(at, at + len(quoted))
            quotations.append(Quotation(span, QuotationKind.SPEECH, called, mentions[-1].span, None, key, 0.9))
        parts.append(text)
        at += len(text) + 2
    day = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(minutes=30 * number)
    source = ArticleSource("\n\n".join(parts), SourceFormat.PLAIN)
    document = from_plain(source.text, title=None)
    new = NewArticle(parts[0], 400, source, source=f"Feed {number % 300}", published=day.isoformat(),
                     url=f"https://a.example/{number}")  # fmt: skip
    version = pipeline_version("en", MODEL_VERSION)
    return new, document, Analysis(document.sha256, version, "en", tuple(mentions), tuple(entities),
                                   tuple(quotations))  # fmt: skip


def fill(library: Library, count: int) -> None:
    """Have that many articles in the library, with all that is found in them."""
    for first in range(library.count(), count, AT_A_TIME):
        made = [article(number) for number in range(first, min(first + AT_A_TIME, count))]
        articles = library.add_all([(new, document) for new, document, _ in made])
        library.findings.keep(_found(articles, made))
        print(f"{first + len(made):,} articles", end="\r", flush=True)


def _found(articles: list[Article], made: list[tuple[NewArticle, Document, Analysis]]) -> Iterator[object]:
    for known, (_, document, analysis) in zip(articles, made, strict=True):
        yield replace(found_in(known, analysis, document.text, {}), data=codec.encode(analysis))


def measured(run: Callable[[], object]) -> tuple[str, ...]:
    """The median and the 95th percentile, and the median of processor time, in milliseconds."""
    times, busy = [], []
    for _ in range(RUNS):
        begun, worked = time.perf_counter(), time.process_time()
        run()
        times.append(time.perf_counter() - begun)
        busy.append(time.process_time() - worked)
    figures = (percentile(times[1:], 0.5), percentile(times[1:], 0.95), percentile(busy[1:], 0.5))
    return tuple(map(milliseconds, figures))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    session = Session(Places(options.home, options.home, options.home))
    fill(session.library, options.articles)
    (often, *_) = find_entities(session, "", limit=1)
    middle = find_entities(session, "", limit=500)[-1]
    rows = []
    for entity in (often, middle):
        about = f"{entity.name}, in {entity.articles:,} articles"
        rows += [
            (f"page of {about}", *measured(lambda key=entity.key: entity_page(session, key))),
            ("first 20 articles of it", *measured(lambda key=entity.key: entity_articles(session, key, 0, 20))),
            ("what they said", *measured(lambda key=entity.key: quotations_by(session, key))),
        ]
    speaker = often.name.split()[-1].lower()
    cases: dict[str, Callable[[], object]] = {
        "entities: the most named": lambda: find_entities(session, ""),
        "entities: a letter": lambda: find_entities(session, "b"),
        "entities: a name": lambda: find_entities(session, speaker),
        "quotations: the newest": lambda: find_quotations(session, ""),
        "quotations: a common word": lambda: find_quotations(session, "harbour"),
        f"quotations: speaker:{speaker} harbour": lambda: find_quotations(session, f"speaker:{speaker} harbour"),
        "quotations: before:2023": lambda: find_quotations(session, "before:2023"),
        f"list: speaker:{speaker}": lambda: session.library.ids(asked(session, f"speaker:{speaker}")),
        f"list: entity:{speaker}": lambda: session.library.ids(asked(session, f"entity:{speaker}")),
    }
    rows += [(label, *measured(run)) for label, run in cases.items()]
    print(table(("over " + f"{session.library.count():,} articles", "ms p50", "p95", "processor"), rows))
    session.close()


if __name__ == "__main__":
    main()
