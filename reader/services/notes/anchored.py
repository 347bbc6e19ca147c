"""Where annotations are in a text, and the texts that they were made on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Annotation, Article

if TYPE_CHECKING:
    from reader.annotations.anchoring import Anchor
    from reader.library import Library


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation and where its passage is in the article's present text (`anchor.span` None: an orphan)."""

    annotation: Annotation
    anchor: "Anchor"


def revision_text(library: "Library", article: Article, text_sha256: str) -> str | None:
    """The canonical text that the article had then; None if it is not known, or damaged."""
    from reader.document.errors import DamagedDocumentError

    try:
        document = library.revision(article.id, text_sha256)
    except DamagedDocumentError:  # passages are found without it, if not as surely
        return None
    return document.text if document else None
