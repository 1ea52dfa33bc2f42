"""Pages: a template, a frozen dataclass as `page`, and what every template may call.

In a template: `{% extends layout %}` (base.html, or sheet.html when the client loads it into a sheet), `page.…` (the context),
`t(key, **values)`, `lang`, `local(text)` (a {zh, en} of data), `url(path)` (keeps the /h/{hall} prefix),
`absolute(path)` (the same with our public origin), `asset(source)`,
`csrf()` (the token that every form carries as the field `csrf`), `here` (path and query of this page), `again(**choice)` (this
page with another lang, size or theme), `look` (the reader's choice of size and theme, kept in cookies), `moment(at)` and `day(date)` (in
words, Shanghai's time), `summary(problems)` and `problem(problems, field)` (what is wrong with a form).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from server.foundation.clock import SHANGHAI
from server.foundation.keys import ASSETS, CONFIG, TEMPLATES, TEXTS
from server.foundation.problems import FieldProblem
from server.foundation.security import CHOICES, csrf_token
from server.foundation.texts import LANGUAGES, Language, Texts

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
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
            absolute=partial(absolute_url, request),
            asset=app[ASSETS].find,
            csrf=partial(csrf_token, request),
            moment=partial(moment_text, lang),
            day=partial(day_text, lang),
            summary=partial(problem_texts, app[TEXTS], lang),
            problem=partial(problem_text, app[TEXTS], lang),
            here=request.path_qs,
            again=partial(_again, request),
            look=_look(request),
        )
    )
    headers = {"Vary": f"{SHEET_HEADER}, Cookie", "Cache-Control": "private, no-cache", "Content-Language": lang}
    return web.Response(text=html, content_type="text/html", charset="utf-8", status=status, headers=headers)


def public_page(request: web.Request, template: str, context: object, *, status: int = 200) -> web.Response:
    """A page without anybody's data and without a token, compressed.

    Others are not: the length of a compressed page tells a secret that stands beside words of the address.
    """
    response = page(request, template, context, status=status)
    response.headers["Vary"] += ", Accept-Encoding"
    response.enable_compression()
    return response


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
    """`/h/{hall}` when the request came that way to a hall that is served, were it for a page that is not there; else nothing."""
    prefix = f"/h/{request.app[CONFIG].hall}"
    return prefix if request.path.startswith(f"{prefix}/") else ""


def url_of(request: web.Request, path: str) -> str:
    """An address of ours that stays in the hall one is in."""
    return prefix_of(request) + path


def absolute_url(request: web.Request, path: str) -> str:
    """The same for others: with scheme and host."""
    config = request.app[CONFIG]
    seen = f"{'https' if config.https else request.scheme}://{request.host}"
    return (config.public_origin or seen) + url_of(request, path)


def hall_of(request: web.Request) -> str:
    """The hall a request is about."""
    return str(request.match_info.get("hall") or request.app[CONFIG].hall)


def local_text(lang: Language, text: object) -> str:
    """A {zh, en} of data (mapping or object) in the reader's language."""
    return str(text[lang] if isinstance(text, Mapping) else getattr(text, lang))


def moment_text(lang: Language, at: datetime) -> str:
    """A moment as the clock on the wall in the hall had it."""
    local = at.astimezone(SHANGHAI)
    return (
        f"{day_text(lang, local.date())} {local:%H:%M}"
        if lang == "zh"
        else f"{day_text(lang, local.date())}, {local:%H:%M}"
    )


def day_text(lang: Language, day: date) -> str:
    """2026年11月25日（周三）; Wed 25 November 2026."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def problem_texts(texts: Texts, lang: Language, problems: Sequence[FieldProblem]) -> list[tuple[str, str]]:
    """Every problem of a form as (field, text), for the summary on top."""
    return [(one.field, texts.t(one.key, lang, **one.values)) for one in problems]


def problem_text(texts: Texts, lang: Language, problems: Sequence[FieldProblem], field: str) -> str:
    """What is wrong with one field; empty when nothing is."""
    return " ".join(text for name, text in problem_texts(texts, lang, problems) if name == field)


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
