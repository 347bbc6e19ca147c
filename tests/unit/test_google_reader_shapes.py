"""What servers answer, in all the ways that they do, and what is none of it."""

import orjson
import pytest

from reader.model.subscription import Subscription
from reader.sources.google_reader import limits, shapes
from reader.sources.google_reader.identifiers import item_id, label, label_stream, long_form
from reader.sources.google_reader.shapes import ShapeError, parse_feeds, parse_ids, parse_items, parse_login
from reader.sources.google_reader.values import ItemState

LONG = "tag:google.com,2005:reader/item/"


def feeds(*given: object) -> list[Subscription]:
    return [feed.subscription for feed in parse_feeds(orjson.dumps({"subscriptions": given})).feeds]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("tag:google.com,2005:reader/item/00000000148b9369", "00000000148b9369"),
        ("tag:google.com,2005:reader/item/148B9369", "00000000148b9369"),
        ("344691561", "00000000148b9369"),
        ("148b9369", "00000000148b9369"),
        # The pair that the first description of the API has: such ids are signed.
        ("-355401917359550817", "fb115bd6d34a8e9f"),
        ("18091342156350000799", "fb115bd6d34a8e9f"),
        ("tag:google.com,2005:reader/item/fb115bd6d34a8e9f", "fb115bd6d34a8e9f"),
        ("1700000000123456", "00060a2418202240"),
        ("0", "0000000000000000"),
        # The Old Reader's are no numbers.
        ("5176fb2f0e8a5cf52200000a", "5176fb2f0e8a5cf52200000a"),
        ("517600000000000000000001", "517600000000000000000001"),
    ],
)
def test_an_id_is_one_in_every_form(text: str, identifier: str) -> None:
    assert item_id(text) == identifier
    assert item_id(long_form(item_id(text))) == identifier


@pytest.mark.parametrize(
    "text",
    ["", "-", "x", LONG, f"{LONG}x", "--1", "1 ", "٣", "99999999999999999999", "-9223372036854775809", "a" * 65],
)
def test_what_is_no_id_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is no id of an article"):
        item_id(text)


@pytest.mark.parametrize(
    ("stream", "name"),
    [
        ("user/-/label/News", "News"),
        ("user/1234/label/A/B", "A/B"),
        ("user/-/state/com.google/read", None),
        ("feed/http://a.example/label/x", None),
        ("user/-/state/label/x", None),
    ],
)
def test_labels_are_told_from_other_streams(stream: str, name: str | None) -> None:
    assert label(stream) == name
    if name:
        assert label(label_stream(name)) == name


def test_the_first_label_is_the_folder_and_the_others_are_tags() -> None:
    given = {
        "id": "feed/http://a.example/f",
        "title": "A",
        "categories": [{"id": "user/9/label/News"}, {"id": "odd", "label": "x"}, {"label": "y"}, {}, "z"],
    }
    assert feeds(given) == [Subscription("http://a.example/f", "A", folder=("News",), tags=("x", "y"))]


def test_feeds_without_an_address_of_the_web_are_named_and_left_out() -> None:
    answer = {
        "subscriptions": [
            {"id": "feed/1", "title": "One", "url": "file:///etc/passwd"},
            {"id": "feed/2"},
            {"id": "feed/3", "url": "http://a.example/f", "categories": None, "htmlUrl": "javascript:x"},
            {"url": "http://b.example/f"},
            "odd",
        ]
    }
    found = parse_feeds(orjson.dumps(answer))
    assert [feed.subscription for feed in found.feeds] == [Subscription("http://a.example/f")]
    assert found.notices == (
        "“One” was left out: its server gives no web address for it.",
        "“feed/2” was left out: its server gives no web address for it.",
        "“” was left out: its server gives no web address for it.",
    )


def test_only_so_many_feeds_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MAX_FEEDS", 2)
    given = [{"id": f"feed/{n}", "url": f"http://a.example/{n}"} for n in range(5)]
    found = parse_feeds(orjson.dumps({"subscriptions": given}))
    assert len(found.feeds) == 2
    assert found.notices == ("3 feeds beyond the first 2 were left out.",)


def test_ids_and_continuations_may_be_numbers() -> None:
    page = parse_ids(b'{"itemRefs": [{"id": 5}, {"id": "x"}, {}, {"id": true}, {"id": "6"}], "continuation": 6}')
    assert page == shapes.IdsPage((item_id("5"), item_id("6")), "6")
    assert parse_ids(b"{}") == shapes.IdsPage((), None)
    assert parse_ids(b'{"continuation": "", "itemRefs": null}') == shapes.IdsPage((), None)


def test_an_article_needs_no_more_than_an_id() -> None:
    (item,) = parse_items(b'{"items": [{"id": "7"}, {"title": "none"}, 5, {"id": "not one"}]}')
    assert (item.id, item.entry.key, item.entry.title) == (item_id("7"), item_id("7"), "")
    assert (item.entry.url, item.entry.published, item.state) == (None, None, ItemState())


def test_states_are_found_whoever_is_named_in_them() -> None:
    categories = [
        "user/1234567890/state/com.google/read",
        "user/-/state/com.google/starred",
        "user/-/label/read",
        5,
    ]
    (item,) = parse_items(orjson.dumps({"items": [{"id": "7", "categories": categories}]}))
    assert item.state == ItemState(read=True, starred=True)


@pytest.mark.parametrize(
    "published", ["0", "null", '"soon"', "1" * 30, "-" + "1" * 30, "1.5", "true", "[]", "18446744073709551615"]
)
def test_moments_that_never_were_are_none(published: str) -> None:
    (item,) = parse_items(f'{{"items": [{{"id": "7", "published": {published}}}]}}'.encode())
    assert item.entry.published is None


def test_links_lead_to_the_web_alone() -> None:
    given = {
        "id": "7",
        "canonical": [{"href": "javascript:x"}, {}],
        "alternate": [{"href": "file:///x"}, {"href": "https://a.example/7"}],
        "enclosure": [{"href": "ftp://x/"}, {"url": "http://a.example/1.mp3", "length": "twelve"}],
    }
    (item,) = parse_items(orjson.dumps({"items": [given]}))
    assert item.entry.url == "https://a.example/7"
    assert [(file.url, file.size) for file in item.entry.enclosures] == [("http://a.example/1.mp3", None)]


def test_only_so_much_of_an_article_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MAX_CONTENT", 5)
    enclosures = [{"href": f"http://a.example/{n}"} for n in range(limits.MAX_ENCLOSURES + 1)]
    given = {"id": "7", "title": "t" * 9_999, "content": {"content": "x" * 9}, "enclosure": enclosures}
    (item,) = parse_items(orjson.dumps({"items": [given]}))
    assert (len(item.entry.title), len(item.entry.html)) == (500, 5)
    assert len(item.entry.enclosures) == limits.MAX_ENCLOSURES


def test_the_login_is_found_among_the_lines() -> None:
    assert parse_login(b"SID=a\r\nLSID=b\r\nAuth=ann/c0ffee==\r\n") == "ann/c0ffee=="
    with pytest.raises(ShapeError):
        parse_login(b"Auth=" + b"x" * 2_001)
