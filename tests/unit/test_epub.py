"""A book as articles: its chapters, what they are called, and the sentence for a book that cannot be read."""

import stat
import zipfile
from io import BytesIO

import pytest

from reader.document.blocks import BlockKind, Document
from reader.library import NewArticle
from reader.sources import limits
from reader.sources.epub import read_epub
from reader.sources.errors import (
    DamagedFileError,
    ExcessiveFileError,
    NoTextError,
    ProtectedFileError,
    SourceError,
)
from reader.sources.loaded import LoadedFile, Origin
from tests.fakes.books import CONTAINER, METADATA, PROSE, epub, package, page, zipped

ORIGIN = Origin("harbour.epub", path="/books/harbour.epub", title="harbour", source="books")
CHAPTER = {"1.xhtml": page(PROSE)}


def read(data: bytes, origin: Origin = ORIGIN) -> LoadedFile:
    return read_epub(data, origin)


def titles(data: bytes) -> list[str]:
    return [article.title for article, _ in read(data).parts]


def only(data: bytes) -> tuple[NewArticle, Document]:
    (part,) = read(data).parts
    return part


def flagged(data: bytes, name: str, flag: int) -> bytes:
    """The archive with a flag set in the list's entry for that file."""
    info = zipfile.ZipFile(BytesIO(data)).getinfo(name)
    at = data.rindex(name.encode()) - 46
    return data[: at + 8] + (info.flag_bits | flag).to_bytes(2, "little") + data[at + 10 :]


def test_each_chapter_is_an_article_of_the_book_in_reading_order() -> None:
    pages = {"b.xhtml": page(f"<h1>One</h1>{PROSE}"), "a.xhtml": page(f"<h1>Two</h1>{PROSE}")}
    loaded = read(epub(pages))
    assert [article.title for article, _ in loaded.parts] == ["One", "Two"]
    article, document = loaded.parts[0]
    assert (article.source, article.author) == ("The Harbour", "Ann Nouncer, Ben Trovato")
    assert (article.language, article.published) == ("en-GB", "2024-05-31")
    assert article.words == 34
    assert document.title == "One"
    assert loaded.notices == ()


def test_a_chapters_path_names_its_file_in_the_book() -> None:
    article, _ = only(epub({"text/1%20a.xhtml": ""}, more={"OEBPS/text/1 a.xhtml": page(PROSE)}))
    assert article.path == "/books/harbour.epub#OEBPS/text/1 a.xhtml"
    (part,) = read(epub(CHAPTER), Origin("standard input")).parts
    assert part[0].path is None


def test_the_table_of_contents_knows_what_chapters_are_called() -> None:
    contents = (
        '<nav epub:type="landmarks"><a href="1.xhtml">Begin</a></nav><nav epub:type="toc"><ol><li>'
        '<a href="1.xhtml#start">I.\n <i>The Quay</i></a></li><li><a href="1.xhtml#later">Later</a></li></ol></nav>'
    )
    item = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="scripted nav"/>'
    opf = package(["1.xhtml"], more=item)
    data = epub({"1.xhtml": page(f"<h1>Chapter one</h1>{PROSE}"), "nav.xhtml": page(contents)}, opf=opf)
    article, document = only(data)
    assert article.title == document.title == "I. The Quay"
    assert document.blocks[1].text == "Chapter one"


def test_an_older_book_has_an_older_table_of_contents() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>The Quay</text></navLabel>'
        '<content src="text/1.xhtml"/><navPoint><navLabel><text>Fog</text></navLabel><content src="text/2.xhtml#x"/>'
        "</navPoint></navPoint></navMap></ncx>"
    )
    item = '<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    names = ["text/1.xhtml", "text/2.xhtml"]
    opf = package(names, more=item, spine='<spine toc="toc">')
    assert titles(epub(dict.fromkeys(names, page(PROSE)), opf=opf, more={"OEBPS/toc.ncx": ncx})) == [
        "The Quay",
        "Fog",
    ]


