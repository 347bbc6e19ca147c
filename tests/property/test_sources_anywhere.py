"""Whatever bytes come as a book, a message or a PDF: articles or a sentence, and nothing else."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import PostilError
from reader.sources.answers import format_of_answer, load_answer
from reader.sources.epub import read_epub
from reader.sources.formats import told_by_content
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.mail import read_mail
from reader.sources.pdf.article import read_pdf
from reader.sources.pdf.extraction import extract
from reader.sources.pdf.furniture import without_furniture
from reader.sources.pdf.lines import SOFT_HYPHEN, Line
from reader.sources.pdf.paragraphs import paragraphs
from reader.text.sanitize import clean
from tests.fakes.books import PROSE, epub, page
from tests.fakes.pdfs import column, pdf

MAIL = (
    b"From: Ann <a@b.example>\nSubject: =?utf-8?q?Fog?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    b"Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain; charset=utf-8\n\nText.\n--c\n"
    b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>Te=78t.<img src=3Da>\n--c--\n--b\n"
    b'Content-Type: message/rfc822\n\nSubject: x\n\nFog.\n--b\nContent-Disposition: attachment; filename="a"\n\nx\n'
    b"--b--\n"
)
BOOK = epub({"1.xhtml": page(PROSE), "2.xhtml": page(f"<h1>Two</h1>{PROSE}")})
PDF = pdf([column(["The ferry is late", "again."]), column(["Fog."])], info="/Title (Fog)")

Reader = Callable[[bytes, Origin], LoadedFile]
READERS = [(read_epub, BOOK), (read_mail, MAIL), (read_pdf, PDF)]


@pytest.fixture(scope="module", autouse=True)
def _in_this_process() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.sources.pdf.article.extract_apart", lambda data, place: extract(data))
        yield


def loaded_or_sentence(load: Callable[[], LoadedFile]) -> LoadedFile | str:
    try:
        return load()
    except PostilError as error:
        return str(error)


def check(load: Callable[[], LoadedFile]) -> None:
    loaded = loaded_or_sentence(load)
    if isinstance(loaded, str):
        assert loaded.isprintable()
        assert loaded.endswith(".")
        return
    assert loaded.parts
    for article, document in loaded.parts:
        assert clean(article.title, one_line=True) == article.title
        assert clean(document.text) == document.text
        article.original.text.encode()  # it has no surrogates, which no database takes


@pytest.mark.parametrize(("read", "valid"), READERS, ids=[read.__name__ for read, _ in READERS])
@settings(max_examples=60)
@given(share=st.floats(0, 1), rest=st.binary(max_size=300))
def test_anything_after_a_valid_beginning(read: Reader, valid: bytes, share: float, rest: bytes) -> None:
    check(lambda: read(valid[: int(share * len(valid))] + rest, Origin("a")))


@pytest.mark.parametrize(("read", "valid"), READERS, ids=[read.__name__ for read, _ in READERS])
@settings(max_examples=60)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=12))
def test_anything_within(read: Reader, valid: bytes, changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(valid)
    for share, change in changes:
        at = int(share * len(data))
        data[at : at + len(change)] = change
    check(lambda: read(bytes(data), Origin("a")))


@given(
    body=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
    path=st.text(max_size=20),
    media_type=st.sampled_from([None, "text/plain", "text/markdown", "application/epub+zip", "message/rfc822"]),
    charset=st.one_of(st.none(), st.text(max_size=10), st.sampled_from(["utf-16", "koi8-r", "utf-7"])),
)
def test_any_answer(body: bytes, path: str, media_type: str | None, charset: str | None) -> None:
    url = f"https://a.example/{path}"
    told_by_content(body)
    check(lambda: load_answer(body, format_of_answer(body, url, media_type), url, charset))


NUMBERS = st.floats(-1e6, 1e6)
WORDS = st.text(min_size=1, max_size=8).filter(str.strip).map(str.strip)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=3))) + draw(
        st.sampled_from(["", SOFT_HYPHEN, "-", "."])
    )
    left, right = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Line(text, left, right, draw(NUMBERS), draw(st.floats(0, 1e6)))


def is_kept(letter: str) -> bool:
    return not letter.isspace() and letter not in f"-‐{SOFT_HYPHEN}"


@given(pages=st.lists(st.lists(lines(), max_size=8).map(tuple), max_size=4))
def test_lines_anywhere_on_pages(pages: list[tuple[Line, ...]]) -> None:
    before = [letter for page in pages for line in page for letter in line.text]
    after = [letter for text in paragraphs(pages) for letter in text]
    assert sorted(filter(is_kept, before)) == sorted(filter(is_kept, after))
    for left, whole in zip(without_furniture(pages), pages, strict=True):
        assert {*left} <= {*whole}
