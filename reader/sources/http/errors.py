"""Why the web does not give what was asked for, each in a sentence without a password in it."""

from datetime import timedelta

from reader.model import PostilError
from reader.sources.http.limits import MAX_HEADERS


class FetchError(PostilError):
    """Nothing, or not what was asked for, came from an address.

    `status` is the server's, where it gave one; `retry_after` how long in seconds it asks to be left alone. `gone` says
    that it never will have it again, `transient` that asking again soon may help.
    """

    status: int | None = None
    retry_after: int | None = None
    gone = False
    transient = False


class InvalidUrlError(FetchError):
    """No address of the web."""

    def __init__(self, url: str) -> None:
        super().__init__(f"“{url}” is no web address: it begins with http:// or https:// and names a host.")


class HostNotFoundError(FetchError):
    """The host's name has no address."""

    def __init__(self, host: str, hint: str) -> None:
        super().__init__(f"There is no host “{host}”, or this machine is offline.{hint}")


class UnreachableError(FetchError):
    """Nobody takes a connection there."""

    def __init__(self, host: str, reason: str, hint: str) -> None:
        super().__init__(f"{host} cannot be reached: {reason[:1].lower()}{reason[1:]}.{hint}")


class PrivateAddressError(FetchError):
    """The host is this machine, or inside its network."""

    def __init__(self, host: str, address: str) -> None:
        at = "" if address == host else f" at {address}, which is"
        super().__init__(
            f"{host} is{at} not on the public internet: postil goes there only for an address that you add yourself."
        )


class UntrustedError(FetchError):
    """The connection cannot be encrypted, or not with whom it should be."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(f"No secure connection to {host}: {reason.rstrip('.')}.")


class TimedOutError(FetchError):
    """It took too long."""

    transient = True

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} took longer than {seconds:g} seconds.")


class DisconnectedError(FetchError):
    """The answer ended before its end."""

    transient = True

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} broke off the connection before its answer was complete.")


class NotHttpError(FetchError):
    """Something else than a web server answered."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} does not answer as a web server does.")


class HeadersTooLargeError(FetchError):
    """More headers than are taken."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} answers with more than {MAX_HEADERS // 1024} KB of headers.")


class TooLargeError(FetchError):
    """More bytes than are taken."""

    def __init__(self, url: str, limit: int) -> None:
        size = f"{limit / 1_000_000:,g} MB" if limit >= 1_000_000 else f"{limit / 1_000:,g} KB"
        super().__init__(f"{url} is too large: postil takes up to {size} of it.")


class CompressionError(FetchError):
    """The body is compressed in a way that is not known, or not as it says."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} cannot be decompressed: {reason}.")


class NotTextError(FetchError):
    """Sound, pictures and the like."""

    def __init__(self, url: str, media_type: str) -> None:
        super().__init__(f"{url} has no text to read: it is {media_type}.")


class RedirectError(FetchError):
    """It leads to where it is not followed."""


class TooManyRedirectsError(RedirectError):
    """It leads from address to address without an end."""

    def __init__(self, url: str, limit: int) -> None:
        super().__init__(f"{url} leads from address to address, more than {limit} times.")


class BadRedirectError(RedirectError):
    """It leads to what is no address of the web."""

    def __init__(self, url: str, target: str) -> None:
        super().__init__(f"{url} leads to “{target}”, which is no web address.")


class FormRedirectError(RedirectError):
    """What is sent to it would have to be sent to another address."""

    def __init__(self, url: str, target: str) -> None:
        super().__init__(f"{url} wants what it is sent to go to “{target}”. Use that address, if you trust it.")


class DowngradeError(RedirectError):
    """It leads a password out of the encrypted web."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} leads from https to http, where anybody could read the password.")


class StatusError(FetchError):
    """The server says that it has not, or does not give, what was asked for."""

    def __init__(self, url: str, status: int, retry_after: int | None = None) -> None:
        super().__init__(self._sentence(url, status, retry_after))
        self.status = status
        self.retry_after = retry_after

    def _sentence(self, url: str, status: int, _retry_after: int | None) -> str:
        return f"{url} was not given: the server answered {status}."


class LoginError(StatusError):
    """It wants a name and a password, or others."""

    def _sentence(self, url: str, status: int, _retry_after: int | None) -> str:
        return f"{url} wants to be asked with the right name and password ({status})."


class ForbiddenError(StatusError):
    """It is not for everybody, or not for programs."""

    def _sentence(self, url: str, status: int, _retry_after: int | None) -> str:
        return f"{url} may not be read by postil: the server forbids it ({status})."


class NotFoundError(StatusError):
    """There is nothing there."""

    def _sentence(self, url: str, status: int, _retry_after: int | None) -> str:
        return f"There is nothing at {url} ({status})."


class GoneError(StatusError):
    """There is nothing there any more, and never will be."""

    gone = True

    def _sentence(self, url: str, status: int, _retry_after: int | None) -> str:
        return f"{url} is gone for good, its server says ({status})."


class TooManyRequestsError(StatusError):
    """It has been asked too often."""

    def _sentence(self, url: str, status: int, retry_after: int | None) -> str:
        return f"{url} has been asked for too often ({status}).{_come_back(retry_after)}"


class ServerError(StatusError):
    """The server has trouble of its own."""

    transient = True

    def _sentence(self, url: str, status: int, retry_after: int | None) -> str:
        return f"The server of {url} has trouble of its own ({status}).{_come_back(retry_after)}"


_BY_STATUS: dict[int, type[StatusError]] = {
    401: LoginError,
    403: ForbiddenError,
    404: NotFoundError,
    410: GoneError,
    429: TooManyRequestsError,
}


def status_error(url: str, status: int, retry_after: int | None) -> StatusError:
    """The error for an answer that is neither what was asked for nor a redirect."""
    kind = ServerError if status >= 500 else _BY_STATUS.get(status, StatusError)
    return kind(url, status, retry_after)


def _come_back(retry_after: int | None) -> str:
    return "" if retry_after is None else f" It asks to be left alone for {timedelta(seconds=retry_after)}."
