"""The text that was found in a page, in the page's own elements.

What finds the text of a page gives it back with little of its structure; the page itself has all of it. So what was
found only decides which passages of the page stay.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from reader.document.html_tree import Element
from reader.sources.pages.passages import Passage, passages_of

_SHINGLE = 4  # words that stand together; what has fewer of them has to be found as a whole
_MIN_SHARE = 0.7  # of the shingles of a passage that was found
_MIN_COVERED = 0.9  # of the words found, for the page to stand in for them
_IN_REGION = 0.98  # of the words of long passages
_MAX_CAPTION = 60  # words left out around an image that stays: its caption and whose it is

# What says how its content is to be read; the region is what stands around it.
_STRUCTURES = frozenset(("blockquote", "ul", "ol", "dl", "li", "dd", "pre", "p", "figure"))

_Words = tuple[str, ...]


def keep_found(root: Element, found: Sequence[_Words]) -> Element | None:
    """The element of the page that holds what was found, given as the words of passages, and nothing else of it.

    None if the page's own passages do not have nearly all of that; then the page is as it was.
    """
    passages = passages_of(root)
    is_kept = _kept(passages, found)
    words_found = sum(map(len, found))
    words_kept = sum(len(p.words) for p, kept in zip(passages, is_kept, strict=True) if kept)
    if not words_kept or words_kept < _MIN_COVERED * words_found:
        return None
    region = _region(root, [p for p, kept in zip(passages, is_kept, strict=True) if kept])
    for passage in _left_out(passages, is_kept):
        passage.take_out()
    return region


def _kept(passages: Sequence[Passage], found: Sequence[_Words]) -> list[bool]:
    """Whether each passage was found: as it is, or, if it is longer, most of it; words count as often as found.

    Those that were found as they are come first, or else a teaser would be kept and not the paragraph it is from.
    """
    whole = Counter(found)
    shingles = Counter(_shingles([word for passage in found for word in passage]))
    kept = [False] * len(passages)
    for index, passage in enumerate(passages):
        if whole[passage.words] > 0:
            kept[index] = True
            whole.subtract([passage.words])
            shingles.subtract(_shingles(passage.words))
    for index, passage in enumerate(passages):
        if not kept[index] and _take_most(_shingles(passage.words), shingles):
            kept[index] = True
    return kept


def _take_most(wanted: Sequence[_Words], shingles: "Counter[_Words]") -> bool:
    there = sum(shingles[shingle] > 0 for shingle in wanted)
    if not there or there < _MIN_SHARE * len(wanted):
        return False
    shingles.subtract(wanted)
    return True


def _shingles(words: Sequence[str]) -> list[_Words]:
    return [tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)]


def _region(root: Element, passages: Sequence[Passage]) -> Element:
    """The innermost element that holds nearly all of the longer passages."""
    weights: Counter[int] = Counter()
    for passage in passages:
        if len(passage.words) >= _SHINGLE:
            weights[id(passage.container)] += len(passage.words)
    total = _weigh(root, weights)
    region = root
    while total:
        inner = next((child for child in region.elements() if weights[id(child)] >= _IN_REGION * total), None)
        if inner is None or inner.tag in _STRUCTURES:
            break
        region = inner
    return region


def _weigh(element: Element, weights: "Counter[int]") -> int:
    """Add to the weight of each element, which goes by its identity, that of the elements in it; give its own."""
    weights[id(element)] += sum(_weigh(child, weights) for child in element.elements())
    return weights[id(element)]


def _left_out(passages: Sequence[Passage], is_kept: Sequence[bool]) -> Iterator[Passage]:
    """The passages that were not found, but for images and rules that stand between those that were."""
    gap: list[Passage] = []
    is_between = False
    for passage, kept in zip(passages, is_kept, strict=True):
        if not kept:
            gap.append(passage)
            continue
        yield from _left_out_of_gap(gap, is_between=is_between)
        gap, is_between = [], True
    yield from _left_out_of_gap(gap, is_between=False)


def _left_out_of_gap(gap: Sequence[Passage], *, is_between: bool) -> Iterator[Passage]:
    words = sum(len(passage.words) for passage in gap)
    for passage in gap:
        has_rule = any(thing.tag == "hr" for thing in passage.things)
        stays = is_between and not passage.words and words <= (0 if has_rule else _MAX_CAPTION)
        if not stays:
            yield passage
