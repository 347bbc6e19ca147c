"""newsboat's list of feeds, and its cache, which may be in use, damaged, old, or not newsboat's at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import newsboat_cache
from reader.library.newsboat_cache import NewsboatCache, NewsboatCacheError, NewsboatItem
from reader.model import Enclosure, Entry
from reader.model.subscription import Subscription
from reader.sources.newsboat import HIDDEN_TAG, find_places, read_urls
from reader.sources.subscription_lists import SubscriptionListError

# As newsboat 2.21 makes it.
SCHEMA = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
    title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0,
    etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
    feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
    unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
    enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
    base VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE metadata (db_schema_version_major INTEGER NOT NULL, db_schema_version_minor INTEGER NOT NULL);
INSERT INTO metadata VALUES (2, 11);
"""
LATER = 'ALTER TABLE rss_item ADD COLUMN content_mime_type VARCHAR(255) NOT NULL DEFAULT "";'
FIRST = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
    title VARCHAR(1024) NOT NULL);
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
    feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
    unread INTEGER(1) NOT NULL);
"""
FEED = "http://a.example/feed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.db"


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """newsboat, which has the cache open."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        yield connection


def add(writer: sqlite3.Connection, **values: object) -> None:
    row = {
        "guid": "g1",
        "title": "A title",
        "author": "Ann",
        "url": "http://a.example/1",
        "feedurl": FEED,
        "pubDate": 1704276000,
        "content": "<p>Text</p>",
        "unread": 1,
    } | values
    places = ", ".join("?" * len(row))
    writer.execute(f"INSERT INTO rss_item ({', '.join(row)}) VALUES ({places})", tuple(row.values()))


def items(path: Path) -> list[NewsboatItem]:
    with NewsboatCache(path) as cache:
        found = list(cache.items())
        assert cache.count() == len(found)
    return found


def test_a_line_has_an_address_and_tags() -> None:
    found = read_urls('http://a.example/f news "cool stuff" "~My name" # not this\n')
    assert found.subscriptions == (
        Subscription(FEED.removesuffix("eed"), "My name", tags=("news", "cool stuff")),
    )
    assert not found.notices


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("http://a.example/f", ()),
        ("  http://a.example/f\ta\v b  \r", ("a", "b")),
        ('"http://a.example/f" "a \\"b\\" \\\\ c"', ('a "b" \\ c',)),
        ('http://a.example/f "a\\nb"', ("a b",)),
        ('http://a.example/f "never closed', ("never closed",)),
        ('http://a.example/f "a"b', ("a", "b")),
        ('http://a.example/f say"hi"', ('say"hi"',)),
        ("http://a.example/f a a b", ("a", "b")),
        ('http://a.example/f "a, b"', ("a", "b")),
        ("http://a.example/f#part a#b", ("a#b",)),
        ('http://a.example/f "#a"', ("a",)),
        ("http://a.example/f a #b c", ("a",)),
        ("http://a.example/f !", (HIDDEN_TAG,)),
        ('http://a.example/f "!ORF News (hidden)" news', (HIDDEN_TAG, "news")),
        ('http://a.example/f "~One" "~Two"', ()),
    ],
)
def test_words_are_parted_as_newsboat_parts_them(line: str, tags: tuple[str, ...]) -> None:
    (subscription,) = read_urls(line).subscriptions
    assert subscription.tags == tags


def test_empty_lines_and_comments_are_passed_over() -> None:
    assert read_urls('\ufeff# all\n\n   \n  # of it\n"# and this"\n').notices == (
        "Line 5: “# and this” was left out: only http and https addresses are followed.",
    )


@pytest.mark.parametrize(
    "line",
    [
        "exec:~/bin/script tag",
        '"exec:~/bin/script a b"',
        "filter:~/bin/script:http://a.example/f",
        '"filter:~/bin/script a:http://a.example/f" tag',
    ],
)
def test_commands_are_never_run_and_always_named(line: str) -> None:
    found = read_urls(f"\n{line}")
    assert not found.subscriptions
    (notice,) = found.notices
    assert notice.startswith("Line 2: “")
    assert notice.endswith("runs a program, which postil never does for a list; it was left out.")


def test_searches_of_newsboat_are_named_with_what_they_look_for() -> None:
    found = read_urls('"query:Unread Articles:unread = \\"yes\\"" tag\nquery:odd')
    assert found.notices == (
        'Line 1: “Unread Articles” is a search of newsboat (unread = "yes"); save a search like it.',
        "Line 2: “odd” is a search of newsboat (); save a search like it.",
    )


def test_local_files_are_not_followed() -> None:
    assert read_urls("file:///home/ann/feed.xml").notices == (
        "Line 1: “file:///home/ann/feed.xml” was left out: only http and https addresses are followed.",
    )


def test_a_list_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.newsboat.MAX_LIST", 20)
    with pytest.raises(SubscriptionListError, match="million characters; postil reads"):
        read_urls("http://a.example/f #" + "x" * 20)


