"""The background process: heavy work beside the screen, never in one of its threads.

`python -m reader.services.worker` reads a JSON object a line from standard input and answers with JSON lines:

    {"id": 1, "do": "import", "paths": ["…"]}     → {"id": 1, "progress": [3, 40]} … {"id": 1, "result": {…}}
    {"id": 2, "do": "analyse", "article": "…"}    → {"id": 2, "progress": [0, 2941]} … {"id": 2, "result": {…}}
    {"id": 9, "do": "begin_analysis"}             → {"id": 9, "result": {"names_missing": null}}
    {"id": 10, "do": "analyse_batch", "holder": "…", "limit": 20, "first": ["…"], "others": true}
                                                  → {"id": 10, "result": {…}}
    {"id": 3, "do": "quotations", "article": "…"} → {"id": 3, "result": {"analysis": "…"}}
    {"id": 4, "do": "fetch", "feeds": [1, 2], "force": true}
                                                  → {"id": 4, "progress": [1, 2]} … {"id": 4, "result": {…}}
    {"id": 5, "do": "settle"}                     → {"id": 5, "progress": [100, 2500]} … {"id": 5, "result": {…}}
    {"id": 7, "do": "full_text", "article": "…"}  → {"id": 7, "result": {…}}
    {"id": 6, "do": "add", "what": "https://…", "folder": []}
                                                  → {"id": 6, "result": {…}}
    {"id": 8, "do": "index", "anew": false}       → {"id": 8, "progress": [200, 100000]} … {"id": 8, "result": {…}}
    anything that goes wrong                      → {"id": 2, "error": "a sentence"}

It writes what it imports and analyses into the library; the screen reads it there. Quotations alone are not kept,
and come with the answer. A batch is given up as soon as something else is asked. It ends when its input does.
"""

import json
import logging
import os
import select
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from reader.model import PostilError
from reader.paths import find_places
from reader.services.logs import keep_log
from reader.services.session import Session

type_of_job = Callable[[Session, dict[str, Any], Callable[[int, int], None]], dict[str, Any]]

_NICENESS = 10
_NO_MEMORY = "There is not enough memory for this. Close other programs and try again; all else works."
_log = logging.getLogger(__name__)


def _import(session: Session, job: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.articles.opening import import_files

    return asdict(import_files(session, [Path(path) for path in job["paths"]], progress))


def _analyse(session: Session, job: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.analysing.one import keep, look_into

    found = look_into(session, session.library.get(job["article"]), progress)
    keep(session, found)
    return {"names_missing": found.analysis.names_missing}


def _begin_analysis(session: Session, _job: dict[str, Any], _: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.analysing.pending import begin

    return {"names_missing": begin(session)}


def _analyse_batch(
    is_asked: Callable[[], bool], session: Session, job: dict[str, Any], _: Callable[[int, int], None]
) -> dict[str, Any]:
    from reader.services.analysing.pending import analyse_batch

    batch = analyse_batch(
        session, job["holder"], job["limit"], job["first"], others=job["others"], is_asked=is_asked
    )
    return asdict(batch)


def _quotations(session: Session, job: dict[str, Any], _: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.analysis import codec
    from reader.services.articles.opening import open_article

    opened = open_article(session, session.library.get(job["article"]))
    return {"analysis": codec.encode(opened.analysis).decode()}


def _fetch(session: Session, job: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.fetching.jobs import fetch_job

    return fetch_job(session, job, progress)


def _settle(session: Session, job: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.fetching.jobs import settle_job

    return settle_job(session, job, progress)


def _full_text(session: Session, job: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.fetching.jobs import full_text_job

    return full_text_job(session, job, progress)


def _add(session: Session, job: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.fetching.jobs import add_job

    return add_job(session, job, progress)


def _index(session: Session, job: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    from reader.services.reindexing import index_anew, index_missing

    session.notes.refresh()
    return asdict((index_anew if job["anew"] else index_missing)(session, progress))


_JOBS: dict[str, type_of_job] = {
    "import": _import,
    "analyse": _analyse,
    "begin_analysis": _begin_analysis,
    "quotations": _quotations,
    "fetch": _fetch,
    "settle": _settle,
    "full_text": _full_text,
    "add": _add,
    "index": _index,
}


def serve(
    requests: TextIO, answers: TextIO, session: Session, is_asked: Callable[[], bool] = lambda: False
) -> None:
    """Answer each request in turn until there are no more; `is_asked` says whether one waits."""
    jobs: dict[str, type_of_job] = {**_JOBS, "analyse_batch": partial(_analyse_batch, is_asked)}

    def answer(**message: Any) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    for line in requests:
        job = json.loads(line)
        _serve_one(jobs, session, job, partial(answer, id=job["id"]))


def _serve_one(
    jobs: dict[str, type_of_job], session: Session, job: dict[str, Any], answer: Callable[..., None]
) -> None:
    try:
        result = jobs[job["do"]](session, job, lambda done, of: answer(progress=[done, of]))
        answer(result=result)
    except PostilError as error:
        answer(error=str(error))
    except MemoryError:
        answer(error=_NO_MEMORY)
    except Exception as error:  # noqa: BLE001 - a defect must not end the process with the jobs that wait behind it
        _log.exception("job %s failed", job["do"])
        answer(error=f"Something in postil is broken ({type(error).__name__}: {error}).")


def main() -> None:
    """Serve standard input and output, at a low priority."""
    os.nice(_NICENESS)
    os.umask(0o077)
    # The answers go to a private copy of standard output, so that a stray print cannot corrupt them.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    session = Session(find_places())
    keep_log(session.places.log)
    try:
        serve(sys.stdin, answers, session, lambda: bool(select.select([sys.stdin], [], [], 0)[0]))
    finally:
        session.close()


if __name__ == "__main__":
    main()
