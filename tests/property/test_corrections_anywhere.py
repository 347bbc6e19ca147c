"""Whatever a reader, or a file of corrections, says of entities: each counts as one that counts as itself."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.plain import from_plain
from reader.library import ArticleSource, Library, NewArticle, SourceFormat
from reader.library.found import Found, FoundEntity
from reader.model import CorrectionKind, EntityCorrection, EntityType
from reader.services.findings.corrections import rules_of
from reader.services.findings.keys import is_full, key_of, surname_of

NAMES = ("Ada Venn", "Venn", "Tomas Brill", "Brill", "Ilse Brill", "Oletta Crane")
KEYS = tuple(key_of(name, EntityType.PERSON) for name in NAMES)

corrections = st.lists(
    st.builds(
        EntityCorrection,
        st.sampled_from(CorrectionKind),
        st.sampled_from((*KEYS, "person:nobody", "nonsense", "date:monday")),
        st.sampled_from((*KEYS, *NAMES, "place", "bogus", "\N{BULLET}")),
        st.just(""),
    ),
    max_size=8,
)


def filled(path: Path, numbers: list[list[int]]) -> Library:
    """A library with articles that name those people."""
    library = Library(path)
    for number, named in enumerate(numbers):
        source = ArticleSource("", SourceFormat.PLAIN)
        article = library.add(
            NewArticle(str(number), 1, source, url=f"https://a.example/{number}"), from_plain(f"{number}")
        )
        people = [
            FoundEntity(KEYS[n], EntityType.PERSON, (NAMES[n],), 1, (), surname_of(NAMES[n]), is_full(NAMES[n]))
            for n in named
        ]
        library.findings.keep([Found(article.id, article.text_sha256, "1", tuple(people))])
    return library


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, len(NAMES) - 1), unique=True, max_size=4), max_size=5),
    st.lists(corrections, min_size=1, max_size=3),
)
def test_all_count_as_one_that_counts_as_itself_and_nothing_stays_of_what_is_taken_back(
    numbers: list[list[int]], said: list[list[EntityCorrection]]
) -> None:
    with TemporaryDirectory() as folder, filled(Path(folder) / "library.db", numbers) as library:
        before = library.entities.find((), limit=20)
        for number, each in enumerate([*said, []]):
            library.entities.correct(rules_of({one.id: one for one in each}.values()), str(number))
            leaders = dict(library._database.rows("SELECT id, leader FROM entities"))
            assert all(leaders[leader] == leader for leader in leaders.values())
            for known in library.entities.find((), limit=20):
                assert library.entities.get(known.key) == known
        assert library.entities.find((), limit=20) == before
