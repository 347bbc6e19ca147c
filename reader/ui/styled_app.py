"""An app with our themes that reads each style sheet once."""

from collections.abc import Iterable
from pathlib import Path

from textual import constants
from textual.app import App
from textual.driver import Driver

from reader.model import PostilError
from reader.ui.themes import DARK, LIGHT, best_theme, register_themes, variable_defaults


class DriverError(PostilError):
    """The environment names a driver that is none."""


class StyledApp(App[None]):
    """Begins with a theme; more style sheets may come in later, for widgets that are not on screen yet."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        register_themes(self)
        wanted = best_theme(theme, self.console.color_system)
        if wanted in self.available_themes:
            # Set in the usual way it would have every style sheet read again.
            self.set_reactive(App.theme, wanted)
            # The filters are those of the theme before: they would make other colours of the terminal's own.
            self._refresh_truecolor_filter(self.ansi_theme)
        self._css_variables = self.get_css_variables()
        self.stylesheet.set_variables(self._css_variables)

    def get_driver_class(self) -> type[Driver]:
        """The class that draws on this terminal. Raises `DriverError` if the environment names one in vain."""
        try:
            found = super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError) as error:
            raise DriverError(
                f"TEXTUAL_DRIVER is “{constants.DRIVER}”, which is no driver of Textual. Unset it."
            ) from error
        from textual.drivers.linux_driver import LinuxDriver

        from reader.ui.terminal.driver import TerminalDriver  # where Textual chose that, and not sooner

        return TerminalDriver if found is LinuxDriver else found

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that are not ours."""
        return variable_defaults(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Take in other colours. Textual asks for this at the start too, when they are the same still."""
        variables = self.get_css_variables()
        if variables == self._css_variables:
            self.stylesheet.update(self, animate=animate)
        else:
            self._css_variables = variables
            super().refresh_css(animate=animate)

    def load_styles(self, paths: Iterable[Path]) -> None:
        """Take in more style sheets."""
        self.stylesheet.read_all(sorted(paths))
        self.stylesheet.parse()

    def action_toggle_theme(self) -> None:
        """From dark to light and back."""
        self.theme = best_theme(LIGHT if self.current_theme.dark else DARK, self.console.color_system)
