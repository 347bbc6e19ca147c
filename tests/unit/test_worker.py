"""The background process's side: a JSON line in, JSON lines out."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from reader.analysis import codec
from reader.model import PostilError
from reader.paths import Places
from reader.services import worker
from reader.services.analysing import one as analysing
from reader.services.articles.opening import kept_analysis
from reader.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    yield opened
    opened.close()


def answers(session: Session, *jobs: dict[str, Any]) -> list[dict[str, Any]]:
    out = StringIO()
    worker.serve(StringIO("".join(json.dumps(job) + "\n" for job in jobs)), out, session)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_files_come_in_with_progress(session: Session, tmp_path: Path) -> None:
    for name in ("a.md", "b.txt"):
        (tmp_path / name).write_text("# A title\n\nWords.\n", encoding="utf-8")
    told = answers(session, {"id": 1, "do": "import", "paths": [str(tmp_path / "a.md"), str(tmp_path / "b.txt")]})
    assert [answer["progress"] for answer in told if "progress" in answer] == [[0, 2], [1, 2]]
    assert told[-1]["id"] == 1
    assert len(told[-1]["result"]["article_ids"]) == 2
    assert session.library.count() == 2


def test_a_file_that_cannot_be_read_is_a_failure_among_the_others(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Words.", encoding="utf-8")
    job = {"id": 1, "do": "import", "paths": [str(tmp_path / "a.md"), str(tmp_path / "missing.md")]}
    result = answers(session, job)[-1]["result"]
    assert len(result["article_ids"]) == 1
    assert "missing.md" in result["failures"][0]


def test_an_analysis_is_kept_where_the_screen_finds_it(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.fakes.names import KnownNames

    monkeypatch.setattr(analysing, "_names", lambda *_: (KnownNames({}), None))
    (tmp_path / "a.md").write_text("# A title\n\n“Words,” he said.\n", encoding="utf-8")
    imported = answers(session, {"id": 1, "do": "import", "paths": [str(tmp_path / "a.md")]})[-1]["result"]
    (article_id,) = imported["article_ids"]
    told = answers(session, {"id": 2, "do": "analyse", "article": article_id})
    assert told[-1] == {"id": 2, "result": {"names_missing": None}}
    assert all("progress" in answer for answer in told[:-1])
    assert kept_analysis(session, session.library.get(article_id)) is not None


def test_what_goes_wrong_is_a_sentence_and_the_next_job_is_done(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Words.", encoding="utf-8")
    told = answers(
        session,
        {"id": 1, "do": "analyse", "article": "0" * 16},
        {"id": 2, "do": "dance"},
        {"id": 3, "do": "import", "paths": [str(tmp_path / "a.md")]},
    )
    assert "0" * 16 in told[0]["error"]
    assert "broken (KeyError" in told[1]["error"]
    assert told[-1]["id"] == 3
    assert "result" in told[-1]


def test_a_defect_is_logged(session: Session, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise ZeroDivisionError("by nought")

    monkeypatch.setitem(worker._JOBS, "import", broken)
    (told,) = answers(session, {"id": 1, "do": "import"})
    assert told["error"] == "Something in postil is broken (ZeroDivisionError: by nought)."
    assert "by nought" in caplog.text


def test_an_error_for_the_reader_is_passed_on_as_it_is(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> dict[str, Any]:
        raise PostilError("The disk is full.")

    monkeypatch.setitem(worker._JOBS, "import", refuses)
    assert answers(session, {"id": 1, "do": "import"}) == [{"id": 1, "error": "The disk is full."}]


def test_quotations_alone_come_with_the_answer_and_are_not_kept(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A title\n\n“Words are cheap,” he said.\n", encoding="utf-8")
    imported = answers(session, {"id": 1, "do": "import", "paths": [str(tmp_path / "a.md")]})[-1]["result"]
    (article_id,) = imported["article_ids"]
    (told,) = answers(session, {"id": 2, "do": "quotations", "article": article_id})
    (quotation,) = codec.decode(told["result"]["analysis"].encode()).quotations
    assert quotation.speaker == "he"
    assert kept_analysis(session, session.library.get(article_id)) is None


def test_articles_are_analysed_in_batches_that_give_way_to_other_jobs(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.fakes.names import KnownNames

    monkeypatch.setattr(analysing, "_names", lambda *_: (KnownNames({}), None))
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"# {name}\n\n“Words,” he said.\n", encoding="utf-8")
    answers(session, {"id": 1, "do": "import", "paths": [str(tmp_path)]})
    batch = {"do": "analyse_batch", "holder": "a", "limit": 1, "first": [], "others": True}
    begun, first = answers(session, {"id": 2, "do": "begin_analysis"}, {"id": 3, **batch})
    assert begun == {"id": 2, "result": {"names_missing": None}}
    assert first["result"] == {"done": 1, "left": 1, "names_missing": None, "given_up": False}
    out = StringIO()
    worker.serve(StringIO(json.dumps({"id": 4, **batch}) + "\n"), out, session, is_asked=lambda: True)
    assert "notes" not in session.__dict__, "of very many notes the process would grow"
    given_up = json.loads(out.getvalue())["result"]
    assert (given_up["done"], given_up["left"], given_up["given_up"]) == (0, 1, True)


def test_too_little_memory_is_a_sentence(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(session.library, "get", hungry)
    (told,) = answers(session, {"id": 1, "do": "analyse", "article": "a"})
    assert "not enough memory" in told["error"]
