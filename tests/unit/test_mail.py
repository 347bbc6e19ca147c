"""A message of e-mail as an article: its text, who it is from, and the sentence for one that cannot be read."""

import re
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from reader.document.blocks import BlockKind, Document
from reader.document.errors import SourceTooLongError
from reader.library import NewArticle, SourceFormat
from reader.sources import limits
from reader.sources.errors import (
    DamagedFileError,
    ExcessiveFileError,
    NoTextError,
    ProtectedFileError,
)
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.mail import read_mail

ORIGIN = Origin("a.eml", path="/mail/a.eml", title="a", source="mail")


def message(**headers: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    for name, value in {"from_": "The Lantern <news@lantern.example>", "subject": "Fog", **headers}.items():
        made[name.strip("_").replace("_", "-")] = value
    return made


def read(data: EmailMessage | bytes | str, origin: Origin = ORIGIN) -> LoadedFile:
    if isinstance(data, str):
        data = data.encode()
    return read_mail(data if isinstance(data, bytes) else data.as_bytes(), origin)


def only(data: EmailMessage | bytes | str) -> tuple[NewArticle, Document]:
    (part,) = read(data).parts
    return part


def texts(data: EmailMessage | bytes | str) -> list[str]:
    return [block.text for block in only(data)[1].blocks[1:]]


def test_a_newsletter_is_an_article_of_whom_it_is_from() -> None:
    letter = message(date="Fri, 31 May 2024 08:30:00 +0200")
    letter.set_content("Fog on the quay.\n\nThe ferry waits.")
    letter["Archived-At"] = "<https://lantern.example/fog>"
    letter["Content-Language"] = "en-GB, fr"
    article, document = only(letter)
    assert (article.title, article.author, article.source) == ("Fog", "The Lantern", "The Lantern")
    assert (article.published, article.language) == ("2024-05-31T08:30:00+02:00", "en-GB")
    assert (article.url, article.path) == ("https://lantern.example/fog", "/mail/a.eml")
    assert article.original.format is SourceFormat.PLAIN
    assert document.text == "Fog\n\nFog on the quay.\n\nThe ferry waits."
    assert article.words == 8


def test_a_list_is_the_source_of_what_comes_through_it() -> None:
    letter = message(list_id="Harbour talk <talk.harbour.example>", from_="ann@harbour.example")
    letter.set_content("Fog.")
    article, _ = only(letter)
    assert (article.author, article.source) == ("ann@harbour.example", "Harbour talk")


def test_a_sidecar_says_it_first_and_the_file_last() -> None:
    letter = message(from_="", subject="")
    letter.set_content("Fog on the quay.")
    ((article, _),) = read(letter, Origin("a.eml", title="a", source="mail", sidecar={"author": "Ann"})).parts
    assert (article.title, article.author, article.source) == ("Fog on the quay.", "Ann", "mail")


def test_html_is_taken_before_the_plain_form_of_a_text() -> None:
    letter = message()
    letter.set_content("Plain fog.")
    letter.add_alternative("<h2>Quay</h2><p>Fog in <b>HTML</b>.</p>", subtype="html")
    assert texts(letter) == ["Quay", "Fog in HTML."]


def test_a_form_without_a_text_is_not_taken() -> None:
    letter = message()
    letter.set_content("Plain fog.")
    letter.add_alternative("  ", subtype="html")
    assert texts(letter) == ["Plain fog."]


def test_what_counts_readers_is_left_out_and_what_pictures_show_is_not() -> None:
    letter = message()
    letter.set_content(
        '<p>Fog.</p><img src="https://t.example/a" width="1" height="1" alt="count">'
        '<img src="https://t.example/b" style="width:1px;height:1px" alt="count"><img src="https://t.example/c">'
        '<img src="https://t.example/d" style="display:none" alt="count">'
        '<img src="https://p.example/ferry.jpg" alt="The ferry" style="max-width: 100px">',
        subtype="html",
    )
    article, document = only(letter)
    assert [block.text for block in document.blocks[1:]] == ["Fog.", "The ferry"]
    assert document.blocks[2].kind is BlockKind.IMAGE
    assert "t.example" not in article.original.text


def test_a_layout_of_tables_is_read_as_text_and_what_is_hidden_is_not() -> None:
    letter = message()
    hidden = '<div style="display:none">Read this in your browser now</div>'
    letter.set_content(
        f"{hidden}<table><tr><td><table><tr><td><h1>Quay</h1><p>Fog.</p></td></tr></table></td></tr></table>",
        subtype="html",
    )
    assert texts(letter) == ["Quay", "Fog."]


def test_pictures_within_the_text_are_no_attachments_and_others_are_named() -> None:
    letter = message()
    letter.set_content('<p>Fog.</p><img src="cid:1" alt="A ferry">', subtype="html")
    letter.add_related(b"x", "image", "png", cid="<1>", filename="ferry.png")
    letter.add_attachment(b"x", "application", "pdf", filename="timetable.pdf")
    letter.add_attachment("a,b", filename="table.csv")
    loaded = read(letter)
    assert [block.text for block in loaded.parts[0][1].blocks[1:]] == ["Fog.", "A ferry"]
    assert loaded.notices == ("Attachments were left out: timetable.pdf, table.csv.",)


def test_a_message_that_is_forwarded_is_read_too() -> None:
    inner = message(from_="Ben <ben@quay.example>", subject="Rain")
    inner.set_content("Rain, Ben says.")
    letter = message()
    letter.set_content("See below.")
    letter.add_attachment(inner)
    assert texts(letter) == [
        "See below.",
        "Forwarded message: Ben <ben@quay.example> · Rain",
        "Rain, Ben says.",
    ]


def test_texts_one_after_the_other_are_all_read() -> None:
    letter = message()
    letter.set_content("<p>Fog.</p>", subtype="html")
    letter.make_mixed()
    footer = EmailMessage()
    footer.set_content("To leave the list < write\nto us.\n\nBye.")
    letter.attach(footer)
    assert texts(letter) == ["Fog.", "To leave the list < write to us.", "Bye."]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "koi8-r", "iso-2022-jp", "gb2312", "windows-1251"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_text_is_read_in_its_charset_however_it_was_sent(charset: str, encoding: str) -> None:
    words = {"iso-8859-1": "Łódź café"[5:], "utf-8": "Łódź", "iso-2022-jp": "港の灯台", "gb2312": "港口"}.get(
        charset, "Туман"
    )
    letter = message()
    letter.set_content(f"{words}\n", charset=charset, cte=encoding if charset != "iso-2022-jp" else "base64")
    assert texts(letter) == [words]


@pytest.mark.parametrize("charset", ["us-ascii", "no-such-charset", "utf-16", "rot13", "zlib", '"', "utf-8"])
def test_a_wrong_charset_does_no_harm(charset: str) -> None:
    head = f"From: a@b.example\nSubject: Fog\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert texts(head + "Łódź harbour".encode()) == ["Łódź harbour"]
    assert texts(head + b"Caf\xe9 noir") == ["Café noir"]


def test_headers_are_decoded_whatever_they_were_written_in() -> None:
    head = b"From: =?utf-8?b?xYHDs2TFug==?= <a@b.example>\nSubject: %s\n\nText."
    assert only(head % b"=?iso-8859-1?q?Caf=E9?= =?utf-8?q?_=E2=80=94_noir?=")[0].title == "Café — noir"
    article, _ = only(head % "Fog — café".encode())
    assert (article.title, article.author) == ("Fog — café", "Łódź")
    assert only(head % b"Caf\xe9 \x97 noir")[0].title == "Café — noir"
    assert only(head % b"=?utf-8?q?a=0Ab=1B[31mc_=E2=80=AE?=")[0].title == "a bc"


def test_a_date_that_is_none_is_left_out_with_a_notice() -> None:
    loaded = read("From: a@b.example\nDate: 31 Foo 99999999\n\nText.")
    assert loaded.parts[0][0].published is None
    assert "was left out" in loaded.notices[0]


def test_a_mailbox_with_one_message_and_a_mark_before_it_is_read() -> None:
    assert texts(b"\xef\xbb\xbf\r\nFrom ann Fri May 31 08:30:00 2024\r\nSubject: Fog\r\n\r\nText.") == ["Text."]


@pytest.mark.parametrize("data", [b"", b"Just some text.\n", b"Title: a\nKind: b\n\nText.", bytes(200)])
def test_what_has_no_headers_is_no_message(data: bytes) -> None:
    with pytest.raises(
        DamagedFileError, match=r"“/mail/a\.eml” cannot be read as e-mail: it does not begin with"
    ):
        read(data)


def test_a_message_of_attachments_alone_has_no_text() -> None:
    letter = message()
    letter.add_attachment(b"x", "application", "pdf", filename="a.pdf")
    with pytest.raises(NoTextError, match="only attachments"):
        read(letter)


@pytest.mark.parametrize("kind", ["multipart/encrypted; boundary=b", "application/pkcs7-mime"])
def test_an_encrypted_message_says_so(kind: str) -> None:
    with pytest.raises(ProtectedFileError, match="is encrypted: save what your mail program shows of it"):
        read(
            f"From: a@b.example\nContent-Type: {kind}\n\n--b\nContent-Type: application/x\n\nVersion: 1\n--b--\n"
        )


def nested(depth: int) -> str:
    begins = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@b.example\n{''.join(begins)}Content-Type: text/plain\n\nWithin.\n"


def test_a_text_within_many_parts_is_found() -> None:
    assert only(nested(limits.MAX_MAIL_DEPTH))[1].text == "Within."


@pytest.mark.parametrize("depth", [limits.MAX_MAIL_DEPTH + 1, 5_000])
def test_what_is_nested_too_deep_is_not_read(depth: int) -> None:
    with pytest.raises(NoTextError):
        read(nested(depth))


def test_messages_that_are_forwarded_again_and_again_end_somewhere() -> None:
    again = "Content-Type: message/rfc822\n\n" + "From: a@b.example\nContent-Type: message/rfc822\n\n" * 30
    loaded = read(f"From: a@b.example\n{again}Subject: x\n\nText.")
    assert loaded.notices == ("What is more than 20 parts deep, or behind 1,000 others, was left out.",)


def test_parts_behind_too_many_others_are_left_out() -> None:
    parts = "".join(f"--b\n\nPart {number}.\n\n" for number in range(limits.MAX_MAIL_PARTS + 50))
    loaded = read(f"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n{parts}")
    assert len(loaded.parts[0][1].blocks) == limits.MAX_MAIL_PARTS - 1  # the message itself is one
    assert "behind 1,000 others" in loaded.notices[0]


def test_a_delivery_status_is_one_text() -> None:
    loaded = read("From: a@b.example\nContent-Type: message/delivery-status\n\nA: b\n\nC: d\n\nE: f\n")
    assert loaded.parts[0][1].text == "A: b\n\nC: d\n\nE: f"


@pytest.mark.parametrize("line", ["\n", "\r", "\r\n"])
def test_a_message_of_endless_lines_is_refused_before_it_is_parsed(line: str) -> None:
    with pytest.raises(ExcessiveFileError, match="more than 1,000,000 lines"):
        read("From: a@b.example" + line * (limits.MAX_MAIL_LINES + 1))


def test_a_message_longer_than_a_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.mail.article.MAX_SOURCE", 20)
    with pytest.raises(SourceTooLongError):
        read("From: a@b.example\nContent-Type: text/html\n\n<p>Longer than twenty.</p>")


def test_a_message_of_endless_parts_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(ExcessiveFileError, match="lines that may begin a part"):
        read("From: a@b.example\n\n" + "\n--b" * (limits.MAX_BOUNDARIES + 1))


NAMES = ("From", "Subject", "Date", "List-Id", "Content-Language", "Archived-At")
HOSTILE = (
    "(", '"', "=?utf-8?q?a?= ", "=?utf-8?b?YQ?=", "a@b.example,", "<", "a=b;", "a*0=b;a*=c;", "\\", ":", "[", "\0",
    'charset="a\0";', "filename*=idna'a'b;", "charset*=a%00'b'%ff;", "boundary*=undefined'a'b;", " \t", "\n ",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("kind", ["text/plain", "multipart/mixed"])
def test_a_hostile_header_breaks_nothing_and_no_more_is_read_of_it_than_is_allowed(kind: str, unit: str) -> None:
    value = unit * 100_000
    head = "".join(f"{name}: x{value}\n" for name in NAMES)
    head += f"Content-Type: {kind}; {value}\nContent-Disposition: inline; {value}\n"
    head += f"Content-Transfer-Encoding: {value}\n"
    try:
        article, _ = only(f"{head}\nText.")
    except NoTextError:  # it says that the text is attached
        return
    assert len(article.title) <= limits.MAX_HEADER


def test_names_of_attachments_steer_no_terminal() -> None:
    letter = message()
    letter.set_content("Fog.")
    data = letter.as_bytes().replace(b"\r\n\r\n", b"\r\n\r\n", 1)
    multi = re.sub(rb"Content-Type: text/plain[^\r]*", b"Content-Type: multipart/mixed; boundary=b", data)
    part = b"--b\r\n\r\nFog.\r\n--b\r\nContent-Type: image/png; name*=utf-8''a%1B%5B31m%E2%80%AE.png\r\n\r\nx\r\n"
    (notice,) = read(multi + part).notices
    assert notice == "Attachments were left out: a.png."
