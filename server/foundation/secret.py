"""What must not be readable in a stolen database: encrypted with AES-GCM, found again by a keyed HMAC.

One master key in the data folder (mode 600); every purpose derives its own. The associated data is table|row|column, so that
a cipher text moved to another row does not decrypt.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Column, Connection, Integer, String, Table, insert, select

from scene.folders import sync_folder
from server.foundation.database import metadata
from server.foundation.starting import StartError

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"


class Secrets:
    """Encrypts, and digests, with keys derived from one master key of 32 bytes."""

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._cipher = AESGCM(self._derive("encrypt"))

    def encrypt(self, text: str, *, table: str, row: str, column: str) -> bytes:
        """One version byte, 12 bytes of nonce, then the cipher text with its tag."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, text.encode(), place(table, row, column))

    def decrypt(self, data: bytes, *, table: str, row: str, column: str) -> str:
        """The text; cryptography.exceptions.InvalidTag when it was written for another place or was changed."""
        nonce = data[1 : 1 + NONCE_BYTES]
        return self._cipher.decrypt(nonce, data[1 + NONCE_BYTES :], place(table, row, column)).decode()

    def digest(self, purpose: str, text: str) -> str:
        """A keyed HMAC-SHA256 in hexadecimal: equal texts can be found, not read. Each purpose has its own key."""
        return hmac.new(self._derive(purpose), text.encode(), hashlib.sha256).hexdigest()

    def _derive(self, purpose: str) -> bytes:
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"hall/{purpose}".encode()).derive(
            self._master
        )


def place(table: str, row: str, column: str) -> bytes:
    """The associated data of a cell."""
    return f"{table}|{row}|{column}".encode()


def open_secrets(path: Path) -> Secrets:
    """Read the key file, or make it at the first start."""
    if not path.exists():
        _write_key(path)
    master = path.read_bytes()
    if len(master) != KEY_BYTES:
        raise StartError(
            f"{path}: the key file is damaged ({len(master)} bytes instead of {KEY_BYTES}). Restore it from a backup."
        )
    return Secrets(master)


def _write_key(path: Path) -> None:
    incoming = path.with_suffix(".new")
    incoming.unlink(missing_ok=True)
    handle = os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    incoming.rename(path)
    sync_folder(path.parent)


key_check = Table(
    "key_check",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
)


def check_key(connection: Connection, own: Secrets) -> None:
    """Refuse to start with a key file that is not the one this database was written with."""
    digest = own.digest("key check", "hall")
    known = connection.execute(select(key_check.c.digest)).scalar_one_or_none()
    if known is None:
        connection.execute(insert(key_check).values(id=1, digest=digest))
    elif known != digest:
        raise StartError(
            "The key file is not the one this database was written with: ID numbers could not be read. "
            "Restore secret.key from a backup, or move the whole data folder away to start again."
        )
