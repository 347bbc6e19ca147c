"""Lists of feeds as OPML: what is in them, what is wrong with them, and what is none."""

from datetime import UTC, datetime

import pytest

from reader.model.subscription import Subscription
from reader.sources import list_limits
from reader.sources.opml import read_opml, write_opml
from reader.sources.subscription_lists import SubscriptionListError

MADE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def opml(body: str) -> bytes:
    return f'<?xml version="1.0"?>\n<opml version="2.0"><head/><body>\n{body}\n</body></opml>'.encode()


def only(data: bytes) -> Subscription:
    (subscription,) = read_opml(data).subscriptions
    return subscription


def test_a_feed_has_its_name_page_and_folders() -> None:
    data = opml("""<outline text="News"><outline text="Europe">
        <outline type="rss" text="Le Monde" title="ignored" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"/>
        </outline></outline>""")
    assert only(data) == Subscription(
        "https://a.example/f", "Le Monde", "https://a.example/", folder=("News", "Europe")
    )
    assert not read_opml(data).notices


def test_feeds_come_in_the_order_of_the_file() -> None:
    data = opml("""<outline xmlUrl="http://a.example/1"/><outline text="F"><outline xmlUrl="http://a.example/2"/>
        </outline><outline xmlUrl="http://a.example/3"/>""")
    assert [s.url[-1] for s in read_opml(data).subscriptions] == ["1", "2", "3"]
    assert [s.folder for s in read_opml(data).subscriptions] == [(), ("F",), ()]


@pytest.mark.parametrize(
    ("attributes", "title"),
    [
        ('text="A"', "A"),
        ('title="B"', "B"),
        ('text=" " title="B"', "B"),
        ("", ""),
        ('text="http://a.example/f"', ""),
        ('text="two&#10;lines \u200b&#x202e;and a direction"', "two lines and a direction"),
    ],
)
def test_a_feed_is_called_by_its_text_or_its_title(attributes: str, title: str) -> None:
    assert only(opml(f'<outline {attributes} xmlUrl="http://a.example/f"/>')).title == title


@pytest.mark.parametrize("name", ["xmlUrl", "xmlurl", "XMLURL", "url"])
def test_programs_differ_in_how_they_write_the_address(name: str) -> None:
    assert only(opml(f'<outline text="A" {name}=" http://a.example/f "/>')).url == "http://a.example/f"


def test_categories_become_tags() -> None:
    data = opml('<outline xmlUrl="http://a.example/f" category="/Boston/Weather, tourism,,tourism,#x"/>')
    assert only(data).tags == ("Boston/Weather", "tourism", "x")


@pytest.mark.parametrize("address", ["feed://a.example/f", "feed:http://a.example/f", "FEED:http://a.example/f"])
def test_the_scheme_of_feeds_is_that_of_the_web(address: str) -> None:
    assert only(opml(f'<outline xmlUrl="{address}"/>')).url == "http://a.example/f"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://a.example/f",
        "feed:file:///etc/passwd",
        "//a.example/f",
        "a.example/f",
        "http:///f",
        "http://[::1/f",
        "http://a.example/a b",
        "http://a.example/&#x202e;x",
        "http://a.example/" + "a" * 2_000,
    ],
)
def test_what_is_no_address_of_the_web_is_left_out_and_named_with_its_line(address: str) -> None:
    found = read_opml(opml(f'<outline xmlUrl="{address}"/>\n<outline xmlUrl="http://a.example/f"/>'))
    assert [s.url for s in found.subscriptions] == ["http://a.example/f"]
    (notice,) = found.notices
    assert notice.startswith("Line 3: “")
    assert notice.endswith("was left out: only http and https addresses are followed.")
    assert notice.isprintable()


def test_a_page_that_is_no_address_of_the_web_is_not_kept() -> None:
    assert only(opml('<outline xmlUrl="http://a.example/f" htmlUrl="javascript:x"/>')).site_url is None


def test_a_feed_in_two_folders_stays_in_the_first_and_is_tagged_with_the_other() -> None:
    data = opml("""<outline text="A"><outline text="F" xmlUrl="http://a.example/f" category="x"/></outline>
        <outline text="B"><outline text="C"><outline text="F" xmlUrl="http://a.example/f"/></outline></outline>
        <outline xmlUrl="http://a.example/f"/>""")
    assert only(data) == Subscription("http://a.example/f", "F", folder=("A",), tags=("x", "B/C"))


