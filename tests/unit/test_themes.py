"""The colours can be read."""

import itertools

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Static

from reader.ui.styled_app import StyledApp
from reader.ui.themes import ANSI, ANSI_LIGHT, DARK, LIGHT, THEMES, best_theme, register_themes, variable_defaults
from tests.fakes.colours import contrast

ENTITIES = ("person", "organisation", "place", "group")
ANNOTATIONS = tuple(f"annotation-{n}" for n in range(1, 7))
PAGES = ("background", "cursor-line")
COLOURFUL = [theme for theme in THEMES if not theme.ansi]


def colours(theme: Theme) -> dict[str, str]:
    return {**variable_defaults(theme), **theme.to_color_system().generate()}


@pytest.mark.parametrize("theme", COLOURFUL, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", ["annotation-text", "foreground", "quotation", *ENTITIES])
def test_every_kind_of_text_can_be_read_on_every_highlight(theme, text):
    found = colours(theme)
    for background in ANNOTATIONS:
        assert contrast(found[text], found[background]) >= 4.5, background


@pytest.mark.parametrize("theme", COLOURFUL, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", ["foreground", "quotation", "dim", "gutter", "error", "accent", *ENTITIES])
def test_every_kind_of_text_can_be_read_on_the_page(theme, text):
    found = colours(theme)
    for background in PAGES:
        assert contrast(found[text], found[background]) >= 4.5, background


@pytest.mark.parametrize("theme", COLOURFUL, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("hit-text", "hit"),
        ("current-hit-text", "current-hit"),
        ("selection-text", "selection"),
        ("dim", "block-cursor-blurred-background"),
        ("accent", "block-cursor-background"),
    ],
)
def test_text_on_hits_selections_and_rows_can_be_read(theme, text, background):
    found = colours(theme)
    assert contrast(found[text], found[background]) >= 4.5


@pytest.mark.parametrize("theme", [*THEMES, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_every_theme_has_every_variable_and_readable_highlights(theme):
    found = colours(theme)
    assert set(variable_defaults(THEMES[0])) <= set(found)
    if not theme.ansi:
        for background in ANNOTATIONS:
            assert contrast(found["annotation-text"], found[background]) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_match_one_is_at_looks_like_no_other_background(theme):
    found = colours(theme)
    assert found["current-hit"] not in {found[name] for name in ("hit", "selection", *ANNOTATIONS)}


@pytest.mark.parametrize("theme", [t for t in THEMES if t.ansi], ids=lambda theme: theme.name)
def test_in_sixteen_colours_nothing_is_drawn_in_the_colour_of_the_page(theme):
    found = colours(theme)
    page = found["background"]
    for name in ("foreground", "dim", "gutter", "accent", "error", "quotation", *ENTITIES, *ANNOTATIONS):
        if found[name] == page:
            assert found[name] == "ansi_default"  # the terminal's own text on the terminal's own page
    for name in (*ANNOTATIONS, "hit", "current-hit", "selection"):
        assert found[name] not in {page, "ansi_default"}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_no_two_highlights_have_the_same_colour(theme):
    found = colours(theme)
    for one, other in itertools.combinations(ANNOTATIONS, 2):
        assert found[one] != found[other]


@pytest.mark.parametrize("theme", COLOURFUL, ids=lambda theme: theme.name)
def test_in_256_colours_the_highlights_stay_apart_and_the_page_stays_grey(theme):
    found = colours(theme)

    def shown(name: str) -> int:
        return Color.parse(found[name]).rich_color.downgrade(2).number

    assert len({shown(name) for name in ANNOTATIONS}) == len(ANNOTATIONS)
    greys = {*range(232, 256), 16, 59, 102, 145, 188, 231}
    assert {shown("background"), shown("foreground")} <= greys


async def test_every_registered_theme_can_be_put_on():
    class Themed(App):
        CSS = "Screen { color: $person; background: $annotation-6; border: solid $gutter; }"

        def get_theme_variable_defaults(self):
            return variable_defaults(self.current_theme)

        def on_mount(self):
            register_themes(self)

    async with Themed().run_test() as pilot:
        for name in (DARK, LIGHT, ANSI, ANSI_LIGHT, "nord", "ansi-light", "textual-light"):
            pilot.app.theme = name
            await pilot.pause()
            assert pilot.app.current_theme.name == name


@pytest.mark.parametrize(
    ("wanted", "system", "best"),
    [
        (DARK, "truecolor", DARK),
        (LIGHT, "256", LIGHT),
        (DARK, "standard", ANSI),
        (LIGHT, "windows", ANSI_LIGHT),
        ("nord", "standard", "nord"),
    ],
)
def test_a_terminal_of_sixteen_colours_gets_the_theme_made_for_it(wanted, system, best):
    assert best_theme(wanted, system) == best


async def test_sixteen_colours_are_the_terminals_own_also_after_dark_and_light_changed(monkeypatch):
    class Few(StyledApp):
        CSS = "Static { background: $annotation-1; color: $annotation-text; width: 3; }"

        def compose(self):
            yield Static("abc")

    def drawn(app):
        (segment,) = (s for line in app.screen._compositor.render_strips() for s in line if s.text == "abc")
        return segment.style.color.number, segment.style.bgcolor.number

    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "standard")
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with Few(DARK).run_test() as pilot:
        for name in (ANSI, ANSI_LIGHT, ANSI):
            await pilot.pause()
            assert pilot.app.theme == name
            assert drawn(pilot.app) == (0, 3)
            pilot.app.action_toggle_theme()
