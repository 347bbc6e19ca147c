"""Made-up articles of any length, the same for the same seed."""

import random

_WORDS = (
    "the council said that work on a new harbour wall would begin next spring after engineers from both towns met "
    "while residents warned that costs could rise sharply with any delay according to people close to the project "
    "who asked not to be named because they were not allowed to speak in public central office survey climate "
    "research satellite data hospital school court appeal verdict election turnout"
).split()
_PEOPLE = ("Ada Venn", "Tomas Brill", "Mayor Oletta Crane", "Ilse Maren", "Judge Pell Orwin")


def article(characters: int, seed: int = 7) -> str:
    """Markdown of about that many characters: headings, lists, quotations with speakers, a table, links."""
    r = random.Random(seed)

    def sentence() -> str:
        words = [r.choice(_WORDS) for _ in range(r.randint(8, 26))]
        if r.random() < 0.2:
            at = r.randrange(len(words))
            words[at] = f"**{words[at]}**"
        if r.random() < 0.12:
            at = r.randrange(len(words))
            words[at] = f"[{words[at]}](https://example.org/{r.randrange(9999)})"
        text = " ".join(words)
        if r.random() < 0.15:
            return f"“{text[0].upper()}{text[1:]},” said {r.choice(_PEOPLE)}."
        return f"{text[0].upper()}{text[1:]}."

    def block() -> str:
        kind = r.random()
        if kind < 0.06:
            return f"## {sentence()[:60]}"
        if kind < 0.12:
            return f"> {sentence()} {sentence()}"
        if kind < 0.18:
            return "\n".join(f"- {sentence()}" for _ in range(r.randint(3, 7)))
        if kind < 0.2:
            return "| town | wall |\n|---|---|\n" + "\n".join(
                f"| {r.choice(_WORDS)} | {r.choice(_WORDS)} |" for _ in range(4)
            )
        return " ".join(sentence() for _ in range(r.randint(2, 7)))

    blocks = [f"# Harbour wall, story {seed}"]
    size = 0
    while size < characters:
        blocks.append(block())
        size += len(blocks[-1]) + 2
    return "\n\n".join(blocks)
