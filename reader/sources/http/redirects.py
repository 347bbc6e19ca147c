"""From address to address: which redirects are followed, and what of the request goes along."""

from dataclasses import dataclass

from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import BadRedirectError, DowngradeError, InvalidUrlError
from reader.sources.http.urls import Url, join, shown, shown_text, without_credentials

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_EVER = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """An address on the way to an answer.

    `credentials` are those that it may see. `moved` says that every redirect so far was said to be for ever.
    """

    url: Url
    credentials: Credentials | None
    moved: bool = True

    def onward(self, status: int, location: str | None) -> "Hop":
        """Where a redirect leads.

        Credentials go along to the same host alone, and there from http to https, not back.

        Raises:
            BadRedirectError: to what is no address of the web.
            DowngradeError: from https to http with credentials.
        """
        if not location:
            raise BadRedirectError(shown(self.url), "")
        try:
            url = without_credentials(join(self.url, location))
        except InvalidUrlError as error:
            raise BadRedirectError(shown(self.url), shown_text(location)) from error
        return Hop(url, self._credentials_for(url), self.moved and status in _FOR_EVER)

    def _credentials_for(self, url: Url) -> Credentials | None:
        if self.credentials is None or url.ascii_host != self.url.ascii_host:
            return None
        if self.url.scheme == "https" and url.scheme == "http":
            raise DowngradeError(shown(self.url))
        is_upgrade = self.url.scheme == "http" and url.scheme == "https"
        return self.credentials if is_upgrade or url.dialled_port == self.url.dialled_port else None
