"""What a deployment decides: where data lives, where to listen, which halls are served."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from server.foundation.starting import StartError

PROJECT = Path(__file__).resolve().parents[2]
WEB = PROJECT / "web"
PICTURES_AUTO, PICTURES_OFF = "auto", "off"
PICTURES = (PICTURES_AUTO, "egl", "software", PICTURES_OFF)
DEFAULT_HALL_FILE = PROJECT / "scene" / "halls" / "wangcheng.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One deployment. Everything the server writes lies below `data`, which can be deleted to start again."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8080
    hall: str = "wangcheng"
    """The hall that answers at addresses without `/h/{hall}`."""
    hall_file: Path = DEFAULT_HALL_FILE
    https: bool = False
    """Whether citizens reach this server over https (through a proxy): cookies become `__Host-` and Secure."""
    trust_proxy: bool = False
    """Whether the last X-Forwarded-For entry, written by our own proxy, is the client's address."""
    web: Path = WEB
    login_seconds_idle: float = 15 * 60
    live_listeners: int = 500
    """How many pages may listen to /api/v1/live at a time; each holds a connection, that is an open file."""
    live_per_address: int = 100
    """How many of them may come from one network address."""
    pictures: str = PICTURES_AUTO
    """What draws pictures: one of PICTURES."""
    public_origin: str = ""
    """Scheme and host that others reach us by, for addresses in link previews; as the request came without it."""
    bake: bool = False
    """Whether the hall's light is worked out after publishing, in a process of its own."""

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.data / "hall.sqlite"

    @property
    def files(self) -> Path:
        """Uploaded files, by their content."""
        return self.data / "files"

    @property
    def bundles(self) -> Path:
        """Built halls, one folder per version."""
        return self.data / "bundles"

    @property
    def drawn(self) -> Path:
        """Pictures that were drawn, and may be deleted."""
        return self.data / "pictures"

    @property
    def light(self) -> Path:
        """The light of built halls, one folder per version."""
        return self.data / "light"

    @property
    def key_file(self) -> Path:
        """The master key of everything encrypted at rest."""
        return self.data / "secret.key"

    @property
    def staff_logins(self) -> Path:
        """Where the first start writes the logins it made."""
        return self.data / "staff-logins.txt"


def read_config(
    *,
    data: Path | None = None,
    host: str | None = None,
    port: int | None = None,
    hall_file: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Config:
    """Arguments first, then HALL_DATA, HALL_HOST, HALL_PORT, HALL_FILE, HALL_HTTPS … (docs/settings.md), then defaults."""
    file = hall_file or Path(environment.get("HALL_FILE", str(DEFAULT_HALL_FILE)))
    return Config(
        data=data or Path(environment.get("HALL_DATA", "var")),
        host=host or environment.get("HALL_HOST", "127.0.0.1"),
        port=port if port is not None else _port(environment.get("HALL_PORT", "8080")),
        hall=environment.get("HALL_DEFAULT", file.stem),
        hall_file=file,
        https=environment.get("HALL_HTTPS") == "1",
        trust_proxy=environment.get("HALL_TRUST_PROXY") == "1",
        bake=environment.get("HALL_BAKE", "1") == "1",
        live_listeners=_count("HALL_LIVE_LISTENERS", environment.get("HALL_LIVE_LISTENERS", "500")),
        live_per_address=_count("HALL_LIVE_PER_ADDRESS", environment.get("HALL_LIVE_PER_ADDRESS", "100")),
        pictures=_choice("HALL_PICTURES", environment.get("HALL_PICTURES", PICTURES_AUTO), PICTURES),
        public_origin=_origin(environment.get("HALL_PUBLIC_ORIGIN", "")),
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 65535:
        raise StartError(f"HALL_PORT: {text} is not a port.")
    return int(text)


def _count(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        raise StartError(f"{name}: {text} is not a number from 0 to 999999.")
    return int(text)


def _choice(name: str, text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise StartError(f"{name}: {text} is none of {', '.join(choices)}.")
    return text


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query):
        raise StartError(f"HALL_PUBLIC_ORIGIN: {text} is not an origin such as https://hall.example.gov.cn")
    return text
