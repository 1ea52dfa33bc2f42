"""What people read, in Chinese and English: web/texts/<area>.json = {"area.key": {"zh": …, "en": …}}."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from server.foundation.starting import StartError

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Translated = dict[Language, str]
"""One text in both languages, as it goes into JSON."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The catalogue: key → text per language."""

    entries: dict[str, Translated]

    def t(self, key: str, lang: Language, **values: object) -> str:
        """The text with {placeholders} filled in. A key that is missing is an error of ours: KeyError."""
        return self.entries[key][lang].format(**values) if values else self.entries[key][lang]

    def both(self, key: str, **values: object) -> Translated:
        """The text in both languages, as it goes into JSON."""
        return {lang: self.t(key, lang, **values) for lang in LANGUAGES}


def load_texts(folder: Path) -> Texts:
    """Read every file of the folder; a key in two files, outside its area or without a language stops the start."""
    entries: dict[str, Translated] = {}
    for path in sorted(folder.glob("*.json")):
        for key, text in json.loads(path.read_text("utf-8")).items():
            if not key.startswith(f"{path.stem}.") or set(text) != set(LANGUAGES) or key in entries:
                raise StartError(f"{path}: {key}: a key starts with its file's name, is there once, and has zh and en.")
            entries[key] = text
    return Texts(entries)
