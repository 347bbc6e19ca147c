"""Answering what was asked last, beside the screen."""

import asyncio
import gc
import threading
import warnings

from reader.model import PostilError
from reader.ui.running.beside import Beside
from reader.ui.running.latest import Latest


def answering() -> tuple[Latest[str], list[str], list["asyncio.Future[None]"]]:
    """What answers, what it has shown or complained of, and the work that it began."""
    told: list[str] = []
    begun: list[asyncio.Future[None]] = []
    latest = Latest[str](
        lambda work: begun.append(asyncio.ensure_future(work)), show=told.append, complain=told.append
    )
    return latest, told, begun


def never() -> str:
    raise AssertionError("nobody asks this any more")


async def test_what_was_asked_before_the_last_is_let_go_of() -> None:
    latest, told, begun = answering()
    may_answer = threading.Event()

    def first() -> str:
        may_answer.wait(10)
        return "first"

    latest.ask(first)
    await asyncio.sleep(0)
    latest.ask(never)
    latest.ask(lambda: "last")
    assert latest.is_busy
    may_answer.set()
    await asyncio.gather(*begun)
    assert told == ["last"]
    assert len(begun) == 1
    assert not latest.is_busy


async def test_what_cannot_be_answered_is_complained_of_and_the_next_question_answered() -> None:
    latest, told, begun = answering()

    def wrong() -> str:
        raise PostilError("The library is gone.")

    latest.ask(wrong)
    await asyncio.gather(*begun)
    latest.ask(lambda: "here")
    await asyncio.gather(*begun)
    assert told == ["The library is gone.", "here"]


def test_work_that_never_comes_to_begin_goes_without_a_word() -> None:
    async def work() -> None:
        raise AssertionError("it never begins")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        Beside(work)
        circle: list[object] = [Beside(work)]
        circle.append(circle)
        del circle
        gc.collect()
    assert not caught
