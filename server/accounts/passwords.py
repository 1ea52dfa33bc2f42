"""Passwords: Argon2id, off the event loop, two at a time (64 MiB and 140 ms each)."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
MADE_LENGTH = 16

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
# A password made here has 78 random bits: no dictionary helps, so its first hash may be cheap (59 of them in half a second
# at the first start). The first log-in replaces it by the costly one.
_cheap_hasher = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")


@cache
def nobody() -> str:
    """What an unknown login is checked against, so that it takes the same time."""
    return _hasher.hash(secrets.token_hex(16))


def make_password() -> str:
    """Sixteen letters that are not mistaken for each other."""
    return "".join(secrets.choice(LETTERS) for _ in range(MADE_LENGTH))


def hash_made_password(password: str) -> str:
    """The first hash of a password made by `make_password`."""
    return _cheap_hasher.hash(password)


async def is_password(stored: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed; None = there is no such login, which takes as long."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _verify, stored, password)


async def renewed_hash(stored: str, password: str) -> str | None:
    """A hash at today's cost when the stored one is cheaper, else None."""
    if not _hasher.check_needs_rehash(stored):
        return None
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


def _verify(stored: str | None, password: str) -> bool:
    try:
        _hasher.verify(stored or nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
