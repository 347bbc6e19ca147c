"""What is sent to a server and what is changed here, so that both say the same of articles and of feeds."""

from collections.abc import Mapping

import pytest

from reader.model.subscription import Subscription
from reader.sources.google_reader import decide as decide_module
from reader.sources.google_reader.decide import Change, Decision, Edit, QueuedChange, decide
from reader.sources.google_reader.decide_feeds import (
    Aspect,
    FeedAction,
    FeedDecision,
    FeedEdit,
    QueuedFeedChange,
    decide_feeds,
)
from reader.sources.google_reader.identifiers import ItemId, item_id
from reader.sources.google_reader.values import Flag, ItemState, Listing, ServerFeed, ServerState

A, B, C = (item_id(text) for text in ("10", "11", "12"))
READ, STARRED = Flag.READ, Flag.STARRED


def server(
    articles: Mapping[ItemId, ItemState], *, is_whole: bool = True, unread_is_whole: bool = True
) -> ServerState:
    return ServerState(
        Listing(set(articles), is_whole),
        Listing({item for item, state in articles.items() if not state.read}, unread_is_whole),
        Listing({item for item, state in articles.items() if state.starred}),
    )


def queued(number: int, item: ItemId, flag: Flag, value: bool) -> QueuedChange:
    return QueuedChange(number, Change(item, flag, value))


def test_where_both_say_the_same_nothing_is_done() -> None:
    states = {A: ItemState(read=True), B: ItemState(starred=True)}
    assert decide(states, [], server(states)) == Decision()


def test_what_changed_on_the_server_alone_is_changed_here() -> None:
    there = {A: ItemState(read=True), B: ItemState()}
    assert decide({A: ItemState(), B: ItemState(starred=True)}, [], server(there)) == Decision(
        here=(Change(A, READ, True), Change(B, STARRED, False))
    )


def test_what_changed_here_alone_is_sent() -> None:
    decision = decide(
        {A: ItemState(read=True), B: ItemState(read=True), C: ItemState(starred=True)},
        [queued(1, A, READ, True), queued(2, C, STARRED, True), queued(3, B, READ, True)],
        server({A: ItemState(), B: ItemState(), C: ItemState()}),
    )
    assert decision == Decision(edits=(Edit(READ, True, (A, B), (1, 3)), Edit(STARRED, True, (C,), (2,))))


def test_what_both_changed_alike_is_settled() -> None:
    decision = decide({A: ItemState(read=True)}, [queued(1, A, READ, True)], server({A: ItemState(read=True)}))
    assert decision == Decision(settled=(1,))


def test_a_queued_change_is_written_over_what_the_server_has() -> None:
    # Read and unread again here, read there: the reader's last word is on its way.
    decision = decide(
        {A: ItemState()}, [queued(1, A, READ, True), queued(2, A, READ, False)], server({A: ItemState(read=True)})
    )
    assert decision == Decision(edits=(Edit(READ, False, (A,), (2,)),), settled=(1,))


def test_the_last_change_counts_in_whatever_order_they_are_given() -> None:
    queue = [queued(2, A, READ, False), queued(1, A, READ, True)]
    assert decide({A: ItemState()}, queue, server({A: ItemState()})) == Decision(settled=(1, 2))


def test_a_change_that_is_queued_is_made_here_too() -> None:
    decision = decide({A: ItemState()}, [queued(1, A, READ, True)], server({A: ItemState(read=True)}))
    assert decision == Decision(here=(Change(A, READ, True),), settled=(1,))


def test_articles_that_are_not_here_are_new_the_newest_first() -> None:
    assert decide({B: ItemState()}, [], server({A: ItemState(), B: ItemState(), C: ItemState()})).new == (C, A)


def test_articles_that_the_server_has_no_more_stay_as_they_are() -> None:
    decision = decide({A: ItemState(starred=True)}, [queued(1, A, READ, True)], server({}))
    assert decision == Decision(here=(Change(A, READ, True),), settled=(1,))


def test_what_a_list_that_is_not_whole_leaves_out_is_not_known() -> None:
    local = {A: ItemState(), B: ItemState()}
    cut = server({B: ItemState()}, is_whole=False)
    assert decide(local, [], cut) == Decision()
    assert decide(local, [queued(1, A, READ, True)], cut).edits == (Edit(READ, True, (A,), (1,)),)
    unread_cut = ServerState(Listing({A, B}), Listing({B}, is_whole=False), Listing(set()))
    assert decide(local, [], unread_cut) == Decision()


def test_an_article_that_came_in_between_the_lists_is_unread_and_new() -> None:
    late = ServerState(Listing({A}), Listing({A, B}), Listing(set()))
    assert decide({A: ItemState(), B: ItemState()}, [], late) == Decision()
    assert decide({}, [], late).new == (B, A)


def test_many_changes_are_sent_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide_module, "EDITS_AT_A_TIME", 2)
    items = [item_id(str(number)) for number in range(5)]
    queue = [queued(number, item, READ, True) for number, item in enumerate(items)]
    decision = decide(
        dict.fromkeys(items, ItemState(read=True)), queue, server(dict.fromkeys(items, ItemState()))
    )
    assert [edit.numbers for edit in decision.edits] == [(0, 1), (2, 3), (4,)]


