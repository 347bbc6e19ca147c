"""What can go wrong with the notes file, each said in sentences for the reader."""

from reader.model import PostilError


class NotesError(PostilError):
    """The notes file cannot be used as asked."""


class NotesDamaged(NotesError):  # noqa: N818  (the sentence reads "notes damaged")
    """The notes file is there but is not what postil or TinyDB wrote; it has been left as it is."""


class NotesReadOnly(NotesError):  # noqa: N818
    """The notes can be read but not changed: the place is read-only, or the file is of a newer format."""


class NotesNotSaved(NotesError):  # noqa: N818
    """A change did not reach the disk; neither the file nor what is in memory has it."""
