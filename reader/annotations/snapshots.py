"""What a state of all annotations is told by, so that something made of them knows later which have changed since."""

from collections.abc import Collection, Iterator
from zlib import crc32

from reader.annotations.documents import read_annotation
from reader.annotations.jsonbytes import loads
from reader.annotations.store import Seen
from reader.model import Annotation


def fingerprints(seen: Seen) -> dict[int, int]:
    """The CRC-32 of the document of each annotation that can be read, by the document's number; 50 ms for 100,000."""
    return {
        int(identifier): crc32(content)
        for identifier, content in seen.contents.items()
        if identifier not in seen.hidden
    }


def is_there(seen: Seen, number: int) -> bool:
    """Whether there is a document of that number that can be read."""
    identifier = str(number)
    return identifier in seen.contents and identifier not in seen.hidden


def differing(before: Seen, now: Seen) -> set[int]:
    """The numbers of the documents that have come, gone or changed between two states; 15 ms for 100,000."""
    old, new = before.contents, now.contents
    found = {identifier for identifier, content in new.items() if old.get(identifier) is not content}
    found |= old.keys() - new.keys()
    return set(map(int, found | (before.hidden ^ now.hidden)))


def saved_annotations(seen: Seen, numbers: Collection[int]) -> Iterator[tuple[int, int, Annotation]]:
    """The annotations in the documents with these numbers, each after its number and its fingerprint."""
    for number in numbers:
        content = seen.contents[str(number)]
        yield number, crc32(content), read_annotation(loads(content))