URL = "http://a.example/feed"


def there(stream: str, *feed: object) -> ServerFeed:
    return ServerFeed(stream, Subscription(*feed))  # type: ignore[arg-type]


def test_feeds_that_are_the_same_on_both_sides_are_left_alone() -> None:
    ours = Subscription(URL, "A", folder=("News", "Europe"))
    assert decide_feeds([ours], [], [there("feed/1", URL, "A", None, ("News/Europe",))]) == FeedDecision()


def test_a_feed_is_the_same_under_the_address_that_the_server_was_led_to() -> None:
    theirs = there("feed/1", "https://a.example/feed/", "A", "http://a.example/", ("News",), ("tag",))
    assert decide_feeds([Subscription(URL, "A", folder=("News",))], [], [theirs]) == FeedDecision()


def test_feeds_come_and_go_as_they_do_on_the_server() -> None:
    ours, theirs = Subscription("http://b.example/feed"), there("feed/1", URL, "A", None, ("News",))
    assert decide_feeds([ours], [], [theirs]) == FeedDecision(follow=[theirs.subscription], unfollow=[ours])


def test_feeds_come_and_go_on_the_server_as_the_reader_wants() -> None:
    ours = Subscription("http://b.example/feed", "B", folder=("News", "Europe"))
    queue = [
        QueuedFeedChange(1, ours.url, Aspect.FOLLOWED),
        QueuedFeedChange(2, ours.url, Aspect.FOLDER),
        QueuedFeedChange(3, URL, Aspect.FOLLOWED),
    ]
    assert decide_feeds([ours], queue, [there("feed/1", URL, "A")]) == FeedDecision(
        edits=[
            FeedEdit(FeedAction.FOLLOW, "feed/http://b.example/feed", (1, 2), "B", "News/Europe"),
            FeedEdit(FeedAction.UNFOLLOW, "feed/1", (3,)),
        ]
    )


def test_a_feed_without_a_name_or_folder_is_followed_without() -> None:
    queue = [QueuedFeedChange(1, URL, Aspect.FOLLOWED)]
    assert decide_feeds([Subscription(URL)], queue, []).edits == [
        FeedEdit(FeedAction.FOLLOW, f"feed/{URL}", (1,), None, None)
    ]


def test_names_and_folders_of_the_server_are_taken_over() -> None:
    ours = Subscription(URL, "Old", "http://a.example/", ("Old",), ("tag",))
    assert decide_feeds([ours], [], [there("feed/1", URL, "New", None, ("New",))]).change == [
        Subscription(URL, "New", "http://a.example/", ("New",), ("tag",))
    ]


def test_names_and_folders_that_the_reader_changed_are_sent() -> None:
    ours = Subscription(URL, "Mine", folder=("Here",))
    theirs = there("feed/1", URL, "Theirs", None, ("There",))
    title, folder = QueuedFeedChange(1, URL, Aspect.TITLE), QueuedFeedChange(2, URL, Aspect.FOLDER)
    assert decide_feeds([ours], [title, folder], [theirs]) == FeedDecision(
        edits=[FeedEdit(FeedAction.CHANGE, "feed/1", (1, 2), "Mine", "Here")]
    )
    assert decide_feeds([ours], [title], [theirs]) == FeedDecision(
        edits=[FeedEdit(FeedAction.CHANGE, "feed/1", (1,), "Mine")],
        change=[Subscription(URL, "Mine", folder=("There",))],
    )
    assert decide_feeds([ours], [folder], [theirs]) == FeedDecision(
        edits=[FeedEdit(FeedAction.CHANGE, "feed/1", (2,), None, "Here")],
        change=[Subscription(URL, "Theirs", folder=("Here",))],
    )


def test_a_feed_is_taken_out_of_its_folder() -> None:
    queue = [QueuedFeedChange(1, URL, Aspect.FOLDER)]
    theirs = there("feed/1", URL, "A", None, ("There",))
    assert decide_feeds([Subscription(URL, "A")], queue, [theirs]).edits == [
        FeedEdit(FeedAction.CHANGE, "feed/1", (1,), None, None, "There")
    ]


def test_a_name_that_was_taken_away_is_again_the_servers() -> None:
    decision = decide_feeds(
        [Subscription(URL)], [QueuedFeedChange(1, URL, Aspect.TITLE)], [there("feed/1", URL, "A")]
    )
    assert decision == FeedDecision(change=[Subscription(URL, "A")], settled=[1])


def test_changes_of_what_is_nowhere_or_everywhere_are_settled() -> None:
    queue = [QueuedFeedChange(number, URL, aspect) for number, aspect in enumerate(Aspect)]
    assert decide_feeds([], queue, []) == FeedDecision(settled=[0, 1, 2])
    same = Subscription(URL, "A")
    assert sorted(decide_feeds([same], queue, [ServerFeed("feed/1", same)]).settled) == [0, 1, 2]