def test_a_chapter_without_a_title_goes_on_with_the_one_before() -> None:
    pages = {"0.xhtml": page(PROSE), "1.xhtml": page(f"<h2>Fog</h2>{PROSE}"), "2.xhtml": page(PROSE)}
    assert titles(epub(pages)) == ["The Harbour", "Fog", "Fog (2)"]


def test_a_sidecar_knows_more_of_the_book() -> None:
    sidecar = {"title": "The Port", "author": "Else One", "url": "https://example.org/port"}
    (part,) = read(epub(CHAPTER), Origin("a.epub", sidecar=sidecar)).parts
    assert (part[0].source, part[0].author, part[0].url) == ("The Port", "Else One", None)


def test_a_book_that_says_nothing_of_itself_is_called_like_its_file() -> None:
    article, _ = only(epub(CHAPTER, opf=package(["1.xhtml"], metadata="")))
    assert (article.title, article.source, article.author) == ("harbour", "harbour", None)


def test_the_date_of_publication_is_taken_before_others() -> None:
    dates = (
        '<dc:date opf:event="creation">2001-01-01</dc:date><dc:date opf:event="publication">1998-02-03</dc:date>'
    )
    article, _ = only(epub(CHAPTER, opf=package(["1.xhtml"], metadata=dates)))
    assert article.published == "1998-02-03"


def test_pages_with_hardly_any_text_are_left_out_and_named() -> None:
    pages = {
        "cover.xhtml": page('<img src="c.jpg" alt="Cover"/>'),
        "title.xhtml": page("<h1>The Harbour</h1><p>Ann Nouncer</p>"),
        "1.xhtml": page(f"<h1>One</h1>{PROSE}"),
    }
    loaded = read(epub(pages))
    assert [article.title for article, _ in loaded.parts] == ["One"]
    assert loaded.notices == ("Pages with hardly any text were left out: cover.xhtml, title.xhtml.",)


def test_a_book_of_short_pages_alone_keeps_those_with_a_word() -> None:
    assert titles(epub({"0.xhtml": page(""), "1.xhtml": page("<h1>Haiku</h1><p>The old pond.</p>")})) == ["Haiku"]


def test_notes_and_what_pictures_show_can_be_read() -> None:
    body = (
        f'{PROSE}<p>So it said<a epub:type="noteref" href="#n1">1</a> then.<span epub:type="pagebreak">12</span></p>'
        '<img src="a.jpg" alt="A ferry in the fog"/>'
        '<aside epub:type="footnote" id="n1" hidden="hidden"><p>1. On its own page.</p></aside>'
    )
    _, document = only(epub({"1.xhtml": page(body)}))
    assert [block.text for block in document.blocks[2:]] == [
        "So it said[1] then.",
        "A ferry in the fog",
        "1. On its own page.",
    ]
    assert document.blocks[3].kind is BlockKind.IMAGE


def test_elements_closed_in_themselves_swallow_nothing() -> None:
    _, document = only(epub({"1.xhtml": page(f'<script src="x.js"/><a id="p1"/>{PROSE}', head="<title/>")}))
    assert "The harbour town" in document.text


def test_a_page_that_is_no_xml_is_read_as_browsers_read_it() -> None:
    _, document = only(
        epub({"1.xhtml": f"<!DOCTYPE html><body><h1>Fog&nbsp;bank</h1><p>One<br>two &mdash; {PROSE}"})
    )
    assert document.title == "Fog\xa0bank"
    assert document.blocks[1].text == "One\ntwo —"


def test_named_characters_of_an_older_books_document_type_are_read() -> None:
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    _, document = only(
        epub({"1.xhtml": doctype + page(f"<p>Fog&nbsp;&mdash; rain</p>{PROSE}").partition("?>")[2]})
    )
    assert "Fog\xa0— rain" in document.text


