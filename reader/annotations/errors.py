"""What can go wrong with the notes file, each said in sentences for the reader."""

from reader.model import ChangedElsewhereError, PostilError


class NotesError(PostilError):
    """The notes file cannot be used as asked. `why` says that in a few words: "the disk is full"."""

    why = "the notes file cannot be used"

    def __init__(self, sentence: str, *, why: str = "") -> None:
        super().__init__(sentence)
        self.why = why or self.why


class NotesDamaged(NotesError):  # noqa: N818  (the sentence reads "notes damaged")
    """The notes file is there but is not what postil or TinyDB wrote; it has been left as it is."""

    why = "the notes file is damaged"


class NotesReadOnly(NotesError):  # noqa: N818
    """The notes can be read but not changed: the place is read-only, or the file is of a newer format."""

    why = "the place is read-only"


class NotesNotSaved(NotesError):  # noqa: N818
    """A change did not reach the disk; neither the file nor what is in memory has it."""

    why = "the disk failed"


class NotesGone(NotesError):  # noqa: N818
    """The notes file and all that belongs to it were there and are not any more; what is in memory stays."""

    why = "the notes file is gone"


class NotesChanged(NotesError, ChangedElsewhereError):  # noqa: N818
    """An annotation or a mark is no longer as a change expects it; nothing was done."""

    why = "another program changed the same"
