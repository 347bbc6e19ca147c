"""What is in a message: the texts to be read, each in its best form, and what is attached."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.sources.limits import MAX_MAIL_DEPTH, MAX_MAIL_PARTS
from reader.sources.mail.message import Part, header, text_of

_FORWARDED = frozenset(("message/rfc822", "message/global"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the message."""

    text: str
    is_html: bool


@dataclass(slots=True)
class Gathered:
    """The texts of a message in their order, and the names of its attachments.

    `parts` counts the parts that were looked at; `is_cut` says that there are more.
    """

    texts: list[Text] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    parts: int = 0
    is_cut: bool = False

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return any(text.text.strip() for text in self.texts)


def gather(message: Part) -> Gathered:
    """What is in the message, with what is in those that it forwards."""
    gathered = Gathered()
    _gather(message, gathered)
    return gathered


def _gather(part: Part, gathered: Gathered) -> None:
    gathered.parts += 1
    if part.depth > MAX_MAIL_DEPTH or gathered.parts > MAX_MAIL_PARTS:
        gathered.is_cut = True
        return
    kind = part.get_content_type()
    inside = _inside(part)
    if kind in _FORWARDED and inside:
        gathered.texts.append(Text(_forwarding(inside[0]), is_html=False))
        _gather(inside[0], gathered)
    elif kind == "multipart/alternative":
        _gather_best(inside, gathered)
    elif kind.startswith("multipart/"):
        for each in inside:
            _gather(each, gathered)
    elif kind in {"text/plain", "text/html"} and not _is_attached(part):
        gathered.texts.append(Text(text_of(part), kind == "text/html"))
    elif part.get("content-id") is None:  # with an id it is shown within the text
        gathered.attachments.append(part.get_filename() or kind)


def _inside(part: Part) -> Sequence[Part]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Part)] if isinstance(payload, list) else ()


def _gather_best(forms: Sequence[Part], gathered: Gathered) -> None:
    """Take the last form of a text that has HTML, or else the last that has any text; the plainest comes first."""
    found = []
    for form in forms:
        each = Gathered(parts=gathered.parts)
        _gather(form, each)
        gathered.parts = each.parts
        gathered.is_cut |= each.is_cut
        found.append(each)
    with_text = [each for each in found if each.has_text]
    with_html = [each for each in with_text if any(text.is_html for text in each.texts)]
    for best in (with_html or with_text)[-1:]:
        gathered.texts += best.texts
        gathered.attachments += best.attachments


def _is_attached(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _forwarding(message: Part) -> str:
    """A line above a message that is forwarded."""
    said = (header(message, name) for name in ("from", "date", "subject"))
    return f"Forwarded message: {' · '.join(filter(None, said))}"
