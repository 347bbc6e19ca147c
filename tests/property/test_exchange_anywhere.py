"""What holds of every note: it comes back as it went out, and no bytes bring the reading of a file down."""

import csv
import io
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.markdown import from_markdown
from reader.exchange.csv_cells import guarded, unguarded
from reader.exchange.errors import ExchangeError
from reader.exchange.exports import bibtex, csl, jsonl, page, readwise, web_annotations
from reader.exchange.imports.csv_rows import Row, rows
from reader.exchange.imports.formats import ImportFormat, reader_of
from reader.exchange.imports.json_stream import Element, read_json
from reader.exchange.markdown import front_matter
from reader.exchange.markdown.blocks import Block, merged, split
from reader.exchange.markdown.escaping import escaped, unescaped
from reader.exchange.markdown.file_names import file_name
from reader.exchange.records import ArticleNotes, CitedArticle, Foreign, OwnAnnotation, OwnMark
from reader.model import Annotation, ArticleMark, ArticleRef, Target
from reader.paths import Places
from reader.services.exchange.imports import import_notes, records_in
from reader.services.session import Session
from reader.text.sanitize import clean
from tests.fakes.exchange import incoming

CHECKED = settings(deadline=None, max_examples=100)
SLOW = settings(deadline=None, max_examples=15)
COLOURS = ("a", "b", "c", "d", "e", "f")

lines = st.text(max_size=30).map(lambda text: clean(text, one_line=True))
some_line = lines.filter(bool)
texts = st.text(max_size=60).map(lambda text: clean(text).strip("\n"))
instants = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}.000Z")
ulids = st.integers(0, (1 << 40) - 1).map(lambda number: f"01{number:024d}")
articles = st.builds(
    ArticleRef,
    id=st.text("0123456789abcdef", min_size=1, max_size=16),
    title=lines,
    url=st.none() | st.from_regex(r"https?://[a-z]{1,8}\.example/[a-z0-9?=&]{0,9}", fullmatch=True),
    author=st.none() | some_line,
    published=st.none() | some_line,
    text_sha256=st.text("0123456789abcdef", max_size=64),
    text_version=st.integers(1, 9),
)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A passage cut out of a clean text, as passages are."""
    text = draw(st.text(min_size=1, max_size=80).map(clean).filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Target(start, end, text[start:end], text[max(0, start - 9) : start], text[end : end + 9])


tags = st.lists(some_line, max_size=3, unique=True).map(tuple)
annotations = st.builds(
    Annotation,
    uid=ulids,
    article=articles,
    target=targets(),
    created=instants,
    updated=instants,
    tags=tags,
    note=texts,
    colour=st.integers(1, 6),
    speaker=st.none() | some_line,
)
marks = st.builds(ArticleMark, articles, instants, st.booleans(), tags, texts)


@st.composite
def notes(draw: st.DrawFn) -> list[ArticleNotes]:
    """Some articles' notes; each article has at most one mark, each annotation its own uid."""
    given_marks = draw(st.lists(marks, max_size=3, unique_by=lambda mark: mark.article.id))
    given_annotations = draw(st.lists(annotations, max_size=4, unique_by=lambda each: each.uid))
    article = CitedArticle(
        draw(ulids), draw(lines), draw(st.none() | lines), url=draw(st.none() | st.just("https://a.example/"))
    )
    return [
        ArticleNotes(article, tuple(given_annotations), given_marks[0] if given_marks else None),
        *(ArticleNotes(article, (), mark) for mark in given_marks[1:]),
    ]


def own(given_notes: list[ArticleNotes]) -> tuple[list[Annotation], list[ArticleMark]]:
    return (
        [annotation for each in given_notes for annotation in each.annotations],
        [each.mark for each in given_notes if each.mark is not None],
    )


def written(folder: str, name: str, text: str) -> Path:
    path = Path(folder) / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


@CHECKED
@given(notes())
def test_notes_come_back_as_they_went_out(given_notes: list[ArticleNotes]) -> None:
    for lines_of, name in ((jsonl.lines, "n.jsonl"), (web_annotations.collection, "n.jsonld")):
        with tempfile.TemporaryDirectory() as folder:
            found = incoming(written(folder, name, "".join(lines_of(given_notes))))
        annotations_back = [each.annotation for each in found if isinstance(each, OwnAnnotation)]
        marks_back = [each.mark for each in found if isinstance(each, OwnMark)]
        assert (annotations_back, marks_back) == own(given_notes)