def test_folders_without_a_name_and_feeds_around_feeds_count_for_nothing() -> None:
    data = opml("""<outline><outline text="A" xmlUrl="http://a.example/1">
        <outline text="B" xmlUrl="http://a.example/2"/></outline></outline>""")
    assert [s.folder for s in read_opml(data).subscriptions] == [(), ()]


def test_other_lists_and_pages_without_a_feed_have_a_notice() -> None:
    found = read_opml(
        opml("""<outline type="link" text="More" url="http://a.example/more.opml"/>
<outline text="A page" htmlUrl="http://a.example/"/>
<outline text="A remark"/>""")
    )
    assert not found.subscriptions
    assert found.notices == (
        "Line 3: “More” is a link to http://a.example/more.opml, not a feed; it was left out.",
        "Line 4: “A page” has no address of a feed; add its page http://a.example/.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><opml><body>'
    text += '<outline text="Été" xmlUrl="http://a.example/f"/></body></opml>'
    assert only(text.encode(encoding)).title == "Été"


def test_ampersands_that_were_never_escaped_are_read_as_they_were_meant() -> None:
    data = opml(
        '<outline text="R&B &amp; caf&eacute;&nbsp;&#233; &bogus;" xmlUrl="http://a.example/?a=1&b=2&copy=3"/>'
    )
    found = read_opml(data)
    assert found.subscriptions[0].url == "http://a.example/?a=1&b=2&copy=3"
    assert found.subscriptions[0].title == "R&B & café é &bogus;"
    assert not found.notices


@pytest.mark.parametrize(
    "broken",
    [
        '<outline text="F"><outline text="say "hi" to" xmlUrl="http://a.example/1"/></outline>',
        '<outline text="F"><outline text="1 < 2" xmlUrl="http://a.example/1"/></outline>',
        '<outline text="F"><outline text="A" text="B" xmlUrl="http://a.example/1"/></outline>',
        '<outline text="F"><outline text="A" xmlUrl="http://a.example/1"/></folder></outline>',
    ],
)
def test_broken_xml_costs_no_feed(broken: str) -> None:
    found = read_opml(opml(f'{broken}<outline text="Z" xmlUrl="http://a.example/2"/>'))
    assert [(s.url, s.folder) for s in found.subscriptions] == [
        ("http://a.example/1", ("F",)),
        ("http://a.example/2", ()),
    ]
    (notice,) = found.notices
    assert notice.startswith("The XML is broken in ")
    assert "first in line 3 (" in notice


def test_a_file_that_was_cut_off_gives_what_is_in_it() -> None:
    data = opml('<outline text="A" xmlUrl="http://a.example/1"/><outline te').removesuffix(b"\n</body></opml>")
    found = read_opml(data)
    assert [s.title for s in found.subscriptions] == ["A"]
    assert found.notices


def test_control_characters_do_no_harm() -> None:
    assert only(opml('<outline text="a\x1b[31m\x01b" xmlUrl="http://a.example/f"/>')).title == "a[31mb"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "That is a web page, not a list of feeds; "),
        (b"<!doctype html><p>Hello", "That is a web page, not a list of feeds; "),
        (b"<html><body>Hello</body></html>", "That is a web page, not a list of feeds; "),
        (b"<rss><channel/></rss>", "That is a feed, not a list of feeds; subscribe to its address instead."),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "That is a feed, not a list of feeds; "),
        (b'<rdf:RDF xmlns:rdf="x"/>', "That is a feed, not a list of feeds; "),
        (b"<svg/>", "That is XML of another kind (<svg>), not OPML; "),
        (b'{"feeds": []}', "That looks like JSON, not OPML; "),
        (b"https://a.example/f news", "That is plain text, not OPML; "),
        (b" \n", "That is empty, not OPML; "),
        (b"<", "That is plain text, not OPML; "),
        (b"PK\x03\x04\x00\x00", "That is not text; "),
    ],
)
def test_what_is_no_opml_is_called_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(SubscriptionListError) as raised:
        read_opml(data)
    assert str(raised.value).startswith(said)


