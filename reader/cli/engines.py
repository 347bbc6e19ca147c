"""`postil engines`: what finds names in which language."""

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, bold, dim, red
from reader.cli.session import opened_session
from reader.services.analysing.engine_states import EngineState, engine_states


def list_engines(*, as_json: bool) -> Exit:
    """Print which engine each language has, and whether it can be used."""
    printer = Printer()
    with opened_session() as session:
        states = engine_states(session)
    if as_json:
        printer.json([_shape(state) for state in states])
    else:
        for state in states:
            _print(printer, state)
    printer.flush()
    return Exit.DONE


def _print(printer: Printer, state: EngineState) -> None:
    ready = "not ready" if state.problem else "ready" if state.sha256 else ""
    facts = "  ".join(filter(None, [str(state.engine), ready, state.release]))
    printer.line(bold(f"{state.language:5}"), f"  {facts}")
    if state.problem:
        printer.line("       ", red(state.problem))
    if state.sha256 and (state.problem or not state.is_pinned):
        printer.line("       ", dim(f'{state.language} = "{state.engine} sha256:{state.sha256}"'))


def _shape(state: EngineState) -> Shape:
    return {
        "language": state.language,
        "engine": str(state.engine),
        "usable": state.problem is None,
        "problem": state.problem,
        "release": state.release or None,
        "sha256": state.sha256,
        "pinned": state.is_pinned,
    }