@SLOW
@given(notes())
def test_an_empty_postil_that_takes_web_annotations_in_has_the_same_notes(
    given_notes: list[ArticleNotes],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(folder, "n.jsonld", "".join(web_annotations.collection(given_notes)))
        home = Path(folder) / "home"
        session = Session(Places(home, home, home))
        try:
            records = records_in(path)
            assert records is not None
            import_notes(session, records)
            again = import_notes(session, records)
            assert not again.annotations
            assert not again.marks
            kept, marked = own(given_notes)
            assert session.notes.all() == sorted(kept, key=lambda each: each.uid)
            assert {mark.article.id: mark for mark in session.notes.marks()} == {
                mark.article.id: mark for mark in marked
            }
        finally:
            session.close()


@CHECKED
@given(notes())
def test_every_format_has_as_many_notes_or_articles_as_went_into_it(given_notes: list[ArticleNotes]) -> None:
    kept, marked = own(given_notes)
    html = "".join(page.page(given_notes, colours=COLOURS))
    with tempfile.TemporaryDirectory() as folder:
        found = incoming(written(folder, "n.html", html))
        assert [each.annotation.uid for each in found if isinstance(each, OwnAnnotation)] == [
            each.uid for each in kept
        ]
        assert sum(isinstance(each, OwnMark) for each in found) == len(marked)
        found = incoming(written(folder, "n.csv", "".join(readwise.rows(given_notes))))
        # Readwise has no place for a passage of nothing but spaces.
        assert [isinstance(each, Foreign) for each in found] == [bool(each.target.exact.strip()) for each in kept]
    assert "".join(bibtex.entries(given_notes)).count("@misc{") == len(given_notes)
    assert len(json.loads("".join(csl.items(given_notes)))) == len(given_notes)


@CHECKED
@given(
    (st.text("-+*_~=%${}()[]<>#^&|`!:.1a \\", max_size=30) | st.text(max_size=60)).map(
        lambda text: clean(text, one_line=True)
    )
)
def test_a_passage_in_markdown_is_that_passage(text: str) -> None:
    assert unescaped(escaped(text)) == text
    shown = from_markdown(f"> {escaped(text)}\n", title="").text
    assert " ".join(shown.split()) == text


pieces = st.lists(
    st.sampled_from(
        [
            "<!-- postil a 00000000 -->\n",
            "<!-- /postil -->\n",
            "<!-- postil",
            "\n",
            "# Mine\n",
            "text",
            "> quoted\n",
            "---\n",
        ]
    ),
    max_size=12,
).map("".join)
blocks = st.lists(
    st.builds(Block.of, st.sampled_from("abcde"), pieces | texts), max_size=4, unique_by=lambda block: block.uid
)


def others_words(text: str) -> str:
    """All that stands outside our blocks, without regard to empty lines."""
    return "".join(piece for piece in split(text) if isinstance(piece, str)).replace("\n", "")


@CHECKED
@given(pieces, blocks)
def test_what_is_not_ours_stays_in_its_order_and_merging_twice_is_merging_once(
    text: str, ours: list[Block]
) -> None:
    once = merged(text, ours, lambda _: True)
    assert merged(once.text, ours, lambda _: True).text == once.text
    assert others_words(once.text) == others_words(text)
    present = {piece.uid: piece.digest for piece in split(once.text) if isinstance(piece, Block)}
    for block in ours:
        assert block.uid in once.broken or present[block.uid] == block.digest


@CHECKED
@given(
    st.lists(some_line, max_size=4),
    st.dictionaries(st.sampled_from(["title", "url"]), lines),
    st.text(max_size=40),
)
def test_front_matter_takes_tags_and_values_once(names: list[str], values: dict[str, str], others: str) -> None:
    head = "".join(f"{line}\n" for line in clean(others).splitlines())
    once = front_matter.renewed(head, values, names, overwrite=False)
    assert front_matter.renewed(once, values, [], overwrite=False) == once
    for line in head.splitlines():
        assert line in once.splitlines() or line.startswith(("tags", "-", " ", "\t"))


@CHECKED
@given(st.text(max_size=300), st.text("0123456789abcdef", min_size=1, max_size=16))
def test_a_file_name_stays_in_its_folder(title: str, article_id: str) -> None:
    name = file_name(title, article_id, set())
    assert Path("/vault", name).parent == Path("/vault")
    assert name == clean(name, one_line=True)
    assert len(name.encode()) <= 255
    assert not name.startswith(".")
    assert not set(name) & set('\\/:*?"<>|\0')


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@CHECKED
@given(st.lists(json_values, max_size=6), st.integers(0, 4), st.integers(1, 40))
def test_a_list_of_json_is_read_an_element_at_a_time(values: list[object], indent: int, chunk: int) -> None:
    class Slow(io.StringIO):
        def read(self, size: int | None = -1, /) -> str:
            return super().read(chunk)

    text = json.dumps(values, indent=indent or None)
    for whole in (text, f'{{"a": 1, "items": {text}, "b": {{}}}}'):
        found = [part.value for part in read_json(Slow(whole), {"items"}) if isinstance(part, Element)]
        assert found == values


@CHECKED
@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=6))
def test_csv_is_read_as_it_was_written(table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["a", "b"], *table])
    found = list(rows(io.StringIO(text.getvalue(), newline=""), ["a"]))
    assert [[*each.values.values()] for each in found if isinstance(each, Row)] == [
        row for row in table if any(row)
    ]


