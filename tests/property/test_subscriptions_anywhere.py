"""What holds of every list of feeds: it comes back as it went out, and no bytes bring the reading of one down."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reader.model.subscription import Subscription
from reader.sources.list_limits import MAX_FOLDERS
from reader.sources.newsboat import read_urls
from reader.sources.opml import read_opml, write_opml
from reader.sources.subscription_lists import SubscriptionListError, web_address
from reader.text.sanitize import clean

CHECKED = settings(deadline=None, max_examples=150)
MADE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PIECES = [
    "<opml>",
    "<body>",
    "<outline ",
    "/>",
    ">",
    "</outline>",
    'text="',
    'xmlUrl="http://a.example/',
    '"',
    "'",
    "&",
    "&#0;",
    "&#x1F600;",
    "&nbsp;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [",
    "\x00",
    "\ufffe",
    "é\u202e",
    "\n",
    "exec:ls ",
    "query:A:",
    '"~Title"',
    "!",
    "#",
    "\\",
]

names = st.text(max_size=30)
urls = st.from_regex(r"https?://[a-z]{1,8}\.example/[a-zA-Z0-9/?&=;%+~é-]{0,20}", fullmatch=True)
subscriptions = st.builds(
    Subscription,
    urls,
    names,
    st.none() | urls,
    st.lists(names, max_size=4).map(tuple),
    st.lists(names, max_size=4).map(tuple),
)
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)


@CHECKED
@given(st.lists(subscriptions, max_size=8, unique_by=lambda s: s.url), names)
def test_a_written_list_is_valid_and_comes_back_as_it_was(feeds: list[Subscription], title: str) -> None:
    # What was read once has the names that postil gives; anything may stand in what is written first.
    first = read_opml(write_opml(feeds, title=title, created=MADE))
    assert sorted(feed.url for feed in first.subscriptions) == sorted(feed.url for feed in feeds)
    written = write_opml(first.subscriptions, title=title, created=MADE)
    etree.fromstring(written)
    again = read_opml(written)
    assert not again.notices
    assert {feed.url: feed for feed in again.subscriptions} == {feed.url: feed for feed in first.subscriptions}


@CHECKED
@given(hostile, st.sampled_from(["utf-8", "utf-16", "latin-1"]))
def test_any_bytes_are_a_list_of_web_addresses_or_refused_with_a_sentence(text: str, encoding: str) -> None:
    try:
        found = read_opml(b"<opml>" + text.encode(encoding, errors="replace"))
    except SubscriptionListError:
        return
    check(found.subscriptions, found.notices)


@CHECKED
@given(hostile)
def test_any_text_is_a_newsboat_list_of_web_addresses(text: str) -> None:
    found = read_urls(text)
    check(found.subscriptions, found.notices)


def check(feeds: tuple[Subscription, ...], notices: tuple[str, ...]) -> None:
    assert all(web_address(feed.url) == feed.url for feed in feeds)
    assert all(len(feed.folder) <= MAX_FOLDERS for feed in feeds)
    for text in (*notices, *(feed.title for feed in feeds), *(tag for feed in feeds for tag in feed.tags)):
        assert clean(text, one_line=True) == text
    assert len({feed.url for feed in feeds}) == len(feeds)
