"""The family of errors that answer a request. `errors.ANSWERS` gives each its HTTP status.

`key` names a text of the catalogue and `values` fill its placeholders; without a key the kind's own text is shown.
"""

from __future__ import annotations


class ServerError(Exception):
    """A request cannot be answered as it was asked."""

    def __init__(
        self,
        key: str | None = None,
        *,
        where: str | None = None,
        reason: str | None = None,
        retry_after_s: int | None = None,
        **values: object,
    ) -> None:
        super().__init__(key or type(self).__name__)
        self.key = key
        self.where = where
        self.reason = reason
        self.retry_after_s = retry_after_s
        self.values = values


class Malformed(ServerError):
    """400: the request itself is wrong."""


class NotLoggedIn(ServerError):
    """401: staff only, and nobody is logged in."""


class Forbidden(ServerError):
    """403: not this person, or not from this page."""


class NotFound(ServerError):
    """404: there is no such thing."""


class Conflict(ServerError):
    """409: the thing is in another state by now."""


class TooLarge(ServerError):
    """413: more bytes than are taken."""


class Refused(ServerError):
    """422: understood, and refused by a rule."""


class TooOften(ServerError):
    """429: too many tries."""


class Busy(ServerError):
    """503: as many as we can serve at a time."""
