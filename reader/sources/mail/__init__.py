"""Messages of e-mail: newsletters above all."""

from reader.sources.mail.article import read_mail

__all__ = ["read_mail"]
