"""`postil feeds`: the feeds that are followed, and what the reader decides about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import click

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, Styled, bold, dim, notice, red
from reader.cli.session import opened_session
from reader.library import Tally
from reader.model import Feed, FeedState, FullText
from reader.services.dates import short_time
from reader.services.feeds import folders, subscriptions
from reader.services.feeds.bringing_along import as_subscription
from reader.services.feeds.settings import FeedSettings, settings_of
from reader.services.saving.edits import Edit
from reader.services.session import Session

_ID_WIDTH = 4
_COUNT_WIDTH = 5


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is to be decided about a feed; None leaves it as it is. An empty title or folder takes it away."""

    title: str | None = None
    folder: str | None = None
    tags: tuple[str, ...] | None = None
    paused: bool | None = None
    full_text: str | None = None
    keep_days: int | None = None
    keep_count: int | None = None
    user: str | None = None
    secret: str | None = None


def list_feeds(*, as_json: bool) -> Exit:
    """Print the feeds by folder, each with its id, how many unread articles it has, and what is wrong with it."""
    with opened_session() as session:
        feeds = session.library.feeds.all()
        states, tallies = session.library.feeds.states(), session.library.feeds.tallies()
        printer = Printer()
        if as_json:
            printer.json(
                [_shape(f, states.get(f.id, FeedState(f.id)), tallies.get(f.id, Tally())) for f in feeds]
            )
        else:
            _print(feeds, states, tallies, printer)
        printer.flush()
        if not feeds and not as_json:
            notice("You follow no feeds yet. `postil feeds add URL` follows one, `postil import FILE` many.")
        return Exit.DONE


def print_opml() -> Exit:
    """Print the feeds as OPML, which other programs read."""
    from reader.sources.opml import write_opml

    with opened_session() as session:
        feeds = map(as_subscription, session.library.feeds.all())
        data = write_opml(feeds, title="Feeds of postil", created=datetime.now(UTC))
    printer = Printer()
    for line in data.decode().splitlines():
        printer.line(line)
    printer.flush()
    return Exit.DONE


def set_feed(reference: str, decisions: Decisions) -> Exit:
    """Keep what was decided about a feed."""
    with opened_session() as session:
        feed = session.library.feeds.find(reference)
        for edit in _edits(session, feed, decisions):
            session.history.do(edit)
        if decisions.user is not None:
            _set_login(session, feed, decisions.user, decisions.secret)
        now = session.library.feeds.get(feed.id)
    printer = Printer()
    printer.line(bold(now.title), dim(f"  {_about(now)}"))
    printer.flush()
    return Exit.DONE


def unfollow(references: Sequence[str]) -> Exit:
    """Follow these feeds no longer; what the reader marked in them stays."""
    with opened_session() as session:
        feeds = [session.library.feeds.find(reference) for reference in references]
        session.history.do(subscriptions.unsubscribe(feeds))
    printer = Printer()
    for feed in feeds:
        printer.line(
            f"You no longer follow {feed.title}. ", dim(f"postil feeds add {feed.url} takes it up again.")
        )
    printer.flush()
    return Exit.DONE


def _edits(session: Session, feed: Feed, decisions: Decisions) -> list[Edit]:
    edits: list[Edit] = []
    if decisions.title is not None:
        edits.append(subscriptions.rename(feed, decisions.title))
    if decisions.folder is not None:
        known = folders.folders_of(session.library.feeds.all())
        edits.append(subscriptions.move([feed], folders.parse(decisions.folder, known)))
    if decisions.tags is not None:
        edits.append(subscriptions.retag([feed], decisions.tags))
    if decisions.paused is not None:
        edits.append(subscriptions.pause([feed], paused=decisions.paused))
    settings = _settings(feed, decisions)
    if settings != settings_of(feed):
        edits.append(subscriptions.set_settings([feed], settings))
    return edits


def _set_login(session: Session, feed: Feed, user: str, secret: str | None) -> None:
    """Keep who asks for the feed, and in the keyring the password that is asked for now if `secret` names none."""
    from reader.sources.http.secrets import keep_password

    if user and secret is None:
        keep_password(feed.url, click.prompt(f"Password of {user}", hide_input=True, err=True))
    present = session.library.feeds.get(feed.id)
    session.library.feeds.change([replace(present, user=user or None, secret=secret)])


def _settings(feed: Feed, decisions: Decisions) -> FeedSettings:
    before = settings_of(feed)
    return FeedSettings(
        FullText(decisions.full_text) if decisions.full_text else before.full_text,
        before.keep_days if decisions.keep_days is None else decisions.keep_days or None,
        before.keep_count if decisions.keep_count is None else decisions.keep_count or None,
    )


def _print(
    feeds: Sequence[Feed], states: Mapping[int, FeedState], tallies: Mapping[int, Tally], printer: Printer
) -> None:
    folder: folders.Folder = ()
    for feed in feeds:
        if feed.folder != folder:
            folder = feed.folder
            printer.line(bold(folders.label(folder)))
        unread = tallies.get(feed.id, Tally()).unread
        parts: list[str | Styled] = [
            dim(f"{feed.id:>{_ID_WIDTH}} "),
            f"{unread or '':>{_COUNT_WIDTH}}  ",
            bold(feed.title) if unread else feed.title,
        ]
        state = states.get(feed.id, FeedState(feed.id))
        if feed.paused:
            parts.append(dim("  paused"))
        if state.error:
            since = f" Last well: {short_time(state.succeeded)}." if state.succeeded else ""
            parts += [red("  error: "), f"{state.error}{since}"]
        printer.line(*parts)


def _about(feed: Feed) -> str:
    said = [feed.url]
    if feed.folder:
        said.append(f"in {folders.label(feed.folder)}")
    if feed.tags:
        said.append(", ".join(feed.tags))
    if feed.paused:
        said.append("paused")
    said.append(f"full text {feed.full_text}")
    said += [f"keep {feed.keep_days} days"] if feed.keep_days else []
    said += [f"keep {feed.keep_count} articles"] if feed.keep_count else []
    return " · ".join(said)


def _shape(feed: Feed, state: FeedState, tally: Tally) -> Shape:
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "folder": list(feed.folder),
        "tags": list(feed.tags),
        "site_url": feed.site_url,
        "paused": feed.paused,
        "full_text": feed.full_text.value,
        "keep_days": feed.keep_days,
        "keep_count": feed.keep_count,
        "articles": tally.articles,
        "unread": tally.unread,
        "fetched": state.fetched,
        "succeeded": state.succeeded,
        "due": state.due,
        "failures": state.failures,
        "error": state.error,
        "gone": state.gone,
    }