def test_newsboat_is_looked_for_in_its_own_folder(tmp_path: Path) -> None:
    places = find_places(
        tmp_path, {"XDG_CONFIG_HOME": str(tmp_path / "none"), "XDG_DATA_HOME": str(tmp_path / "d")}
    )
    assert (places.urls, places.cache) == (tmp_path / ".newsboat/urls", tmp_path / ".newsboat/cache.db")


def test_newsboat_is_looked_for_where_xdg_says_if_its_settings_are_there(tmp_path: Path) -> None:
    (tmp_path / ".config/newsboat").mkdir(parents=True)
    places = find_places(tmp_path, {"XDG_CONFIG_HOME": "relative/does/not/count"})
    assert places.urls == tmp_path / ".config/newsboat/urls"
    assert places.cache == tmp_path / ".local/share/newsboat/cache.db"
    (tmp_path / "c/newsboat").mkdir(parents=True)
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_DATA_HOME": str(tmp_path / "d")}
    assert find_places(tmp_path, environ).cache == tmp_path / "d/newsboat/cache.db"


def test_an_article_comes_with_all_that_newsboat_has_of_it(path: Path, writer: sqlite3.Connection) -> None:
    add(writer, flags="as", unread=0, enclosure_url="http://a.example/1.mp3", enclosure_type="audio/mpeg")
    assert items(path) == [
        NewsboatItem(
            FEED,
            Entry(
                key="g1",
                title="A title",
                url="http://a.example/1",
                author="Ann",
                published="2024-01-03T10:00:00+00:00",
                html="<p>Text</p>",
                enclosures=(Enclosure("http://a.example/1.mp3", "audio/mpeg"),),
            ),
            is_read=True,
            flags="as",
        )
    ]


def test_what_is_missing_is_nothing(path: Path, writer: sqlite3.Connection) -> None:
    add(writer, guid="", author="", url="", pubDate=0, content="")
    ((item),) = items(path)
    assert item == NewsboatItem(FEED, Entry(key=f"{FEED} A title", title="A title"), is_read=False)


def test_caches_of_the_first_and_of_later_versions_are_read(tmp_path: Path) -> None:
    for name, schema in (("first", FIRST), ("later", SCHEMA + LATER)):
        with closing(sqlite3.connect(tmp_path / name, isolation_level=None)) as connection:
            connection.executescript(schema)
            add(connection)
        assert [item.entry.key for item in items(tmp_path / name)] == ["g1"]


def test_plain_text_is_not_taken_for_html(path: Path, writer: sqlite3.Connection) -> None:
    writer.execute(LATER)
    add(writer, content="1 < 2 & so on\n\nThe <b>end</b>", content_mime_type="text/plain")
    assert items(path)[0].entry.html == "<p>1 &lt; 2 &amp; so on</p><p>The &lt;b&gt;end&lt;/b&gt;</p>"


def test_titles_lose_their_markup_and_what_could_steer_a_terminal(path: Path, writer: sqlite3.Connection) -> None:
    add(writer, title="<b>Bold</b> &amp; 1 < 2\x1b[31m\n", author="A&nbsp;\u202eB")
    entry = items(path)[0].entry
    assert (entry.title, entry.author) == ("Bold & 1 < 2", "A B")


def test_deleted_articles_stay_deleted(path: Path, writer: sqlite3.Connection) -> None:
    add(writer, guid="a", deleted=1)
    add(writer, guid="b")
    assert [item.entry.key for item in items(path)] == ["b"]


def test_only_addresses_of_the_web_are_kept(path: Path, writer: sqlite3.Connection) -> None:
    add(writer, url="javascript:alert(1)", feedurl="exec:~/bin/script", enclosure_url="file:///etc/passwd")
    writer.execute("INSERT INTO rss_feed (rssurl, url, title) VALUES ('exec:~/bin/script', '', 'Script')")
    item = items(path)[0]
    assert (item.feed_url, item.entry.url, item.entry.enclosures) == (None, None, ())
    with NewsboatCache(path) as cache:
        assert cache.feeds() == []


def test_feeds_come_with_their_titles_and_pages(path: Path, writer: sqlite3.Connection) -> None:
    writer.execute(
        f"INSERT INTO rss_feed (rssurl, url, title) VALUES ('{FEED}', 'http://a.example/', 'A &amp; B')"
    )
    writer.execute("INSERT INTO rss_feed (rssurl, url, title) VALUES ('https://b.example/f', '', '')")
    with NewsboatCache(path) as cache:
        assert cache.feeds() == [
            Subscription(FEED, "A & B", "http://a.example/"),
            Subscription("https://b.example/f"),
        ]


def test_only_so_many_feeds_are_given(
    path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsboat_cache, "MAX_FEEDS", 2)
    for number in range(4):
        writer.execute(f"INSERT INTO rss_feed (rssurl, url, title) VALUES ('http://a.example/{number}', '', '')")
    with NewsboatCache(path) as cache:
        assert [feed.url[-1] for feed in cache.feeds()] == ["0", "1"]


