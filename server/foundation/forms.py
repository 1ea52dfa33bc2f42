"""Forms as they come in: plain ones as text by name, and what is wrong with one that is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web
from aiohttp.http import HttpProcessingError
from aiohttp.web_request import FileField
from multidict import MultiDictProxy

from server.foundation.refusals import Malformed

# What aiohttp raises for a form that is none: without a boundary or an end, with text that is none, a charset or an encoding
# that nobody knows, a part whose head is none.
FAULTS = (ValueError, LookupError, RuntimeError, HttpProcessingError)
Posted = MultiDictProxy[str | bytes | bytearray | FileField]


async def read_form(request: web.Request) -> dict[str, str]:
    """The form's fields; its token was checked before (security.refuse_forgery)."""
    form = await read_posted(request)
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def read_posted(request: web.Request) -> Posted:
    """The form as aiohttp reads it, once for each request; raises Malformed."""
    with reading_form():
        return await request.post()


@contextmanager
def reading_form() -> Iterator[None]:
    """Where a form is read: raises Malformed when it is none."""
    try:
        yield
    except FAULTS as error:
        raise Malformed(reason=str(error)[:200]) from error
