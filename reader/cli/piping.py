"""`postil pipe`: a passage, a note or an article given to any program."""

from collections.abc import Sequence

from reader.cli.exit_codes import Exit
from reader.cli.output import notice
from reader.cli.session import opened_session
from reader.services.piping.piping import as_note, find, note_of, text_of
from reader.services.piping.programs import run


def pipe(reference: str, command: Sequence[str], *, gives_note: bool, to_note: bool) -> Exit:
    """Run the command with the text of what is named; `Exit.NOT_FOUND` if there is no note to give.

    What it writes goes to standard output, or with `to_note` under the note that there is.
    """
    with opened_session() as session:
        piped = find(session, reference)
        text = note_of(session, piped) if gives_note else text_of(session, piped)
        if gives_note and not text:
            notice(f"There is no note on {reference}.")
            return Exit.NOT_FOUND
        written = run(command, text, capture=to_note)
        if to_note:
            as_note(session, piped, written).apply(session)
            notice(f"The note on {reference} is saved.")
    return Exit.DONE
