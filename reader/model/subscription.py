"""A feed as lists of subscriptions carry it from one reader to another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list: its address (http or https), and how whoever made the list keeps it.

    `title` is empty where the list gives none. `folder` is where it is kept, from the outermost folder in; empty at
    the top.
    """

    url: str
    title: str = ""
    site_url: str | None = None
    folder: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubscriptionList:
    """What a list gives: each feed once, in its order, and a sentence for each thing that was left out or mended."""

    subscriptions: tuple[Subscription, ...]
    notices: tuple[str, ...] = ()
