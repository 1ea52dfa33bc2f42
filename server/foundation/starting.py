"""Why a server cannot start: each reason is one clear line."""

from __future__ import annotations


class StartError(Exception):
    """The server cannot start; its text is one line that names the place and the remedy."""