def test_entities_are_refused_before_anything_is_parsed() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><opml><body/></opml>'
    with pytest.raises(SubscriptionListError, match="declares entities"):
        read_opml(bomb)


def test_a_doctype_alone_is_fine_and_nothing_is_loaded_for_it() -> None:
    data = (
        b'<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/opml.dtd"><opml><body><outline xmlUrl="http://a.example/f"/>'
    )
    assert only(data + b"</body></opml>").url == "http://a.example/f"


def test_a_list_has_a_size_that_is_read_and_one_that_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    data = opml('<outline xmlUrl="http://a.example/f"/>')
    monkeypatch.setattr("reader.sources.opml.MAX_LIST", len(data))
    assert only(data)
    with pytest.raises(SubscriptionListError, match="MB; postil reads lists of up to"):
        read_opml(data + b" ")


def test_only_so_many_outlines_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.opml.MAX_OUTLINES", 2)
    found = read_opml(opml("".join(f'<outline xmlUrl="http://a.example/{n}"/>' for n in range(5))))
    assert len(found.subscriptions) == 2
    assert found.notices == ("Only the first 2 outlines were read.",)


def test_only_so_many_feeds_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.subscription_lists.MAX_SUBSCRIPTIONS", 2)
    found = read_opml(opml("".join(f'<outline xmlUrl="http://a.example/{n}"/>' for n in range(5))))
    assert len(found.subscriptions) == 2
    assert found.notices == ("3 feeds beyond the first 2 were left out.",)


def test_only_so_many_sentences_are_said() -> None:
    found = read_opml(opml("\n".join('<outline xmlUrl="ftp://a.example/"/>' for _ in range(105))))
    assert len(found.notices) == list_limits.MAX_NOTICES + 1
    assert found.notices[-1] == "5 more lines were left out or mended."


def test_a_feed_in_too_many_folders_is_kept_in_the_last_allowed() -> None:
    depth = list_limits.MAX_FOLDERS + 3
    nest = "".join(f'<outline text="F{n}">' for n in range(depth))
    found = read_opml(opml(f'{nest}<outline text="A" xmlUrl="http://a.example/f"/>{"</outline>" * depth}'))
    assert found.subscriptions[0].folder == tuple(f"F{n}" for n in range(list_limits.MAX_FOLDERS))
    assert found.notices == ("Line 3: “A” lies in more than 16 folders; it is kept higher.",)


def test_only_so_many_tags_are_kept() -> None:
    tags = ",".join(f"t{n}" for n in range(list_limits.MAX_TAGS + 1))
    assert (
        len(only(opml(f'<outline xmlUrl="http://a.example/f" category="{tags}"/>')).tags) == list_limits.MAX_TAGS
    )


def test_nesting_without_an_end_is_cut_off_with_a_sentence() -> None:
    found = read_opml(b"<opml><body>" + b'<outline text="A">' * 100_000)
    assert not found.subscriptions
    assert "The XML is broken in " in found.notices[0]


def test_a_written_list_is_opml_2_with_what_other_readers_look_for() -> None:
    feeds = [
        Subscription("http://a.example/1", "One", "http://a.example/", ("News",), ("x", "y")),
        Subscription("http://a.example/2"),
    ]
    assert write_opml(feeds, title="My feeds", created=MADE).decode() == (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<opml version="2.0">\n'
        "  <head>\n"
        "    <title>My feeds</title>\n"
        "    <dateCreated>Mon, 23 Nov 2026 08:00:00 +0000</dateCreated>\n"
        "  </head>\n"
        "  <body>\n"
        '    <outline text="News" title="News">\n'
        '      <outline type="rss" text="One" title="One" xmlUrl="http://a.example/1" '
        'htmlUrl="http://a.example/" category="x,y"/>\n'
        "    </outline>\n"
        '    <outline type="rss" text="http://a.example/2" title="http://a.example/2" xmlUrl="http://a.example/2"/>\n'
        "  </body>\n"
        "</opml>\n"
    )


def test_an_empty_list_is_written_and_read() -> None:
    assert not read_opml(write_opml([], title="", created=MADE)).subscriptions
