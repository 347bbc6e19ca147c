"""Says whether the names model that lies in the project is the one that it says it is: `python -m training.check`."""

import hashlib
import sys

from reader.analysis.shipped_names import MODEL_FOLDER, SHA256


def main() -> int:
    """Prints a line a file; 1 if one is missing, is another, or has another hash in the model card."""
    card = (MODEL_FOLDER / "README.md").read_text(encoding="utf-8")
    wrong = 0
    for name, sha256 in SHA256.items():
        path = MODEL_FOLDER / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
        right = found == sha256 and sha256 in card
        wrong += not right
        print(f"{'ok   ' if right else 'WRONG'} {name} {found}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