@CHECKED
@given(st.text("'=+-@\t\n ＝a", max_size=6) | st.text(max_size=12))
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(value: str) -> None:
    cell = guarded(value)
    assert unguarded(cell) == value
    assert not cell.startswith(tuple("=+-@\t＝"))
    assert not cell.lstrip().startswith(tuple("=+-@＝"))
    assert cell in {value, f"'{value}"}


@CHECKED
@given(st.lists(st.text("'=+-@a", min_size=1, max_size=6), min_size=4, max_size=4))
def test_what_spreadsheets_would_calculate_comes_back_from_our_own_csv(values: list[str]) -> None:
    exact, title, author, note = values
    article = ArticleRef("a", title, None, author)
    given_note = Annotation("01A", article, Target(0, 9, exact, "", ""), "", "", note=note)
    cited = CitedArticle("a", title, author)
    with tempfile.TemporaryDirectory() as folder:
        text = "".join(readwise.rows([ArticleNotes(cited, (given_note,))]))
        found = incoming(written(folder, "n.csv", text))
    back = [
        (highlight.exact, each.article.title, each.article.author, highlight.note)
        for each in found
        if isinstance(each, Foreign)
        for highlight in each.highlights
    ]
    assert back == [(exact, title, author, note)]


HOSTILE = [
    b"{", b"}", b"[", b"]", b'"', b":", b",", b"\n", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"PK\x03\x04",
    b'{"postil":"notes","format":1}\n', b'{"annotation":', b'{"annotations":{"1":{"uid":"x"}', b'"searches":{"1":{}}',
    b'"meta":{"1":{"format":1}}', b'"@context":"http://www.w3.org/ns/anno.jsonld"',
    b'"uri":"http://a.example/","target":[]', b'"url":"http://a.example/","highlights":[{"text":"x"}]',
    b'"is_archived":1', b"Highlight,Title\n", b"URL,Title,Selection,Folder\n", b"title,url,time_added,status\n",
    b"==========\n", b"- Your Highlight on Location 1 | Added on ", b"---\n", b"source: http://a.example/\n",
    b"postil: x\n", b"<!-- postil a 00000000 -->\n", b"<!-- /postil -->\n", b"> quoted\n", b"<html>",
    b'<meta name="generator" content="postil">', b'<a href="x" time_added="1">', b'<script type="application/ld+json">',
    b"</script>", b"1", b"text", b"==x==",
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(HOSTILE) | st.binary(max_size=4), max_size=20).map(b"".join),
    st.sampled_from([None, *ImportFormat]),
    st.sampled_from(["x", "x.md", "x.csv", "x.json"]),
)
def test_no_bytes_bring_the_reading_of_a_file_down(data: bytes, wanted: ImportFormat | None, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            read = reader_of(path, wanted)
            for _ in read(path) if read else ():
                pass
        except ExchangeError as error:
            assert "\n" not in str(error)  # noqa: PT017
