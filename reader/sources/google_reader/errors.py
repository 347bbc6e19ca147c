"""Why a server's feeds cannot be had, each in a sentence."""

from reader.sources.errors import SourceError


class GoogleReaderError(SourceError):
    """The server cannot be used as one that speaks the Google Reader API."""


class LoginRefusedError(GoogleReaderError):
    """The server does not take the name and the password."""

    def __init__(self, user: str, host: str) -> None:
        super().__init__(
            f"{host} does not let “{user}” in. See that the name and password are those for the API, which "
            "FreshRSS and Miniflux keep apart from those for the pages."
        )


class NoApiError(GoogleReaderError):
    """There is no such API at the address."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} does not speak the Google Reader API. FreshRSS does at an address that ends in /api/greader.php, "
            "Miniflux at its own, where each has it switched on."
        )


class UnexpectedAnswerError(GoogleReaderError):
    """The server answers otherwise than the API says."""

    def __init__(self, host: str, what: str) -> None:
        super().__init__(
            f"{host} did not answer with {what}. Try again, or see whether the server needs an update."
        )


class EditRefusedError(GoogleReaderError):
    """The server does not do what it was asked to."""

    def __init__(self, host: str, answer: str) -> None:
        super().__init__(f"{host} did not make the change: it answered “{answer}”.")
