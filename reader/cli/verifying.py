"""`postil verify`: the evidence of where an article's texts came from."""

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, Styled, bold, dim, green, notice, red
from reader.cli.session import opened_session
from reader.services.articles.opening import find_article
from reader.services.fetching.verifying import Evidence, verify


def verify_article(reference: str, *, as_json: bool) -> Exit:
    """Print the evidence of each text that the article had from the web.

    Returns `Exit.NOT_FOUND` when there is none, `Exit.TROUBLE` when some is not whole.
    """
    with opened_session() as session:
        article = find_article(session, reference)
        evidence = verify(session, article)
    printer = Printer()
    if as_json:
        printer.json([_shape(each) for each in evidence])
    else:
        for each in evidence:
            _print(each, printer)
    printer.flush()
    if not evidence:
        notice(f"There is no evidence of where “{article.title}” came from: it was not taken from a web page.")
        return Exit.NOT_FOUND
    return Exit.DONE if all(each.holds for each in evidence) else Exit.TROUBLE


def _print(evidence: Evidence, printer: Printer) -> None:
    capture = evidence.capture
    printer.line(bold(capture.final_url))
    if capture.url != capture.final_url:
        printer.line(dim("  asked for      "), capture.url)
    about = ", ".join(filter(None, (str(capture.status), capture.media_type, capture.charset)))
    printer.line(dim("  answered       "), f"{capture.captured} ({about}), {len(capture.body):,} bytes")
    printer.line(dim("  its SHA-256    "), capture.body_sha256)
    printer.line(dim("  the answer     "), _verdict(evidence.answer_is_whole, "is as it came"))
    printer.line(dim("  text's SHA-256 "), capture.text_sha256)
    printer.line(dim("  the text       "), _verdict(evidence.text_is_whole, "is as it was kept"))
    printer.line(dim("  made again     "), _again(evidence.is_reproduced))


def _verdict(holds: bool, sentence: str) -> Styled:
    return green(sentence) if holds else red("is damaged")


def _again(is_reproduced: bool | None) -> str:
    match is_reproduced:
        case None:
            return "not possible: the answer is damaged"
        case True:
            return "the answer gives the same text today"
        case False:
            return "another version of postil made the text of the answer; this one makes another"


def _shape(evidence: Evidence) -> Shape:
    capture = evidence.capture
    return {
        "url": capture.url,
        "final_url": capture.final_url,
        "captured": capture.captured,
        "status": capture.status,
        "media_type": capture.media_type,
        "charset": capture.charset,
        "bytes": len(capture.body),
        "body_sha256": capture.body_sha256,
        "body_is_whole": evidence.answer_is_whole,
        "text_sha256": capture.text_sha256,
        "text_is_whole": evidence.text_is_whole,
        "reproduced": evidence.is_reproduced,
    }
