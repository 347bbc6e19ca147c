"""Notes of every kind taken out of one postil and into another, which has nothing yet: as many, and as they were."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.identifiers import new_uid
from reader.annotations.store import Put, PutMark, ReplaceTagMark
from reader.annotations.targets import make_target
from reader.model import Annotation, ArticleMark, ArticleRef, Span, TagMark, Target
from reader.paths import Places
from reader.services.articles.opening import import_files
from reader.services.notes.annotating import article_ref
from reader.services.session import Session
from tests.command_line import CommandLine

WORDS = (
    "Nobody in the town knows of it.",
    "“It was chronic sabotage” of the talks — or so they say.",
    "東京で会った。次の週に。",
    "قال الوزير إن الأمر انتهى.",
    "A line with | pipes, <tags> & \\slashes\\, `code` and *stars*",
    "Łódź, Straße, café 👩‍👩‍👧",
)
NOTES = (
    "",
    "Check *this*, [later](https://a.example/b?c=d)",
    "Several\n\nparagraphs\n- and\n- a list",
    "> quoted\n\n```\ncode, \"quoted\"; 'so'\n```",
    "=SUM(A1:A9)",
    "<!-- postil x --> ^id #not-a-tag",
)
TAGS = ((), ("claim",), ("theme/money", "two words"), ("überprüft", "東京"))


@pytest.fixture
def home(postil: CommandLine, tmp_path: Path) -> Path:
    """A home with four articles of which each has every kind of passage, note and tags."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(4):
        url = f"url: https://lantern.example/{number}\n" if number % 2 else ""
        text = "\n\n".join(WORDS)
        (folder / f"{number}.md").write_text(f"---\ntitle: 'Harbour {number}: “waits”'\n{url}---\n{text}\n")
    with closing(Session(Places(postil.home, postil.home, postil.home))) as session:
        import_files(session, [folder])
        for article in session.library.list():
            text = session.library.document(article.id).text
            session.notes.apply([Put(each) for each in annotations(article_ref(article), text)])
        lost = ArticleRef("f" * 16, "Gone: an article", "https://gone.example/", "Ann Ferry", "2025-01-31")
        session.notes.apply([Put(made(lost, Target(0, 9, "not there", "it is ", ".")))])
        mark = ArticleMark(lost, "2025-02-03T12:00:00.000Z", starred=True, tags=("weekly",), note="All of it")
        unused = TagMark("unused", SAID.updated, description="x")
        session.notes.apply([PutMark(mark), ReplaceTagMark(None, SAID), ReplaceTagMark(None, unused)])
    return postil.home


def annotations(ref: ArticleRef, text: str) -> Iterator[Annotation]:
    for number, (words, note) in enumerate(zip(WORDS, NOTES, strict=True)):
        start = text.index(words[:9])
        end = min([at for at in (text.find("\n", start), len(text)) if at > 0])
        yield made(ref, make_target(text, Span(start, end)), note=note, number=number)


def made(ref: ArticleRef, target: Target, *, note: str = "", number: int = 0) -> Annotation:
    created = f"2025-02-0{number + 1}T12:00:00.000Z"
    return Annotation(
        new_uid(),
        ref,
        target,
        created,
        created,
        tags=TAGS[number % len(TAGS)],
        note=note,
        colour=number % 6 + 1,
        speaker="Ann Ferry" if number % 2 else None,
    )


def stored(home: Path) -> tuple[dict[str, Annotation], list[ArticleMark]]:
    with closing(Session(Places(home, home, home))) as session:
        return {each.uid: each for each in session.notes.all()}, session.notes.marks()


SAID = TagMark("theme", "2025-02-03T12:00:00.000Z", 4, "What it is about")
KEPT_WHOLE = ("jsonl", "jsonld")


@pytest.mark.parametrize("name", ["jsonl", "jsonld", "html", "markdown", "csv"])
def test_every_note_comes_back(
    name: str, postil: CommandLine, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, marks = stored(home)
    assert len(before) == 4 * len(WORDS) + 1
    out = tmp_path / f"out.{name}"
    ran = postil("export", "--format", name, "-o", out)
    assert ran.code == 0, ran.err
    assert "25 annotations and 1 note on whole articles of 5 articles" in ran.err
    other = tmp_path / "other"
    monkeypatch.setenv("POSTIL_HOME", str(other))
    (told,) = postil("import", "--json", out).json
    assert (told["annotations"], told["left_out"]) == (len(before), 0)
    after, marks_after = stored(other)
    assert len(after) == len(before)
    if name == "jsonl":
        with closing(Session(Places(other, other, other))) as session:
            assert session.notes.tag_marks() == [SAID]
        assert '"tag":"unused"' not in out.read_text()
    if name in KEPT_WHOLE:
        assert {uid: bare(note) for uid, note in after.items()} == {
            uid: bare(note) for uid, note in before.items()
        }
        assert marks_after == marks
    if name != "csv":  # which has no uids
        assert written(after) == written(before)


def written(notes: dict[str, Annotation]) -> dict[str, tuple[str, str]]:
    return {uid: (note.target.exact, note.note) for uid, note in notes.items()}


def bare(note: Annotation) -> Annotation:
    """The note without addresses of files, which stay where they are."""
    url = note.article.url
    return replace(note, article=replace(note.article, url=None)) if url and url.startswith("file:") else note
