"""Numbers of things in words."""


def counted(number: int, thing: str) -> str:
    """So many things: "1 annotation", "1,200 annotations"."""
    return f"{number:,} {thing}{'s'[: number != 1]}"
