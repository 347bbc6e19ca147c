"""The colours: dark and light themes, also for 16 colours, and our own variables for every other theme.

Beside Textual's variables every theme has these:

- `$person` `$organisation` `$place` `$group`: text that names an entity;
- `$quotation`: text between quotation marks;
- `$annotation-1` … `$annotation-6`: backgrounds of the reader's highlights, `$annotation-text` the text on them;
- `$hit`, `$hit-text`: background and text of what was searched for; `$current-hit`, `$current-hit-text` of the
  match that the reader is at;
- `$selection`, `$selection-text`: background and text of a selection;
- `$cursor-line`: background of the sentence at the cursor;
- `$gutter`: marks beside the text; `$dim`: text that stands back.
"""

from textual.app import App
from textual.theme import Theme

DARK = "postil-dark"
LIGHT = "postil-light"
ANSI = "postil-ansi"
ANSI_LIGHT = "postil-ansi-light"

# Greys that 256-colour terminals map to greys, and tints that stay apart there.
_DARK_VARIABLES = {
    "person": "#e3b98c",
    "organisation": "#a9c4de",
    "place": "#abcf9e",
    "group": "#d3b3dc",
    "quotation": "#efe2bd",
    "annotation-1": "#554a14",
    "annotation-2": "#1f4d2b",
    "annotation-3": "#1c4763",
    "annotation-4": "#61292c",
    "annotation-5": "#4d2c5e",
    "annotation-6": "#743c0d",
    "annotation-text": "#f2efe9",
    "hit": "#e0b050",
    "hit-text": "#161616",
    "current-hit": "#f58a5c",
    "current-hit-text": "#161616",
    "selection": "#d6d2ca",
    "selection-text": "#161616",
    "cursor-line": "#242322",
    "gutter": "#d9a45b",
    "dim": "#8f8b84",
}
_LIGHT_VARIABLES = {
    "person": "#7d4a0c",
    "organisation": "#1d4f80",
    "place": "#2c5c22",
    "group": "#6d3a7c",
    "quotation": "#5c4306",
    "annotation-1": "#fbed97",
    "annotation-2": "#cbeec2",
    "annotation-3": "#bfdcf8",
    "annotation-4": "#f9d3cf",
    "annotation-5": "#e4d6f5",
    "annotation-6": "#fcd9b0",
    "annotation-text": "#1f1d1a",
    "hit": "#f0a92b",
    "hit-text": "#1f1d1a",
    "current-hit": "#a8390a",
    "current-hit-text": "#faf7f0",
    "selection": "#3a3732",
    "selection-text": "#faf7f0",
    "cursor-line": "#f0efeb",
    "gutter": "#8c4a08",
    "dim": "#68635a",
}
# Whether the terminal is dark or light is not known: colours that show on both, black text on strong backgrounds.
# Text has the terminal's own colour wherever it can.
_ANSI_VARIABLES = {
    "person": "ansi_yellow",
    "organisation": "ansi_cyan",
    "place": "ansi_green",
    "group": "ansi_magenta",
    "quotation": "ansi_default",
    "annotation-1": "ansi_yellow",
    "annotation-2": "ansi_green",
    "annotation-3": "ansi_cyan",
    "annotation-4": "ansi_bright_red",
    "annotation-5": "ansi_magenta",
    "annotation-6": "ansi_bright_blue",
    "annotation-text": "ansi_black",
    "hit": "ansi_bright_yellow",
    "hit-text": "ansi_black",
    "current-hit": "ansi_bright_white",
    "current-hit-text": "ansi_black",
    "selection": "ansi_white",
    "selection-text": "ansi_black",
    "cursor-line": "ansi_default",
    "gutter": "ansi_yellow",
    "dim": "ansi_bright_black",
}
_ANSI_LIGHT_VARIABLES = {
    **_ANSI_VARIABLES,
    "person": "ansi_red",
    "organisation": "ansi_blue",
    "quotation": "ansi_black",
    "current-hit": "ansi_black",
    "current-hit-text": "ansi_bright_white",
    "selection": "ansi_blue",
    "selection-text": "ansi_bright_white",
    "cursor-line": "ansi_bright_white",
    "gutter": "ansi_red",
}


