"""A feed as feedparser may be given it: well-formed, and without what would take it minutes or gigabytes.

Nothing that a document declares is expanded, so a bomb of entities is text with ampersands in it. All of it takes
time in proportion to the feed's length.
"""

import re
from collections import Counter
from dataclasses import dataclass

from reader.sources.feeds.errors import FeedTooDeepError, FeedTooManyError
from reader.sources.feeds.limits import (
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_PERSON,
    MAX_TAG,
    MAX_UNUSUAL_TAGS,
    MAX_WORD,
)
from reader.sources.feeds.references import escaped, fit
from reader.sources.feeds.writing import NAME, Writer

_MARKUP = re.compile(rf"""<!--|<!\[CDATA\[|<!|<\?|<(/?)({NAME})(?=[\s/>])((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>""")
_SECTION_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<!": ">", "<?": "?>"}
_ENTRY_NAMES = frozenset(("item", "entry"))
_ENTRY = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "meta", "wbr"))
_ENDED_BY_THE_NEXT = frozenset(("p", "li"))
_LONG_WORD = re.compile(rf"([^\s&]{{{MAX_WORD}}})[^\s&]+")
# It takes the address out of it only where that ends in at most four letters.
_NAMED_ADDRESS = re.compile(r"[^\s<>()@&]{1,64}@[A-Za-z0-9.-]{1,253} \(([^()<>@&]{1,200})\)")
_CUT_REFERENCE = re.compile(r"&[^;]*$")
# feedparser compares each category with all others of its entry, and takes a podcast's owner for an author.
_DROPPED = frozenset(
    ("category", "keywords", "tags", "dc:subject", "itunes:category", "itunes:keywords", "itunes:owner",
     "media:category", "media:keywords")
)  # fmt: skip
# It looks for a mail address in them, in a time that grows with the square of how long their words are.
_PERSONS = frozenset(
    ("author", "contributor", "creator", "email", "managingeditor", "name", "publisher", "webmaster")
)
# It takes both for an article's text, and the first is about a picture.
_RENAMED = {"media:description": "media:caption", "itunes:summary": "itunes:about"}
CAPTION, ABOUT = "media_caption", "itunes_about"
"""What feedparser then calls the text about a picture, and the text about a podcast's episode."""
# It takes an id for a link, and makes it absolute, but where that is ruled out; the same feed may move.
_IDS = frozenset(("guid", "id"))
_NO_LINK = ' ispermalink="false"'


@dataclass(frozen=True, slots=True)
class Screened:
    """A well-formed feed in UTF-8. `was_mended` says that it was not well-formed before.

    `left_out` counts the entries that are behind the last in it.
    """

    data: bytes
    was_mended: bool
    left_out: int


def screen(text: str, start: int) -> Screened:
    """The feed whose outermost element begins at `start`.

    Raises `FeedTooDeepError` and `FeedTooManyError`, and `BrokenFeedError` if there is no element at all.
    """
    return _Screen(text).screened(start)


class _Screen:
    """Goes through a feed once and writes down what is kept of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._output = Writer()
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._endless: set[str] = set()
        self._tags = 0
        self._entries = 0
        self._left_out = 0
        self._dropped_at = 0
        self._persons = 0
        self._room = 0
        self._was_mended = False

    def screened(self, start: int) -> Screened:
        position = start
        while not self._left_out and (found := _MARKUP.search(self._text, position)):
            self._take_text(self._text[position : found.start()])
            position = self._take_tag(found) if found[2] else self._take_section(found)
            if not self._open:
                break
        else:
            self._take_text("" if self._left_out else self._text[position:])
            self._was_mended |= not self._left_out
        while self._open:
            self._pop()
        return Screened(self._output.finished(), self._was_mended, self._left_out)

    def _take_text(self, text: str) -> None:
        if self._dropped_at or not text:
            return
        self._was_mended |= "<" in text
        self._write(fit(text))

    def _take_section(self, found: re.Match[str]) -> int:
        """Take a comment, a declaration or text that is marked as such, and give where the feed goes on."""
        beginning = found[0]
        end = -1 if beginning in self._endless else self._text.find(_SECTION_ENDS[beginning], found.end())
        if end < 0:
            # It is looked for once only: looking takes as long as the feed is.
            self._endless.add(beginning)
            self._take_text(beginning)
            return found.end()
        if beginning == "<![CDATA[" and not self._dropped_at:
            self._write(escaped(self._text[found.end() : end]))
        return end + len(_SECTION_ENDS[beginning])

    def _write(self, text: str) -> None:
        if self._open:
            self._output.write(self._shortened(text) if self._persons else text)

    def _shortened(self, text: str) -> str:
        """What there is room for of a text that names an author."""
        text = _LONG_WORD.sub(r"\1", _NAMED_ADDRESS.sub(r"\1", text[: self._room]))
        self._room -= len(text)
        return _CUT_REFERENCE.sub("", text)

    def _take_tag(self, found: re.Match[str]) -> int:
        self._tags += 1
        if self._tags > MAX_UNUSUAL_TAGS:
            raise FeedTooManyError(MAX_UNUSUAL_TAGS)
        name = found[2].lower()
        if len(found[0]) > MAX_TAG:
            self._take_text(found[0])
        elif found[1]:
            self._end(name)
        elif name in _ENTRY_NAMES and self._entries >= MAX_ENTRIES:
            self._left_out = len(_ENTRY.findall(self._text, found.start()))
        else:
            self._start(name, found[3])
        return found.end()

    def _start(self, name: str, attributes: str) -> None:
        self._end_implied(name)
        if self._output.has_root and not self._open:
            return
        is_empty = attributes.endswith("/") or name in _VOID
        if not is_empty:
            self._push(name)
        if self._dropped_at or (is_empty and name in _DROPPED):
            return
        if name in _RENAMED:
            self._output.tag(_RENAMED[name], "", is_empty=is_empty)
        elif name in _IDS:
            self._output.tag(name, _NO_LINK, is_empty=is_empty)
        else:
            self._output.tag(name, attributes, is_empty=is_empty)

    def _end_implied(self, name: str) -> None:
        """End what cannot have an element of that name in it."""
        if name in _ENTRY_NAMES and self._counts[name]:
            self._was_mended = True
            self._end(name)
        elif name in _ENDED_BY_THE_NEXT and self._open and self._open[-1] == name:
            self._was_mended = True
            self._pop()

    def _push(self, name: str) -> None:
        self._open.append(name)
        self._counts[name] += 1
        if len(self._open) > MAX_DEPTH:
            raise FeedTooDeepError
        self._entries += name in _ENTRY_NAMES
        if name in _DROPPED and not self._dropped_at:
            self._dropped_at = len(self._open)
        if _local(name) in _PERSONS:
            self._room = self._room if self._persons else MAX_PERSON
            self._persons += 1

    def _end(self, name: str) -> None:
        """End the innermost element of that name and what is open in it; an end tag that ends nothing is left out."""
        if not self._counts[name]:
            self._was_mended |= name not in _VOID
            return
        while self._open[-1] != name:
            self._was_mended = True
            self._pop()
        self._pop()

    def _pop(self) -> None:
        name = self._open.pop()
        self._counts[name] -= 1
        self._persons -= _local(name) in _PERSONS
        if not self._dropped_at:
            self._output.end(_RENAMED.get(name, name))
        elif len(self._open) < self._dropped_at:
            self._dropped_at = 0


def _local(name: str) -> str:
    return name.rpartition(":")[2]