def test_a_chapter_that_is_missing_or_damaged_is_left_out_and_named() -> None:
    opf = package(["1.xhtml", "gone.xhtml", "bad.xhtml"])
    data = epub({"1.xhtml": page(PROSE), "bad.xhtml": page(PROSE + "<p>The end of the affair.</p>")}, opf=opf)
    info = zipfile.ZipFile(BytesIO(data)).getinfo("OEBPS/bad.xhtml")
    at = info.header_offset + 30 + len(info.filename)
    loaded = read(data[: at + 20] + bytes(40) + data[at + 60 :])
    assert len(loaded.parts) == 1
    assert loaded.notices == ("Missing or damaged chapters were left out: gone.xhtml, bad.xhtml.",)


def test_a_chapter_that_is_listed_twice_is_one_article() -> None:
    opf = package(["1.xhtml"]).replace('<itemref idref="i0"/>', '<itemref idref="i0"/>' * 5)
    assert len(read(epub(CHAPTER, opf=opf)).parts) == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(500), epub(CHAPTER)[:-30]])
def test_what_is_no_whole_archive_is_no_book(data: bytes) -> None:
    with pytest.raises(DamagedFileError, match=r"“/books/harbour\.epub” cannot be read as EPUB: it is no ZIP"):
        read(data)


