"""A reader's corrections as gold: how many of them the machine gets right by itself by now.

    python -m benchmarks.corrections HOME [--file CORRECTIONS.json]

HOME is a home of postil's whose articles are analysed; a copy of its library is looked at. The corrections are those in
HOME's notes, or of a file that `postil entities corrections --json` printed.
"""

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import table
from reader.library import Library
from reader.library.entities import Entities
from reader.library.errors import EntityNotFoundError
from reader.model import CorrectionKind, EntityCorrection
from reader.paths import Places
from reader.services.findings.correction_files import read_corrections
from reader.services.session import Session
from reader.text.fold import fold


def is_right(entities: Entities, correction: EntityCorrection) -> bool:
    """Whether entities that nobody corrected are what the correction says."""
    try:
        known = entities.get(correction.entity)
    except EntityNotFoundError:
        return correction.kind is CorrectionKind.HIDE
    match correction.kind:
        case CorrectionKind.JOIN:
            return known.key == entities.get(correction.value).key
        case CorrectionKind.SPLIT:
            return fold(correction.value) not in map(fold, known.aliases)
        case CorrectionKind.RENAME:
            return known.name == correction.value
        case CorrectionKind.RETYPE:
            return known.type == correction.value
        case CorrectionKind.HIDE:
            return False


def judged(library: Library, corrections: Iterable[EntityCorrection]) -> list[tuple[str, int, int]]:
    """For each kind how many corrections there are, and how many are right without them."""
    library.entities.correct([], "")
    asked, right = Counter[str](), Counter[str]()
    for correction in corrections:
        asked[correction.kind] += 1
        try:
            right[correction.kind] += is_right(library.entities, correction)
        except EntityNotFoundError:
            continue
    return [(kind, asked[kind], right[kind]) for kind in asked]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    session = Session(Places(options.home, options.home, options.home))
    corrections = read_corrections(options.file) if options.file else session.corrections.all()
    session.close()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(options.home / "library.db", folder))
        with Library(copy) as library:
            print(table(("correction", "asked", "right by itself"), judged(library, corrections)))


if __name__ == "__main__":
    main()
