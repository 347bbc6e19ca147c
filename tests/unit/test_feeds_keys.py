"""What tells the entries of a feed apart, and tells them again."""

from reader.sources.feeds import parse
from reader.sources.feeds.limits import MAX_KEY

URL = "https://site.example/feed.xml"


def keys(*items: str) -> list[str]:
    text = "".join(f"<item>{item}</item>" for item in items)
    feed = parse(f'<rss version="2.0"><channel><title>t</title>{text}</channel></rss>'.encode(), url=URL)
    return [entry.key for entry in feed.entries]


def item(identifier: str, link: str = "", title: str = "", date: str = "") -> str:
    guid = f"<guid>{identifier}</guid>" if identifier else ""
    url = f"<link>{link}</link>" if link else ""
    return f"{guid}{url}<title>{title}</title><pubDate>{date}</pubDate>"


def test_a_key_is_the_id_else_the_address_else_a_digest() -> None:
    first, second, third = keys(item(" 1 ", "/a", "A"), item("", "/b", "B"), item("", "", "C"))
    assert (first, second) == ("1", "https://site.example/b")
    assert len(third) == 64


def test_a_key_stays_when_the_feed_moves_and_when_the_text_changes() -> None:
    entry = '<rss version="2.0"><channel><item><guid>12345</guid><title>{}</title></item></channel></rss>'
    first = parse(entry.format("One").encode(), url=URL).entries[0]
    second = parse(entry.format("Two&nbsp;").encode(), url="https://moved.example/x/").entries[0]
    assert first.key == second.key == "12345"


def test_entries_with_the_same_id_are_told_apart_by_address_in_whatever_order_they_come() -> None:
    one, two, three = item("x", "/a", "A"), item("x", "/b", "B"), item("x", "/c", "C")
    both = keys(one, two)
    assert len(set(both)) == 2
    assert all(key.startswith("x#") for key in both)
    assert keys(two, one) == both[::-1]
    assert keys(three, one, two)[1:] == both


def test_entries_with_the_same_id_and_address_are_told_apart_by_title() -> None:
    one, two = keys(item("x", "/a", "A"), item("x", "/a", "B"))
    assert one != two
    assert keys(item("x", "", "A"), item("x", "", "B"))[0] != "x"


def test_entries_with_the_same_address_and_no_id_are_told_apart_by_title_and_date() -> None:
    first, second, third = keys(
        item("", "/a", "A", "2024-05-01"), item("", "/a", "A", "2024-05-02"), item("", "/a", "B")
    )
    assert len({first, second, third}) == 3


def test_an_entry_that_is_given_twice_is_one_with_its_own_key() -> None:
    assert keys(item("x", "/a", "A"), item("y", "/b", "B"), item("x", "/a", "A")) == ["x", "y"]


def test_of_an_entry_given_twice_the_later_change_is_taken() -> None:
    revision = "<id>x</id><title>A</title><updated>2024-05-0{}T00:00:00Z</updated><summary>{}</summary>"
    entries = "".join(
        f"<entry>{revision.format(day, text)}</entry>" for day, text in ((1, "old"), (2, "new"), (1, "o"))
    )
    feed = parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode(), url=URL)
    assert [entry.html for entry in feed.entries] == ["new"]


def test_an_id_that_is_too_long_becomes_a_digest() -> None:
    assert [len(key) for key in keys(item("a" * MAX_KEY), item("a" * (MAX_KEY + 1)))] == [MAX_KEY, 64]


def test_an_entry_that_says_nothing_is_left_out() -> None:
    assert keys("", "<title/>", "<description> </description>", item("1")) == ["1"]
