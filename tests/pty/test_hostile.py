"""What a hostile article sends must not reach the terminal: its bytes are looked for in all that the program sent."""

import re
from pathlib import Path

import pytest

from tests.pty.conftest import Start

pytestmark = pytest.mark.pty

PAYLOADS = {
    "clipboard": "\x1b]52;c;aGFja2Vk\x07",
    "title": "\x1b]0;owned-title\x07",
    "link": "\x1b]8;;file:///etc/passwd\x1b\\",
    "colour": "\x1b[31;5;7mblink",
    "cursor": "\x1b[2J\x1b[1;1H",
    "c1": "\x9b31mred\x9d0;owned-c1\x9c",
    "device": "\x1bP+q544e\x1b\\",
    "bidi": "\u202egnp.exe",
    "bell": "\x07\x08\x08",
    "markup": "[/nope] [@click=app.bell]press[/] [bold red]loud[/]",
}
FORBIDDEN = [
    b"\x1b]52;c;aGFja2Vk",
    b"owned-title\x07",
    b"]0;owned",
    b"\x1b]8;;file",
    b"\x1b[31;5;7m",
    b"\x9b31m",
    b"\x1bP+q544e",
    "\u202e".encode(),
    "\x9b".encode(),
    "\x9d".encode(),
    b"\x08",
]


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "hostile [bold red] [nope"
    folder.mkdir()
    body = "\n\n".join(f"{name} before {payload} after." for name, payload in PAYLOADS.items())
    (folder / "plain.txt").write_text(f"Plain {''.join(PAYLOADS.values())} title\n\n{body}\n", encoding="utf-8")
    (folder / "marked.md").write_text(
        f"# Marked {''.join(PAYLOADS.values())} title\n\n{body}\n\n[link](javascript:alert(1)) <script>x</script>\n",
        encoding="utf-8",
    )
    (folder / "page.html").write_text(
        "<title>Page &#27;]0;owned-title&#7; &#x9b;31m title</title>"
        f"<article><h1>Page &#27;]52;c;aGFja2Vk&#7;</h1><p>{body}</p><p>&#x202e;reversed &#8;</p></article>",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_no_payload_of_an_article_reaches_the_terminal(
    start: Start, hostile_folder: Path, size: tuple[int, int]
) -> None:
    terminal = start(str(hostile_folder), size=size)
    terminal.wait_for("Plain")
    terminal.settle(0.5)
    for _ in range(3):
        terminal.send("enter")
        terminal.settle(0.6)
        for key in ("j", "m", "]", "q", "]", "e", "G", "m"):
            terminal.send(key)
            terminal.settle(0.1)
        terminal.send("t")
        terminal.settle(0.2)
        terminal.send("tag")
        terminal.settle(0.2)
        terminal.send("enter")
        terminal.settle(0.3)
        terminal.send("a")
        terminal.settle(0.3)
        terminal.send("ctrl+s")
        terminal.settle(0.3)
        terminal.send("h")
        terminal.settle(0.2)
        terminal.send("j")
        terminal.settle(0.1)
    for screen in (("g", "n"), ("g", "t"), ("?",)):
        terminal.send(*screen)
        terminal.settle(0.4)
        terminal.send("ctrl+g", "q") if screen == ("?",) else terminal.send("q")
        terminal.settle(0.3)
    terminal.send("Q")
    assert terminal.wait_exit() == 0
    sent = bytes(terminal.output)
    assert [payload for payload in FORBIDDEN if payload in sent] == []
    # Textual's own sequence for the mouse pointer ends with a BEL.
    assert b"\x07" not in re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", sent)
