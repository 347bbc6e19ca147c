"""Where passwords are kept: in the system's keyring or the environment, never in a file of ours."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from reader.model import PostilError
from reader.text.sanitize import clean

SERVICE = "postil"
"""What our passwords are filed under in the keyring."""

_VARIABLE = "env:"
_MAX_REASON = 100


class SecretError(PostilError):
    """A password cannot be had, or cannot be kept."""


class SecretMissingError(SecretError):
    """There is no password of that name."""


class KeyringError(SecretError):
    """The system's keyring cannot be used."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The system's keyring cannot be used: {reason.rstrip('.')}. Have the password in an environment "
            f"variable, and name it like “{_VARIABLE}FEED_PASSWORD”."
        )


def find_password(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The password of that name: for `env:X` the value of the environment variable X, else from the keyring.

    The keyring may ask the reader to unlock it, and is waited for: call this and those below in a thread.

    Raises:
        SecretMissingError: there is none.
        KeyringError: the keyring cannot be used.
    """
    if name.startswith(_VARIABLE):
        variable = name.removeprefix(_VARIABLE)
        if password := environ.get(variable):
            return password
        raise SecretMissingError(f"The environment variable “{variable}” should hold a password, and is not set.")
    if (password := _kept(name)) is None:
        raise SecretMissingError(f"The system's keyring has no password for “{name}” under “{SERVICE}”.")
    return password


def keep_password(name: str, password: str) -> None:
    """Put a password into the keyring, in the place of an earlier one.

    Raises:
        KeyringError: the keyring cannot be used.
    """
    with _errors_explained():
        import keyring

        keyring.set_password(SERVICE, name, password)


def forget_password(name: str) -> None:
    """Take a password out of the keyring, if it is there.

    Raises:
        KeyringError: the keyring cannot be used.
    """
    if _kept(name) is None:
        return
    with _errors_explained():
        import keyring

        keyring.delete_password(SERVICE, name)


def _kept(name: str) -> str | None:
    with _errors_explained():
        import keyring

        return keyring.get_password(SERVICE, name)


@contextmanager
def _errors_explained() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise KeyringError("the Python package “keyring” is not installed") from error
    except Exception as error:  # its backends are other people's, and raise what they like
        from keyring.errors import NoKeyringError

        reason = "there is none" if isinstance(error, NoKeyringError) else str(error) or type(error).__name__
        raise KeyringError(clean(reason, one_line=True, max_length=_MAX_REASON)) from error
