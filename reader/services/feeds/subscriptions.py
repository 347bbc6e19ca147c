"""What a reader does to the feeds they follow, as edits that can be undone.

Every function is given feeds as they are and gives back the edit that changes them; `History.do` carries it out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from reader.model import Feed, PostilError
from reader.services.feeds import folders
from reader.services.feeds.edits import FeedsEdit, FollowEdit
from reader.services.feeds.folders import Folder, UnusableFolderError, is_within
from reader.services.feeds.settings import FeedSettings, describe
from reader.services.notes.annotating import clean_tags
from reader.sources.list_limits import MAX_FOLDERS
from reader.text.sanitize import clean
from reader.text.width import truncate

TITLE_LENGTH = 300
"""The most characters of a title that the reader gives a feed."""
_LABEL_CELLS = 40
"""The most cells of a feed's title in the name of an edit."""


class UnusableTitleError(PostilError):
    """A title that no feed can have; the text says why."""


def subscribed(feeds: Sequence[Feed]) -> FollowEdit:
    """Feeds that have just been followed, so that it can be taken back."""
    return FollowEdit(f"subscribe to {_named(feeds)}", _ids(feeds), follow=True)


def unsubscribe(feeds: Sequence[Feed]) -> FollowEdit:
    """These feeds followed no longer."""
    return FollowEdit(f"unsubscribe from {_named(feeds)}", _ids(feeds), follow=False)


def clean_title(text: str) -> str:
    """The title as it is kept: one line; empty for what the feed calls itself. Raises `UnusableTitleError`."""
    title = clean(text, one_line=True).strip()
    if len(title) > TITLE_LENGTH:
        raise UnusableTitleError(f"A title may have {TITLE_LENGTH} characters; this one has {len(title)}.")
    return title


def rename(feed: Feed, title: str) -> FeedsEdit:
    """The feed under a title of the reader's; without one, under its own again."""
    kept = clean_title(title)
    label = (
        f"rename {_named([feed])} to “{_short(kept)}”" if kept else f"{_named([feed])} has its own title again"
    )
    return _each(label, [feed], lambda each: replace(each, given_title=kept))


def move(feeds: Sequence[Feed], folder: Folder) -> FeedsEdit:
    """These feeds in that folder."""
    return _each(f"move {_named(feeds)} to {_place(folder)}", feeds, lambda each: replace(each, folder=folder))


def move_folder(feeds: Iterable[Feed], old: Folder, new: Folder) -> FeedsEdit:
    """All feeds in the folder `old`, and in those inside it, in the same way in `new`.

    Where `new` is there already the two become one. Raises `UnusableFolderError` when it lies in `old`, or what is
    in `old` would lie too deep.
    """
    if new != old and is_within(new, old):
        raise UnusableFolderError(f"{_place(old)} cannot be moved into itself.")
    inside = [feed for feed in feeds if is_within(feed.folder, old)]
    deepest = max((len(new) + len(feed.folder) - len(old) for feed in inside), default=0)
    if deepest > MAX_FOLDERS:
        raise UnusableFolderError(f"Folders go {MAX_FOLDERS} deep at most; there they would go {deepest} deep.")
    label = f"{_place(old)} is now {_place(new)}"
    return _each(label, inside, lambda each: replace(each, folder=(*new, *each.folder[len(old) :])))


def common_tags(feeds: Sequence[Feed]) -> tuple[str, ...]:
    """The tags that all of these feeds have."""
    return tuple(tag for tag in feeds[0].tags if all(tag in feed.tags for feed in feeds)) if feeds else ()


def retag(feeds: Sequence[Feed], tags: Iterable[str]) -> FeedsEdit:
    """These feeds with these tags instead of those that they all have; what only some of them have stays."""
    common, kept = common_tags(feeds), clean_tags(tags)

    def retagged(feed: Feed) -> Feed:
        own = (tag for tag in feed.tags if tag not in common)
        return replace(feed, tags=tuple(dict.fromkeys((*kept, *own))))

    named = f"tag {', '.join(kept)}" if kept else "no tags"
    return _each(f"{named} on {_named(feeds)}", feeds, retagged)


def tags_in_use(feeds: Iterable[Feed]) -> dict[str, int]:
    """How many feeds have each tag."""
    return dict(Counter(tag for feed in feeds for tag in feed.tags))


def pause(feeds: Sequence[Feed], *, paused: bool) -> FeedsEdit:
    """These feeds fetched no longer, or again."""
    verb = "pause" if paused else "resume"
    return _each(f"{verb} {_named(feeds)}", feeds, lambda each: replace(each, paused=paused))


def set_settings(feeds: Sequence[Feed], settings: FeedSettings) -> FeedsEdit:
    """These feeds with these settings."""
    return _each(
        f"{describe(settings)} for {_named(feeds)}",
        feeds,
        lambda each: replace(
            each,
            full_text=settings.full_text,
            keep_days=settings.keep_days,
            keep_count=settings.keep_count,
        ),
    )


def _each(label: str, feeds: Iterable[Feed], change: Callable[[Feed], Feed]) -> FeedsEdit:
    changes = ((feed, change(feed)) for feed in feeds)
    return FeedsEdit(label, tuple((before, after) for before, after in changes if after != before))


def _ids(feeds: Iterable[Feed]) -> tuple[int, ...]:
    return tuple(feed.id for feed in feeds)


def _named(feeds: Collection[Feed]) -> str:
    """The feed's title, or how many feeds there are."""
    titles = [feed.title for feed in feeds]
    return f"“{_short(titles[0])}”" if len(titles) == 1 else f"{len(titles):,} feeds"


def _place(folder: Folder) -> str:
    return f"the folder “{_short(folders.label(folder))}”" if folder else "the top"


def _short(text: str) -> str:
    return truncate(clean(text, one_line=True), _LABEL_CELLS)
