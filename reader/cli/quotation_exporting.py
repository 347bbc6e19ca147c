"""`postil quotes --format FORMAT`: quotations written for other programs."""

from pathlib import Path

from reader.cli.exit_codes import Exit
from reader.cli.exporting import STANDARD_OUTPUT, print_parts
from reader.cli.output import notice, shortened
from reader.cli.quoting import tell_unknown
from reader.cli.session import opened_session
from reader.services.asking import read_query
from reader.services.exchange.quotation_exports import MOST, QuotationExport
from reader.services.quotations.statements import find_quotations


def export_quotations(query: str, format_name: str, output: Path, limit: int | None) -> Exit:
    """Write what `query` finds to `output`; `Exit.NOT_FOUND` when it finds nothing: then nothing is written."""
    with opened_session() as session:
        wanted = read_query(session, query)
        export = QuotationExport(lambda most: find_quotations(session, wanted, limit=most), most=limit or MOST)
        unknown = session.library.findings.pending()
        if not export.found.statements:
            tell_unknown(unknown)
            notice(f"No quotation has “{shortened(query)}”." if query.strip() else "There are no quotations yet.")
            return Exit.NOT_FOUND
        if output == STANDARD_OUTPUT:
            print_parts(export.text(format_name))
        else:
            export.write(format_name, output)
            notice(export.told(output))
    tell_unknown(unknown)
    return Exit.DONE
