"""Pages: a template, a frozen dataclass as `page`, and what every template may call.

In a template: `{% extends layout %}` (base.html, or sheet.html when the client loads it into a sheet), `page.…` (the context),
`t(key, **values)`, `lang`, `local(text)` (a {zh, en} of data), `url(path)` (keeps the /h/{hall} prefix), `asset(source)`,
`csrf()` (the token that every form carries as the field `csrf`), `here` (path and query of this page), `again(**choice)` (this
page with another lang, size or theme), `look` (the reader's choice of size and theme, kept in cookies).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from server.foundation.keys import ASSETS, CONFIG, TEMPLATES, TEXTS
from server.foundation.security import CHOICES, csrf_token
from server.foundation.texts import LANGUAGES, Language

SHEET_HEADER = "X-Sheet"
LANGUAGE_COOKIE = "lang"


def make_templates(folder: Path) -> Environment:
    """Jinja2 as the house uses it: escaped, and a name that does not exist is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(request: web.Request, template: str, context: object, *, status: int = 200) -> web.Response:
    """Render a page in the reader's language, whole or as a sheet's content."""
    app = request.app
    lang = language_of(request)
    html = (
        app[TEMPLATES]
        .get_template(template)
        .render(
            page=context,
            layout="sheet.html" if is_sheet(request) else "base.html",
            lang=lang,
            t=partial(_text, app[TEXTS].t, lang),
            local=partial(local_text, lang),
            url=partial(url_of, request),
            asset=app[ASSETS].find,
            csrf=partial(csrf_token, request),
            here=request.path_qs,
            again=partial(_again, request),
            look=_look(request),
        )
    )
    headers = {"Vary": f"{SHEET_HEADER}, Cookie", "Cache-Control": "private, no-cache", "Content-Language": lang}
    return web.Response(text=html, content_type="text/html", charset="utf-8", status=status, headers=headers)


def private_page(request: web.Request, template: str, context: object, *, status: int = 200) -> web.Response:
    """A page with somebody's data: no cache keeps it, not even the browser's."""
    response = page(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def is_sheet(request: web.Request) -> bool:
    """Whether the client asks for the content alone, to show it in its sheet."""
    return request.headers.get(SHEET_HEADER) == "1"


def language_of(request: web.Request) -> Language:
    """?lang= first, then the cookie, then Chinese."""
    asked = request.query.get(LANGUAGE_COOKIE, request.cookies.get(LANGUAGE_COOKIE))
    return next((lang for lang in LANGUAGES if lang == asked), LANGUAGES[0])


def wants_json(request: web.Request) -> bool:
    """Whether a program is asking: an address of the API, or JSON accepted and HTML not."""
    if request.path.startswith("/api/") or "/api/v1/" in request.path:
        return True
    accepts = request.headers.get("Accept", "")
    return "application/json" in accepts and "text/html" not in accepts


def prefix_of(request: web.Request) -> str:
    """`/h/{hall}` when the request came that way, else nothing."""
    hall = request.match_info.get("hall")
    return f"/h/{hall}" if hall else ""


def url_of(request: web.Request, path: str) -> str:
    """An address of ours that stays in the hall one is in."""
    return prefix_of(request) + path


def hall_of(request: web.Request) -> str:
    """The hall a request is about."""
    return str(request.match_info.get("hall") or request.app[CONFIG].hall)


def local_text(lang: Language, text: object) -> str:
    """A {zh, en} of data (mapping or object) in the reader's language."""
    return str(text[lang] if isinstance(text, Mapping) else getattr(text, lang))


def _text(find: Callable[..., str], lang: Language, key: str, **values: object) -> str:
    return find(key, lang, **values)


def _look(request: web.Request) -> dict[str, str]:
    return {name: choice_of(request, name, allowed) for name, allowed in CHOICES.items()}


def choice_of(request: web.Request, name: str, allowed: tuple[str, ...]) -> str:
    """What the address, then the cookie says; the first allowed value when neither says one."""
    asked = request.query.get(name, request.cookies.get(name))
    return asked if asked in allowed else allowed[0]


def _again(request: web.Request, **choice: str) -> str:
    return str(request.rel_url.update_query(choice))
