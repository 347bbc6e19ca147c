"""Numbers of things in words."""


def counted(number: int, thing: str) -> str:
    """So many things: "1 annotation", "1,200 annotations", "2 searches"."""
    ending = "" if number == 1 else "es" if thing.endswith("ch") else "s"
    return f"{number:,} {thing}{ending}"


def are(number: int) -> str:
    """The verb for so many things."""
    return "is" if number == 1 else "are"
