"""How words are compared: letters made alike, pinyin, initials."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

NOT_A_LETTER = re.compile(r"[\W_]+")
LATIN = re.compile(r"[a-z0-9]+")
CODE = re.compile(r"([a-z]+)0*(\d+)")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word, alike for comparing, with its pinyin and initials; `starts`: where syllables begin in `pinyin`."""

    text: str
    pinyin: str
    starts: frozenset[int]
    initials: str


def normalise(text: str) -> str:
    """Full width to half width, small letters, nothing but letters and digits."""
    return NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def normalise_code(text: str) -> str | None:
    """A window's code without leading zeros: a3 for A03, a-03, Ａ３; None when it is not like one."""
    found = CODE.fullmatch(normalise(text))
    return f"{found[1]}{found[2]}" if found else None


def is_latin(normalised: str) -> bool:
    """Whether somebody typed letters, so that it may be pinyin."""
    return LATIN.fullmatch(normalised) is not None


@lru_cache(20_000)
def spell(text: str) -> Spelling:
    """Every word of the catalogue goes through here once."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  its dictionary takes half a second to read: the index waits, no page does

    plain = normalise(text)
    syllables = [NOT_A_LETTER.sub("", syllable.casefold()) for syllable in lazy_pinyin(plain)]
    starts, at = set(), 0
    for syllable in syllables:
        starts.add(at)
        at += len(syllable)
    initials = "".join(syllable[:1] for syllable in syllables)
    return Spelling(plain, "".join(syllables), frozenset(starts), initials)


def bigrams(normalised: str) -> frozenset[str]:
    """Every two letters that stand together."""
    return frozenset(normalised[at : at + 2] for at in range(len(normalised) - 1))
