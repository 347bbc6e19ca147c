"""Asks what is to be done with a feed's articles."""

from collections.abc import Sequence

from reader.services.feeds.settings import OFFERED, FeedSettings, UnusableSettingError, describe, parse
from reader.services.tags.completion import SEPARATOR, tag_at, with_tag
from reader.ui.prompts.prompt import LinePrompt, Suggestion


class FeedSettingsPrompt(LinePrompt[FeedSettings]):
    """Asks for settings, several with commas between them; what may be written is offered."""

    def __init__(self, name: str, settings: FeedSettings) -> None:
        super().__init__(name, _line(settings))

    def _suggested(self) -> Sequence[Suggestion]:
        line, cursor = self._input.value, self._input.cursor_position
        start, end = tag_at(line, cursor)
        typed = line[start:end].lower()
        return [offer for offer in OFFERED if typed in offer[0]]

    def _take(self, suggestion: str) -> None:
        """Put a setting into the line, in the place of one that says something else."""
        line, cursor = with_tag(self._input.value, self._input.cursor_position, suggestion)
        try:
            line = _line(parse(line))
            cursor = len(line)
        except UnusableSettingError:
            pass  # something else on the line is half typed: the reader sees to it
        self._write(line, cursor)

    def _answer(self, text: str) -> FeedSettings:
        return parse(text)


def _line(settings: FeedSettings) -> str:
    """The settings on a line, ready for another one to be typed behind them."""
    return describe(settings) + SEPARATOR