@pytest.mark.parametrize(
    "files",
    [
        {"a.txt": "Not a book."},
        {"META-INF/container.xml": CONTAINER},
        {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": "<package/>"},
        {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": "not XML at all"},
        {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": ""},
    ],
)
def test_an_archive_that_lists_no_chapters_is_no_book(files: dict[str, str]) -> None:
    with pytest.raises(DamagedFileError, match="it does not say which of its files are chapters"):
        read(zipped(files))


def test_a_book_whose_container_is_missing_is_read_all_the_same() -> None:
    files = {"OEBPS/content.opf": package(["1.xhtml"]), "OEBPS/1.xhtml": page(PROSE)}
    assert titles(zipped(files)) == ["The Harbour"]


def test_a_book_of_pictures_has_no_text() -> None:
    with pytest.raises(NoTextError, match="its chapters are pictures, empty or damaged"):
        read(epub({"1.xhtml": page('<img src="1.jpg"/>')}))


def test_a_protected_book_is_refused_and_one_with_scrambled_fonts_is_not() -> None:
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{}"/></enc:EncryptedData></encryption>'
    )
    scrambled = encryption.format("http://www.idpf.org/2008/embedding")
    assert len(read(epub(CHAPTER, more={"META-INF/encryption.xml": scrambled})).parts) == 1
    protected = encryption.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(
        ProtectedFileError, match="is encrypted: only the program that it was sold for can open it"
    ):
        read(epub(CHAPTER, more={"META-INF/encryption.xml": protected}))


def test_an_archive_with_a_password_is_refused() -> None:
    with pytest.raises(ProtectedFileError):
        read(flagged(epub(CHAPTER), "OEBPS/content.opf", 0x1))


def test_a_chapter_packed_too_tightly_is_refused() -> None:
    bomb = page("<p>" + " " * (limits.RATIO_COUNTS_FROM + 1) + "</p>")
    with pytest.raises(ExcessiveFileError, match="unpacks to more than 100 times its size"):
        read(epub({"1.xhtml": bomb}))


def test_a_chapter_that_is_too_large_is_refused() -> None:
    with pytest.raises(ExcessiveFileError, match="a chapter of more than 5 MB"):
        read(epub({"1.xhtml": " " * (limits.MAX_CHAPTER + 1)}))


def test_a_book_with_too_much_in_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.epub.archive.MAX_BOOK", 2_000)
    with pytest.raises(ExcessiveFileError, match="MB of text in it; postil reads no more"):
        read(epub({"1.xhtml": page(PROSE * 10)}))


def test_a_file_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = epub({"1.xhtml": page(PROSE + "<p>x</p>" * 10_000)})
    info = zipfile.ZipFile(BytesIO(data)).getinfo("OEBPS/1.xhtml")
    lying = data.replace(info.file_size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(NoTextError):
        read(lying)


def test_too_many_files_are_refused_before_their_list_is_read() -> None:
    with pytest.raises(ExcessiveFileError, match="more than 10,000 files"):
        read(epub(CHAPTER) + b"PK\x01\x02" * (limits.MAX_BOOK_FILES + 1))


def test_too_many_chapters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.epub.package.MAX_CHAPTERS", 3)
    with pytest.raises(ExcessiveFileError, match="more than 3 chapters"):
        read(epub({f"{number}.xhtml": page(PROSE) for number in range(4)}))


@pytest.mark.parametrize(
    "name", ["../1.xhtml", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://[/x"]
)
def test_nothing_outside_the_book_is_read(name: str) -> None:
    opf = package([name, "1.xhtml"])
    files = {"1.xhtml": page(PROSE)}
    loaded = read(epub(files, opf=opf, more={"../1.xhtml": page(PROSE), "/etc/passwd": page(PROSE)}))
    assert [article.path for article, _ in loaded.parts] == ["/books/harbour.epub#OEBPS/1.xhtml"]


def test_a_link_in_the_archive_leads_nowhere() -> None:
    archive = BytesIO(epub({"1.xhtml": page(PROSE)}, opf=package(["1.xhtml", "link.xhtml"])))
    with zipfile.ZipFile(archive, "a") as book:
        link = zipfile.ZipInfo("OEBPS/link.xhtml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        book.writestr(link, "/etc/passwd")
    loaded = read(archive.getvalue())
    assert loaded.notices == ("Missing or damaged chapters were left out: link.xhtml.",)


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("where", ["&l9;", '<p title="&l9;">x</p>'])
def test_an_entity_bomb_does_not_go_off(where: str) -> None:
    bomb = f'<!DOCTYPE html [<!ENTITY l0 "lol">{BOMB}]><html><body>{where}{PROSE}</body></html>'
    _, document = only(epub({"1.xhtml": bomb}))
    assert len(document.text) < 10_000


def test_an_entity_brings_in_no_file() -> None:
    page_with = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p>' + PROSE
    _, document = only(epub({"1.xhtml": page_with + "</body></html>"}))
    assert "root:" not in document.text


def test_deep_nesting_is_read_as_plain_paragraphs() -> None:
    deep = page("<div>" * 10_000 + PROSE + "</div>" * 10_000)
    opf = package(["1.xhtml"], metadata=METADATA + "<x>" * 10_000 + "</x>" * 10_000)
    _, document = only(epub({"1.xhtml": deep}))
    assert "The harbour town" in document.text
    with pytest.raises(SourceError):
        read(epub({"1.xhtml": deep}, opf=opf))


def test_text_from_a_book_steers_no_terminal() -> None:
    metadata = "<dc:title>The &#x202e;Port</dc:title>"
    article, document = only(
        epub({"1.xhtml": page(f"<p>\u202efog</p>{PROSE}")}, opf=package(["1.xhtml"], metadata=metadata))
    )
    assert article.source == "The Port"
    assert "\u202e" not in document.text


def test_a_file_without_a_name_is_none_of_the_book() -> None:
    data = epub(CHAPTER, more={"x": ""})
    at = data.rindex(b"x")
    assert titles(data[:at] + b"\0" + data[at + 1 :]) == ["The Harbour"]


def test_the_name_of_a_damaged_file_steers_no_terminal() -> None:
    book = zipped({"OEBPS/content.opf": package(["1.xhtml"])})
    data = b"\x1b[31m/content.opf".join(book.rsplit(b"OEBPS/content.opf", 1))
    with pytest.raises(DamagedFileError, match=r"its file “\\x1b\[31m/content\.opf” is damaged"):
        read(data)