def test_a_database_is_told_from_a_list(path: Path, writer: sqlite3.Connection) -> None:
    assert newsboat_cache.is_database(path)
    (path.parent / "urls").write_text("http://a.example/f")
    assert not newsboat_cache.is_database(path.parent / "urls")
    with pytest.raises(NewsboatCacheError, match="There is no cache"):
        newsboat_cache.is_database(path.parent / "none")


@pytest.mark.parametrize("seconds", [-(2**62), 2**62, "soon", None, b"\xff"])
def test_moments_that_never_were_are_none(tmp_path: Path, seconds: object) -> None:
    with closing(sqlite3.connect(tmp_path / "c", isolation_level=None)) as connection:
        connection.executescript(FIRST.replace("pubDate INTEGER NOT NULL", "pubDate"))
        add(connection, pubDate=seconds)
    assert items(tmp_path / "c")[0].entry.published is None


def test_text_that_is_not_utf8_is_read_as_far_as_it_can_be(path: Path, writer: sqlite3.Connection) -> None:
    writer.execute(
        "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) "
        "VALUES ('g', CAST(x'41ff42' AS TEXT), x'ff', '', '', 0, '', 1)"
    )
    assert items(path)[0].entry.title == "A\ufffdB"


def test_long_texts_are_cut(path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsboat_cache, "MAX_CONTENT", 5)
    add(writer, title="x" * 3_000, content="12345678")
    entry = items(path)[0].entry
    assert (len(entry.title), entry.html) == (newsboat_cache.MAX_VALUE, "12345")


def test_many_articles_come_in_order_and_once(path: Path, writer: sqlite3.Connection) -> None:
    for number in range(130):
        add(writer, guid=f"g{number}")
    assert [item.entry.key for item in items(path)] == [f"g{number}" for number in range(130)]


def test_newsboat_can_write_while_its_articles_are_gone_through(path: Path, writer: sqlite3.Connection) -> None:
    for number in range(120):
        add(writer, guid=f"g{number}")
    writer.execute("PRAGMA busy_timeout = 0")
    with NewsboatCache(path) as cache:
        articles = cache.items()
        first = next(articles)
        add(writer, guid="new")
        writer.execute("UPDATE rss_item SET unread = 0")
        rest = list(articles)
    assert first.entry.key == "g0"
    assert rest[-1].entry.key == "new"
    assert rest[-1].is_read


def test_nothing_is_written(path: Path, writer: sqlite3.Connection) -> None:
    add(writer)
    before = path.read_bytes()
    path.chmod(0o400)
    with NewsboatCache(path) as cache:
        assert list(cache.items())
    assert path.read_bytes() == before
    assert [child.name for child in path.parent.iterdir()] == ["cache.db"]


def test_a_cache_that_is_being_written_says_so(
    path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsboat_cache, "_BUSY_TIMEOUT", 0)
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(NewsboatCacheError, match=r"^newsboat is writing to .*\. Try again in a moment\.$"):
        NewsboatCache(path)


def test_a_write_that_newsboat_never_finished_is_left_to_newsboat(path: Path, writer: sqlite3.Connection) -> None:
    add(writer)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN")
    for number in range(200):
        add(writer, guid=f"h{number}", content="x" * 2_000)
    killed = path.parent / "killed"
    killed.mkdir()
    for name in ("cache.db", "cache.db-journal"):
        (killed / name).write_bytes((path.parent / name).read_bytes())
    writer.execute("ROLLBACK")
    with pytest.raises(NewsboatCacheError, match="was stopped while it wrote"):
        NewsboatCache(killed / "cache.db")


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look like one" * 20, b"SQLite format 3\0"]
)
def test_what_is_no_database_is_called_that(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NewsboatCacheError, match=f"^{path} is no database, so no cache of newsboat's"):
        NewsboatCache(path)


@pytest.mark.parametrize(
    "schema",
    [
        "",
        "CREATE TABLE moz_places (id INTEGER PRIMARY KEY)",
        FIRST.replace("guid", "other"),
        "CREATE VIEW rss_feed AS SELECT 1 AS rssurl, 2 AS url, 3 AS title;"
        + FIRST[FIRST.index("CREATE TABLE rss_item") :],
    ],
)
def test_other_databases_are_none_of_newsboats(path: Path, schema: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema)
    with pytest.raises(NewsboatCacheError, match="is a database, but no cache of newsboat's"):
        NewsboatCache(path)


def test_a_damaged_cache_gives_what_stands_before_the_damage(path: Path, writer: sqlite3.Connection) -> None:
    for number in range(200):
        add(writer, guid=f"g{number}", content="x" * 3_000)
    writer.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle:] = b"\xaa" * (len(data) - middle)
    path.write_bytes(data)
    found = []
    with NewsboatCache(path) as cache, pytest.raises(NewsboatCacheError, match="is damaged"):
        found.extend(cache.items())
    with NewsboatCache(path) as cache:
        articles = cache.items()
        assert next(articles).entry.key == "g0"


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, said in (
        ("none", "There is no cache of newsboat's at "),
        ("pipe", "is no file"),
        (".", "is no file"),
    ):
        with pytest.raises(NewsboatCacheError, match=said):
            NewsboatCache(tmp_path / name)
