import pytest

from reader.document.codec import decode, encode
from reader.document.errors import DamagedDocumentError
from reader.document.markdown import from_markdown


def test_a_document_is_the_same_after_it_was_stored() -> None:
    document = from_markdown("# T\n\n- **a** [b](https://c.d)\n\n|e|f|\n|-|-|\n\nRelated articles")
    assert decode(encode(document)) == document


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"{}",
        b"[]",
        b"[1,[]]",
        b"[2,[]]",
        b"[1,[[0,1]]]",
        b'[1,[[99,"a",[],0,0,"",false]]]',
        b'[1,[[0,5,[],0,0,"",false]]]',
    ],
)
def test_damaged_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(DamagedDocumentError, match="stored article"):
        decode(data)
