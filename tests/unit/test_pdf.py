"""The text layer of a PDF as an article: its paragraphs, and the sentence for a file that cannot be read."""

import sys
import zlib
from collections.abc import Sequence

import pytest

from reader.document.blocks import Document
from reader.library import NewArticle, SourceFormat
from reader.sources.errors import (
    DamagedFileError,
    ExcessiveFileError,
    NoTextError,
    ProtectedFileError,
    SourceError,
)
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.pdf import apart, extraction
from reader.sources.pdf.article import read_pdf
from reader.sources.pdf.extraction import extract
from reader.sources.pdf.furniture import without_furniture
from reader.sources.pdf.lines import SOFT_HYPHEN, Extracted, Fault, Line, decode, encode
from reader.sources.pdf.paragraphs import paragraphs
from tests.fakes.pdfs import PROTECTED, Set, column, pdf

ORIGIN = Origin("harbour.pdf", path="/papers/harbour.pdf", title="harbour", source="papers")
FULL = "The ferry is late again, and all of the town waits for it at the"
INFO = "/Title (The Harbour) /Author (Ann Nouncer) /CreationDate (D:20240531083000+02'00')"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no limit on memory")


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each PDF."""
    monkeypatch.setattr("reader.sources.pdf.article.extract_apart", lambda data, place: extract(data))


def read(data: bytes, origin: Origin = ORIGIN) -> LoadedFile:
    return read_pdf(data, origin)


def only(data: bytes) -> tuple[NewArticle, Document]:
    (part,) = read(data).parts
    return part


def lines(*texts: str, **where: float) -> tuple[Line, ...]:
    """Lines one below the other in a column as wide as `FULL` is."""
    return tuple(
        Line(each.text, each.x, each.x + len(each.text) * 5.0, each.y, each.size)
        for each in column(texts, **where)
    )


def test_a_pdf_is_an_article_of_what_it_says_of_itself() -> None:
    loaded = read(pdf([column(["The ferry is late again.", "", "Fog, says Ann."])], info=INFO))
    ((article, document),) = loaded.parts
    assert (article.title, article.author, article.published) == ("The Harbour", "Ann Nouncer", "2024-05-31")
    assert (article.path, article.source) == ("/papers/harbour.pdf", "papers")
    assert article.original.format is SourceFormat.PLAIN
    assert document.text == "The Harbour\n\nThe ferry is late again.\n\nFog, says Ann."
    assert loaded.notices == ()


@pytest.mark.usefixtures("in_this_process")
class TestWhatItSaysOfItself:
    @pytest.mark.parametrize(
        "title", ["", "untitled", "Untitled 2", "Microsoft Word - a b.doc", "paper-v3.dvi", "a.pdf"]
    )
    def test_a_title_that_is_none_is_not_taken(self, title: str) -> None:
        data = pdf([column(["Fog on the quay", "", "The ferry is late again."])], info=f"/Title ({title})")
        assert only(data)[0].title == "Fog on the quay"

    def test_a_sidecar_says_it_first(self) -> None:
        origin = Origin("a.pdf", sidecar={"title": "Fog", "date": "2023-01-01"})
        ((article, _),) = read(pdf([column(["Text."])], info=INFO), origin).parts
        assert (article.title, article.author, article.published) == ("Fog", "Ann Nouncer", "2023-01-01")

    @pytest.mark.parametrize("date", ["D:20241345", "yesterday", "D:2024"])
    def test_a_date_that_is_none_is_left_out(self, date: str) -> None:
        assert only(pdf([column(["Text."])], info=f"/CreationDate ({date})"))[0].published is None

    def test_names_steer_no_terminal(self) -> None:
        data = pdf([column(["Text."])], info="/Title <FEFF0061202E0062000A0063009B>")
        assert only(data)[0].title == "ab c"


@pytest.mark.usefixtures("in_this_process")
class TestWhatCannotBeRead:
    def test_a_scan_has_no_text(self) -> None:
        with pytest.raises(NoTextError, match=r"“/papers/harbour\.pdf” has no text: its pages are pictures"):
            read(pdf([[], []]))

    def test_a_password_is_asked_for(self) -> None:
        with pytest.raises(ProtectedFileError, match="is encrypted: save a copy without its password"):
            read(pdf([column(["Text."])], trailer=PROTECTED))

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(2_000), b"Text."])
    def test_what_is_no_pdf_is_damaged(self, data: bytes) -> None:
        with pytest.raises(DamagedFileError, match="cannot be read as PDF: it is damaged"):
            read(data)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_one_that_was_cut_off_is_damaged(self, share: float) -> None:
        data = pdf([column([FULL] * 30)] * 3)
        with pytest.raises(DamagedFileError):
            read(data[: int(share * len(data))])

    def test_pages_that_are_damaged_are_left_out_with_a_notice(self) -> None:
        data = pdf([column([f"On page {number}."]) for number in range(4)])
        for at in (10, 12):
            data = data.replace(b"%d 0 obj\n<< /Type /Page /" % at, b"%d 0 obj\n<< /Type /Font /" % at)
        loaded = read(data)
        assert loaded.parts[0][1].text == "On page 0.\n\nOn page 1."
        assert loaded.notices == ("2 of its pages are damaged and were left out.",)

    def test_there_is_a_limit_on_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(extraction, "MAX_PDF_PAGES", 2)
        with pytest.raises(ExcessiveFileError, match="more than 3,000 pages"):
            read(pdf([column(["Text."])] * 3))

    def test_there_is_a_limit_on_characters_in_all_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(extraction, "MAX_PDF_TEXT", 2 * len(FULL))
        assert read(pdf([column([FULL])] * 2)).parts
        with pytest.raises(ExcessiveFileError, match="more than 5,000,000 characters"):
            read(pdf([column([FULL])] * 3))


def child(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


BREAKS = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
TOO_LARGE = "from reader.sources.pdf.child import limit; limit(); bytearray(2_000_000_000)"
TOO_LONG = "from reader.sources.pdf import child; child.MAX_PDF_SECONDS = 1; child.limit()\nwhile True: pass"


@pytest.mark.parametrize("program", [BREAKS, pytest.param(TOO_LARGE, marks=LINUX)])
def test_one_that_breaks_what_reads_it_is_damaged(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CHILD", child(program))
    with pytest.raises(DamagedFileError, match="what reads it breaks, or needs more than 1 GB of memory"):
        read(b"")


def test_one_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CHILD", child(TOO_LONG))
    with pytest.raises(ExcessiveFileError, match="more in it than can be read in 30 seconds"):
        read(b"")


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b"q " * 500_000) for _ in range(200)) + packer.flush()
    content = b"<< /Length %d /Filter /FlateDecode >> stream\n%b\nendstream" % (len(packed), packed)
    data = content.join(pdf([[]]).rsplit(b"<< /Length 0 >> stream\n\nendstream", 1))
    with pytest.raises(DamagedFileError):
        read(data)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reader.sources.pdf.article.extract_apart", lambda data, place: decode(encode(fault).encode())
    )
    with pytest.raises(SourceError, match=r"^“/papers/harbour\.pdf” "):
        read(b"")


def test_what_one_process_hands_to_the_other_arrives() -> None:
    extracted = Extracted((lines("Fog – “quay” \ud800"), ()), "title", "author", "created", 3)
    assert decode(encode(extracted).encode()) == extracted


def test_characters_that_are_none_are_shown_as_such() -> None:
    table = "1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <61> <d800> <62> <0000> endbfchar"
    extracted = extract(pdf([column(["Harbour."])], characters=table))
    assert isinstance(extracted, Extracted)
    assert extracted.pages[0][0].text == "H\ufffdr\ufffdour."


class TestParagraphs:
    def test_lines_are_joined_and_a_gap_parts_paragraphs(self) -> None:
        page = lines(FULL, FULL, "quay.", "", FULL, "end")
        assert paragraphs([page]) == [f"{FULL} {FULL} quay.", f"{FULL} end"]

    def test_a_word_is_whole_again_where_a_small_letter_follows(self) -> None:
        cut = f"{FULL} manip"
        page = lines(f"{cut}{SOFT_HYPHEN}", f"ulation of Anglo{SOFT_HYPHEN}", f"Saxon {FULL} time-", "tables.")
        assert paragraphs([page]) == [f"{cut}ulation of Anglo-Saxon {FULL} timetables."]

    def test_a_dash_is_no_hyphen(self) -> None:
        assert paragraphs([lines(f"{FULL} -", "or so")]) == [f"{FULL} - or so"]

    def test_a_word_that_is_never_finished_keeps_its_hyphen(self) -> None:
        assert paragraphs([lines(f"{FULL} manip{SOFT_HYPHEN}")]) == [f"{FULL} manip-"]

    def test_lines_of_chinese_are_joined_without_spaces(self) -> None:
        line = "港口小镇的渡轮又晚点了"
        assert paragraphs([lines(line, line)]) == [line + line]

    def test_another_size_is_another_paragraph(self) -> None:
        heading = Line("The Quay and what is there to be seen and heard of it", 72, 400, 712, 13)
        assert len(paragraphs([(heading, *lines(FULL, FULL))])) == 2

    def test_an_indented_line_begins_a_paragraph_after_the_end_of_a_sentence(self) -> None:
        first, second = f"{FULL[:-3]}so.", FULL[:-4]
        page = (*lines(FULL, first), *lines(second, x=90, top=676), *lines(FULL, "end", top=664))
        assert paragraphs([page]) == [f"{FULL} {first}", f"{second} {FULL} end"]

    def test_what_hangs_below_the_first_line_belongs_to_it(self) -> None:
        page = (*lines(FULL), *lines(FULL, x=90, top=688), *lines(FULL, top=676), *lines("so", x=90, top=664))
        assert paragraphs([page]) == [f"{FULL} {FULL}", f"{FULL} so"]

    def test_lines_with_room_for_more_are_paragraphs(self) -> None:
        page = lines("Table of contents", "The Quay", FULL)
        assert paragraphs([page]) == ["Table of contents", "The Quay", FULL]

    def test_bullets_begin_paragraphs(self) -> None:
        page = lines(f"• {FULL}", FULL, f"• {FULL}", "so.")
        assert paragraphs([page]) == [f"• {FULL} {FULL}", f"• {FULL} so."]

    def test_what_is_in_the_same_row_is_one_text(self) -> None:
        page = (*lines("Left"), *lines("right", x=300))
        assert paragraphs([page]) == ["Left right"]

    def test_a_paragraph_goes_on_in_the_next_column_and_page(self) -> None:
        columns = (*lines(FULL, top=88), *lines(FULL, "Harbour.", x=400))
        assert paragraphs([columns, lines(FULL)]) == [f"{FULL} {FULL} Harbour.", FULL]
        assert paragraphs([lines(FULL), lines("town.", FULL)]) == [f"{FULL} town.", FULL]

    @pytest.mark.parametrize("wild", [0.0, 1.0, 999_999.0])
    def test_lines_of_no_size_or_far_away_break_nothing(self, wild: float) -> None:
        page = (Line("a", wild, wild, wild, wild), Line("b", -wild, wild, 0, wild), *lines(FULL))
        assert "".join(paragraphs([page, page])).count("a") >= 2


def body(page: int) -> list[str]:
    """Lines that are others on each page."""
    return [f"{'abcdef'[page]}{line} {FULL}" for line in "xyz"]


class TestFurniture:
    def pages(self, header: str, footer: str, count: int = 4) -> list[tuple[Line, ...]]:
        return [
            (*lines(header.format(n), top=750), *lines(*body(n)), *lines(footer.format(n), top=40))
            for n in range(count)
        ]

    def texts(self, pages: Sequence[tuple[Line, ...]]) -> list[list[str]]:
        return [[line.text for line in page] for page in without_furniture(pages)]

    @pytest.mark.parametrize("header", ["The Harbour", "The Harbour · page {}", "Volume IV"])
    @pytest.mark.parametrize("footer", ["{}", "- {} -", "Page {} of 4", "© 2024 The Lantern"])
    def test_what_is_on_every_page_is_left_out(self, header: str, footer: str) -> None:
        assert self.texts(self.pages(header, footer)) == [body(number) for number in range(4)]

    def test_what_counts_the_pages_is_left_out_whatever_is_beside_it(self) -> None:
        headers = ["The Quay 7", "8 The Harbour", "The Ferry 9", "10 The Harbour"]
        pages = [(*lines(header, top=750), *lines(*body(number))) for number, header in enumerate(headers)]
        assert self.texts(pages) == [body(number) for number in range(4)]

    def test_two_rows_are_left_out_at_either_end(self) -> None:
        pages = [(*lines("The Lantern", top=780), *page) for page in self.pages("Harbour news", "{}")]
        assert self.texts(pages)[3] == body(3)

    def test_titles_at_the_same_height_stay(self) -> None:
        titles = ("On fog", "On rain", "On snow", "On hail")
        pages = [(*lines(title, top=750), *lines(*body(number))) for number, title in enumerate(titles)]
        assert self.texts(pages)[2] == ["On snow", *body(2)]

    def test_two_pages_have_furniture_and_one_has_none(self) -> None:
        assert self.texts(self.pages("The Harbour", "{}", 2)) == [body(0), body(1)]
        assert len(self.texts(self.pages("The Harbour", "{}", 1))[0]) == 5

    @pytest.mark.usefixtures("in_this_process")
    def test_pages_of_nothing_else_are_the_text(self) -> None:
        assert only(pdf([[Set("Harbour.", 700)]] * 3))[1].text == "Harbour.\n\nHarbour.\n\nHarbour."
