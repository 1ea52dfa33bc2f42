"""The first start makes the staff's logins and writes them where only the owner of the data folder can read them."""

from __future__ import annotations

import csv
import logging
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from scene.folders import sync_folder
from server.accounts import storage
from server.accounts.passwords import hash_made_password, make_password
from server.foundation.keys import CLOCK, CONFIG, STORE

log = logging.getLogger("hall")

OFFICERS = Path(__file__).parents[1] / "catalogue" / "wangcheng" / "officers.csv"
HEADING = """\
# 工作人员登录名和初始密码（首次启动时生成，仅本文件保存；姓名均为演示用的虚构姓名）
# Staff logins made at the first start; kept nowhere else. All names are invented for the demonstration.
# login\tpassword\tunit\tname
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A login with its password in plain: for the file only."""

    officer: storage.NewOfficer
    password: str


async def staff(app: web.Application) -> AsyncIterator[None]:
    """Lifetime: there is somebody who can log in."""
    if not await app[STORE].read(storage.has_staff):
        logins = make_logins(OFFICERS)
        write_logins(app[CONFIG].staff_logins, logins)
        await app[STORE].write(storage.add_staff, [login.officer for login in logins], app[CLOCK]())
        log.info("工作人员登录名和密码已写入 / Staff logins were written to %s", app[CONFIG].staff_logins)
    yield


def make_logins(path: Path) -> list[Login]:
    """A login for everyone in officers.csv (login, name, role, unit_code)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_login(row) for row in csv.DictReader(file)]


def _login(row: dict[str, str]) -> Login:
    password = make_password()
    officer = storage.NewOfficer(
        login=row["login"],
        name=row["name"],
        role="supervisor" if row["role"] == "supervisor" else "officer",
        unit_code=row["unit_code"] or None,
        password_hash=hash_made_password(password),
    )
    return Login(officer=officer, password=password)


def write_logins(path: Path, logins: list[Login]) -> None:
    """Write the file before the database knows the logins: a crash between the two makes new ones."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(HEADING)
        for login in logins:
            one = login.officer
            file.write(f"{one.login}\t{login.password}\t{one.unit_code or '*'}\t{one.name}\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
