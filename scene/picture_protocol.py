"""How a process that draws is spoken to: messages of JSON and bytes, each with its length before it.

A message is four bytes of length (big endian), that many bytes of JSON, four bytes of length, that many bytes (perhaps none).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

LENGTH = struct.Struct(">I")
Json = dict[str, Any]
Read = Callable[[int], bytes]
"""Exactly that many bytes; EOFError when there are no more."""


def message_bytes(head: Json, body: bytes = b"") -> bytes:
    """A message as it travels."""
    text = json.dumps(head, ensure_ascii=False).encode()
    return LENGTH.pack(len(text)) + text + LENGTH.pack(len(body)) + body


def read_message(read: Read) -> tuple[Json, bytes]:
    """The next message."""
    head = json.loads(_read_block(read))
    return head, _read_block(read)


def _read_block(read: Read) -> bytes:
    (length,) = LENGTH.unpack(read(LENGTH.size))
    return read(length)
