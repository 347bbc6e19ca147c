"""`postil tags rename` and the like: tags changed wherever they are used."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from reader.cli.annotating import colour_number
from reader.cli.exit_codes import Exit
from reader.cli.output import notice, shortened
from reader.cli.session import opened_session
from reader.services.notes.annotating import UnusableAnnotationError, clean_tag
from reader.services.saving.edits import NotesEdit
from reader.services.session import Session
from reader.services.tags import edits as tag_edits
from reader.services.tags.edits import Tagged, tagged
from reader.services.tags.tree import is_within

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_COLOUR = "none"


def rename_tag(tag: str, name: str) -> Exit:
    """Call a tag by another name; `Exit.NOT_FOUND` if there is none. Raises `click.UsageError` for a name in use."""
    return _change_branch(tag, lambda branch, in_use: tag_edits.rename(branch, _unused(name, branch, in_use)))


def merge_tag(tag: str, other: str) -> Exit:
    """Make a tag part of another; `Exit.NOT_FOUND` if there is none. Raises `click.UsageError` if there is no other."""
    return _change_branch(tag, lambda branch, in_use: tag_edits.rename(branch, _used(other, branch, in_use)))


def remove_tag(tag: str) -> Exit:
    """Take a tag off everything; `Exit.NOT_FOUND` if there is none."""
    return _change_branch(tag, lambda branch, _: tag_edits.remove(branch))


def describe_tag(tag: str, text: str) -> Exit:
    """Say what a tag is for. Raises `click.UsageError` for what cannot be kept."""
    with opened_session() as session, _misuse_told():
        kept = clean_tag(tag)
        tag_edits.describe(kept, session.notes.tag_mark(kept), text).apply(session)
    return Exit.DONE


def colour_tag(tag: str, colour: str) -> Exit:
    """Show a tag in a colour, by its number or name, or in none. Raises `click.UsageError` if there is no such."""
    with opened_session() as session, _misuse_told():
        kept = clean_tag(tag)
        number = None if colour == NO_COLOUR else colour_number(colour, session.settings)
        tag_edits.recolour(kept, session.notes.tag_mark(kept), number).apply(session)
    return Exit.DONE


def _change_branch(tag: str, edit: Callable[[Tagged, set[str]], NotesEdit]) -> Exit:
    with opened_session() as session, _misuse_told():
        branch = tagged(session.notes, tag)
        if not branch.annotations and not branch.marks and tag not in branch.said:
            notice(f"There is no tag “{shortened(tag)}”.")
            return Exit.NOT_FOUND
        change = edit(branch, _in_use(session))
        if not change.changes():
            notice(f"“{shortened(tag)}” is called that already: nothing changes.")
            return Exit.DONE
        change.apply(session)
        notice(f"{tag_edits.extent(change)} changed.")
    return Exit.DONE


def _in_use(session: Session) -> set[str]:
    return {*session.notes.tags(), *(tag for mark in session.notes.marks() for tag in mark.tags)}


def _unused(name: str, branch: Tagged, in_use: set[str]) -> str:
    kept = clean_tag(name)
    if any(is_within(tag, kept) and not is_within(tag, branch.tag) for tag in in_use):
        raise click.UsageError(f"“{kept}” is in use; `postil tags merge` makes one tag of two.")
    return kept


def _used(other: str, branch: Tagged, in_use: set[str]) -> str:
    kept = clean_tag(other)
    if kept == branch.tag or not any(is_within(tag, kept) for tag in in_use):
        raise click.UsageError(f"There is no other tag “{shortened(kept)}” to merge with.")
    return kept


@contextmanager
def _misuse_told() -> "Iterator[None]":
    try:
        yield
    except UnusableAnnotationError as error:
        raise click.UsageError(str(error)) from error
