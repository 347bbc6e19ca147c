"""Which of several names that share text stays."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.names import Name
from reader.analysis.overlaps import apart, with_others
from reader.model import EntityType, Span

NAMES = st.lists(
    st.builds(
        lambda start, length, kind: Name(Span(start, start + length), kind, 0.8),
        st.integers(0, 60),
        st.integers(1, 9),
        st.sampled_from([EntityType.PERSON, EntityType.DATE]),
    )
)


def in_order_and_apart(names: list[Name]) -> bool:
    return all(one.span.end <= other.span.start for one, other in itertools.pairwise(names))


@given(NAMES)
def test_names_come_in_order_and_apart(names: list[Name]) -> None:
    kept = apart(names)
    assert in_order_and_apart(kept)
    assert all(any(name is one or name.span.overlaps(one.span) for one in kept) for name in names)


@given(NAMES, NAMES)
def test_others_come_among_the_names_where_all_give_way(names: list[Name], others: list[Name]) -> None:
    found = with_others(apart(names), apart(others), lambda name, other: name.type is other.type)
    assert in_order_and_apart(found)
    assert {name.span for name in found} <= {name.span for name in [*names, *others]}


def test_what_takes_over_is_as_sure_as_the_surest() -> None:
    parts = [Name(Span(0, 2), EntityType.DATE, 0.6), Name(Span(3, 5), EntityType.DATE, 0.7)]
    [whole] = with_others(parts, [Name(Span(0, 5), EntityType.DATE, 1.0)], lambda *_: True)
    assert whole.score == 0.7


def test_one_that_does_not_give_way_keeps_its_place() -> None:
    parts = [Name(Span(0, 2), EntityType.DATE, 0.6), Name(Span(3, 5), EntityType.PERSON, 0.7)]
    assert (
        with_others(parts, [Name(Span(0, 5), EntityType.DATE, 1.0)], lambda name, _: name.type is EntityType.DATE)
        == parts
    )