def _ansi_theme(name: str, *, dark: bool, text: str, page: str, accent: str, ours: dict[str, str]) -> Theme:
    """A theme of nothing but the terminal's own sixteen colours."""
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=accent,
        secondary="ansi_cyan",
        accent=accent,
        warning=accent,
        error="ansi_red",
        success="ansi_green",
        foreground=text,
        background=page,
        surface=page,
        panel=page,
        boost=page,
        variables={
            **ours,
            "border": text,
            "border-blurred": "ansi_bright_black",
            "block-cursor-background": page,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "reverse",
            "block-cursor-blurred-background": page,
            "block-cursor-blurred-foreground": text,
            "block-cursor-blurred-text-style": "none",
            "ansi-background": page,
            "ansi-foreground": text,
            "footer-key-foreground": text,
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_bright_black",
            "scrollbar-active": text,
            "scrollbar-background": page,
            "scrollbar-background-hover": page,
            "scrollbar-background-active": page,
        },
    )


THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#d9a45b",
        secondary="#a39c90",
        accent="#d9a45b",
        warning="#d9a45b",
        error="#e88578",
        success="#97b583",
        foreground="#d6d2ca",
        background="#161616",
        surface="#1a1a1a",
        panel="#242322",
        variables={
            **_DARK_VARIABLES,
            "border": "#6e6a63",
            "border-blurred": "#383634",
            "block-cursor-background": "#34322f",
            "block-cursor-foreground": "#f2efe9",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#242322",
            "block-cursor-blurred-foreground": "#d6d2ca",
            "input-selection-background": "#554a14",
            "scrollbar": "#3f3d3a",
            "scrollbar-hover": "#55524d",
            "scrollbar-active": "#6e6a63",
            "scrollbar-background": "#161616",
            "scrollbar-background-hover": "#161616",
            "scrollbar-background-active": "#161616",
            "footer-key-foreground": "#d9a45b",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#8c4a08",
        secondary="#6b655b",
        accent="#8c4a08",
        warning="#8a5a00",
        error="#a82a20",
        success="#3d6b2c",
        foreground="#2b2823",
        background="#faf7f0",
        surface="#f6f2e9",
        panel="#eeeae0",
        variables={
            **_LIGHT_VARIABLES,
            "border": "#9b958a",
            "border-blurred": "#d9d4c8",
            "block-cursor-background": "#e6e0d2",
            "block-cursor-foreground": "#1f1d1a",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#f0ece2",
            "block-cursor-blurred-foreground": "#2b2823",
            "input-selection-background": "#fbed97",
            "scrollbar": "#cfc9bc",
            "scrollbar-hover": "#b5aea0",
            "scrollbar-active": "#9b958a",
            "scrollbar-background": "#faf7f0",
            "scrollbar-background-hover": "#faf7f0",
            "scrollbar-background-active": "#faf7f0",
            "footer-key-foreground": "#8c4a08",
        },
    ),
    _ansi_theme(
        ANSI,
        dark=True,
        text="ansi_default",
        page="ansi_default",
        accent="ansi_yellow",
        ours=_ANSI_VARIABLES,
    ),
    _ansi_theme(
        ANSI_LIGHT,
        dark=False,
        text="ansi_black",
        page="ansi_bright_white",
        accent="ansi_red",
        ours=_ANSI_LIGHT_VARIABLES,
    ),
)


def register_themes(app: App[None]) -> None:
    """Make our themes known to the app."""
    for theme in THEMES:
        app.register_theme(theme)


def variable_defaults(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that does not define them, for `App.get_theme_variable_defaults`."""
    if theme.ansi:
        return dict(_ANSI_VARIABLES if theme.dark else _ANSI_LIGHT_VARIABLES)
    return dict(_DARK_VARIABLES if theme.dark else _LIGHT_VARIABLES)


def best_theme(wanted: str, color_system: str | None) -> str:
    """The theme `wanted`, or its like in 16 colours where the terminal would not tell our tints from one another.

    `color_system` is that of the terminal as Rich finds it out: "truecolor", "256", "standard" or "windows".
    """
    few = {DARK: ANSI, LIGHT: ANSI_LIGHT} if color_system in {"standard", "windows"} else {}
    return few.get(wanted, wanted)
