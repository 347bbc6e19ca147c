"""Checking the evidence of where an article's texts came from."""

from dataclasses import dataclass

from reader.document.errors import DamagedDocumentError
from reader.library import Capture, is_whole
from reader.model import Article
from reader.services.fetching.answers import read_answer
from reader.services.session import Session


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one answer says of a text: whether it is kept as it came, and whether the text is.

    `is_reproduced` says whether postil makes the same text of the answer today; None where the answer is not whole. It
    may not where another version of postil read it, which takes nothing from the evidence.
    """

    capture: Capture
    answer_is_whole: bool
    text_is_whole: bool
    is_reproduced: bool | None

    @property
    def holds(self) -> bool:
        """Whether both are as they were kept."""
        return self.answer_is_whole and self.text_is_whole


def verify(session: Session, article: Article) -> tuple[Evidence, ...]:
    """The evidence of each text that the article had from the web, the earliest first; none for one from elsewhere."""
    return tuple(_checked(session, article, each) for each in session.library.captures.of_article(article.id))


def _checked(session: Session, article: Article, capture: Capture) -> Evidence:
    whole = is_whole(capture)
    return Evidence(
        capture, whole, _text_is_whole(session, article, capture), _is_reproduced(capture) if whole else None
    )


def _text_is_whole(session: Session, article: Article, capture: Capture) -> bool:
    try:
        document = session.library.revision(article.id, capture.text_sha256)
    except DamagedDocumentError:
        return False
    return document is not None and document.sha256 == capture.text_sha256


def _is_reproduced(capture: Capture) -> bool:
    read = read_answer(capture.body, capture.final_url, capture.media_type, capture.charset)
    if isinstance(read, str):
        return False
    return any(document.sha256 == capture.text_sha256 for _, document in read.parts)
