"""Plain forms, as text by name."""

from __future__ import annotations

from aiohttp import web


async def read_form(request: web.Request) -> dict[str, str]:
    """The form's fields; its token was checked before (security.refuse_forgery)."""
    form = await request.post()
    return {name: value for name, value in form.items() if isinstance(value, str)}
