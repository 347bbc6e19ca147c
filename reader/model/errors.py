"""The one kind of error whose message is written for the reader."""


class PostilError(Exception):
    """Something went wrong that the user can act on.

    Its text is one or two plain sentences: what is wrong, where, and what to do. Every layer raises a
    subclass of it; the command line prints it and exits with 3, the screen puts it in the status line.
    """

    def caret(self, width: int = 80) -> str:  # noqa: ARG002
        """What was typed and below it a mark at the place that is meant, each a line of at most `width` cells.

        Empty where it is about no place in what was typed.
        """
        return ""


class ChangedElsewhereError(PostilError):
    """Something cannot be done, undone or redone because another program changed the same thing meanwhile."""


class NothingFoundError(PostilError):
    """What was named is not there."""
