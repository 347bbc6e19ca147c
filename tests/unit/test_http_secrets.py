"""Passwords: found where the reader keeps them, and told to nobody else."""

import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked

from reader.sources.http.credentials import Credentials
from reader.sources.http.secrets import (
    SERVICE,
    KeyringError,
    SecretMissingError,
    find_password,
    forget_password,
    keep_password,
)


class MemoryKeyring(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error:
            raise self.error
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def test_a_password_is_kept_in_the_keyring(memory: MemoryKeyring) -> None:
    keep_password("example.org", "open sesame")
    assert memory.kept == {(SERVICE, "example.org"): "open sesame"}
    assert find_password("example.org") == "open sesame"
    forget_password("example.org")
    forget_password("example.org")
    with pytest.raises(SecretMissingError, match=r"^The system's keyring has no password for “example\.org”"):
        find_password("example.org")


def test_a_password_may_be_in_the_environment() -> None:
    assert find_password("env:FEED", {"FEED": "open sesame"}) == "open sesame"
    for environ in ({}, {"FEED": ""}):
        with pytest.raises(SecretMissingError, match="variable “FEED” should hold a password, and is not set"):
            find_password("env:FEED", environ)


def test_without_a_keyring_there_is_another_way() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        with pytest.raises(KeyringError, match=r"cannot be used: there is none\. .*like “env:FEED_PASSWORD”\.$"):
            find_password("example.org")
    finally:
        keyring.set_keyring(before)


def test_so_there_is_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(KeyringError, match="the Python package “keyring” is not installed"):
        keep_password("example.org", "open sesame")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(KeyringLocked("Failed to unlock\x1b[2J it."), "Failed to unlock it"), (KeyError(), "KeyError")],
)
def test_a_keyring_that_fails_says_why(memory: MemoryKeyring, error: Exception, reason: str) -> None:
    memory.error = error
    with pytest.raises(KeyringError, match=f"cannot be used: {reason}\\. ") as raised:
        keep_password("example.org", "open sesame")
    assert "sesame" not in str(raised.value)


def test_credentials_do_not_show_their_password() -> None:
    credentials = Credentials("ann", "open sesame")
    assert repr(credentials) == "Credentials(user='ann')"
    assert "sesame" not in str(credentials)
    assert Credentials("ännchen", "ß").header() == b"Basic w6RubmNoZW46w58="
