"""What hangs on the application, by typed key."""

from __future__ import annotations

import asyncio

from aiohttp import web
from jinja2 import Environment

from server.foundation.assets import Assets
from server.foundation.bus import Bus
from server.foundation.clock import Clock
from server.foundation.config import Config
from server.foundation.database import Store
from server.foundation.files import Files
from server.foundation.rates import Rates
from server.foundation.secret import Secrets
from server.foundation.texts import Texts
from server.foundation.workers import Workers

CONFIG: web.AppKey[Config] = web.AppKey("config", Config)
STORE: web.AppKey[Store] = web.AppKey("store", Store)
BUS: web.AppKey[Bus] = web.AppKey("bus", Bus)
FILES: web.AppKey[Files] = web.AppKey("files", Files)
CLOCK: web.AppKey[Clock] = web.AppKey("clock")
TEXTS: web.AppKey[Texts] = web.AppKey("texts", Texts)
TEMPLATES: web.AppKey[Environment] = web.AppKey("templates", Environment)
ASSETS: web.AppKey[Assets] = web.AppKey("assets", Assets)
SECRETS: web.AppKey[Secrets] = web.AppKey("secrets", Secrets)
RATES: web.AppKey[Rates] = web.AppKey("rates", Rates)
WORKERS: web.AppKey[Workers] = web.AppKey("workers", Workers)
STOPPING: web.AppKey[asyncio.Event] = web.AppKey("stopping", asyncio.Event)
"""Set when the server is about to stop: /readyz then answers 503."""
