"""JSON Lines, the format that loses nothing of what the notes say: a document a line, as `notes.json` has them."""

from collections.abc import Iterable, Iterator

from reader.annotations.corrections import correction_document
from reader.annotations.documents import annotation_document, mark_document, tag_mark_document
from reader.annotations.saved_searches import search_document
from reader.exchange.exports.json_text import json_line
from reader.exchange.records import ArticleNotes
from reader.model import EntityCorrection, TagMark
from reader.model.saved_search import SavedSearch

FORMAT = 1
"""The number of the format, in the first line."""


def lines(
    notes: Iterable[ArticleNotes],
    said: Iterable[TagMark] = (),
    searches: Iterable[SavedSearch] = (),
    corrections: Iterable[EntityCorrection] = (),
) -> Iterator[str]:
    """The lines, with their ends: what the file is, then marks and annotations of an article after another.

    At the end comes what is `said` of the tags that these have, and of those that these are below, then searches that
    are kept, in their order, and corrections of entities.
    """
    yield json_line({"postil": "notes", "format": FORMAT}) + "\n"
    used: set[str] = set()
    for of_article in notes:
        used.update(of_article.tags)
        if of_article.mark is not None:
            yield json_line({"mark": mark_document(of_article.mark)}) + "\n"
        for annotation in of_article.annotations:
            yield json_line({"annotation": annotation_document(annotation)}) + "\n"
    for mark in said:
        if any(f"{tag}/".startswith(f"{mark.tag}/") for tag in used):
            yield json_line({"tag": tag_mark_document(mark)}) + "\n"
    for position, search in enumerate(searches):
        yield json_line({"search": search_document(search, position)}) + "\n"
    for correction in corrections:
        yield json_line({"correction": correction_document(correction)}) + "\n"
