"""Numbers a citizen keeps: 15 random letters of Crockford's base 32 and a check letter, shown in groups of four.

No sequence and no date: a number tells nothing and cannot be guessed (75 bits). The check is ISO 7064 hybrid over the 32 letters.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

from stdnum.iso7064 import mod_37_36

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
SEPARATORS = re.compile(r"[\s\-_.·–—]+")


def new_number() -> str:
    """A number nobody has had, as far as chance can tell; the database's unique column tells for sure."""
    body = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
    return body + str(mod_37_36.calc_check_digit(body, LETTERS))


def parse_number(text: str) -> str | None:
    """What somebody typed, as the 16 letters: small letters, spaces, full-width forms, O for 0, I or L for 1 are all understood."""
    letters = SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper().translate(ALIKE)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        return None
    return letters if mod_37_36.is_valid(letters, LETTERS) else None


def show_number(number: str) -> str:
    """In groups of four, as it is read aloud."""
    return "-".join(number[i : i + GROUP] for i in range(0, LENGTH, GROUP))
