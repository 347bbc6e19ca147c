"""`postil reindex`: the indexes of words made anew."""

from reader.cli.exit_codes import Exit
from reader.cli.output import notice
from reader.cli.progress import told_progress
from reader.cli.session import opened_session
from reader.services.reindexing import index_anew
from reader.text.counting import counted


def reindex() -> Exit:
    """Index all notes and articles anew; on a terminal it is told how far that is."""
    with opened_session() as session:
        with told_progress("indexing") as tell:
            done = index_anew(session, tell)
        notice(f"{counted(done.notes, 'annotation')} and {counted(done.articles, 'article')} are indexed anew.")
    return Exit.DONE
