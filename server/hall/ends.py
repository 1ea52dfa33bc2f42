"""The ends of a way as people name them: window:A03, A03, 导服台, 网吧, or F1,12.5,8.0."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from scene.hall import Hall
from server.foundation.texts import Translated
from server.hall.windows import translated
from server.search.index import Entry
from server.search.ranking import find

LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An end of a way: what routes call it, what people call it."""

    words: str
    name: Translated


def first_end(hall: Hall, closed: Container[str]) -> End:
    """Where a way begins when nobody says where: the first entrance that is not closed. closed: entrance:ID"""
    entrances = [f"entrance:{one.id}" for one in hall.entrances]
    return end_of(hall, next((one for one in entrances if one not in closed), entrances[0]))


def find_end(hall: Hall, entries: Sequence[Entry], knows: Callable[[str], bool], asked: str) -> End | None:
    """The end that is meant: exact words first, then a window's code, then whatever a search finds first."""
    asked = asked.strip()[:LONGEST]
    meant = (asked, f"window:{asked.upper()}", *_named(hall, asked), *_found(entries, asked))
    return next((end_of(hall, words) for words in meant if knows(words)), None)


def find_goal(hall: Hall, entries: Sequence[Entry], knows: Callable[[str], bool], asked: str) -> End | None:
    """As find_end, of what a way may lead to: also the nearest of a unit's windows, of a kind of places …"""
    titles = {goal_words(entry): entry.title for entry in entries}
    asked = asked.strip()[:LONGEST]
    meant = (asked, f"window:{asked.upper()}", *_named(hall, asked), *map(goal_words, _hits(entries, asked)))
    words = next((words for words in meant if words in titles or knows(words)), None)
    return None if words is None else End(words=words, name=titles.get(words) or name_of(hall, words))


def goal_words(entry: Entry) -> str:
    """What has been found, as a route's goal."""
    return "leave" if entry.kind == "leave" else f"{entry.kind}:{entry.code}"


def end_of(hall: Hall, words: str) -> End:
    """The end that exact words are."""
    return End(words=words, name=name_of(hall, words))


def name_of(hall: Hall, words: str) -> Translated:
    """What people call an end: A03, 导服台; coordinates stay as they are."""
    kind, _, name = words.partition(":")
    named = {
        "place": {one.id: one.name for one in hall.places},
        "entrance": {one.id: one.name for one in hall.entrances},
    }
    if name in named.get(kind, {}):
        return translated(named[kind][name], name)
    shown = name if kind == "window" else words
    return {"zh": shown, "en": shown}


def _named(hall: Hall, asked: str) -> list[str]:
    """Entrances and places of that name, the first of several."""
    ends = [(f"entrance:{one.id}", one.name) for one in hall.entrances]
    ends += [(f"place:{one.id}", one.name) for one in hall.places]
    return [words for words, name in ends if name is not None and asked in (name.zh, name.en)]


def _found(entries: Sequence[Entry], asked: str) -> list[str]:
    hits = _hits(entries, asked)
    return [f"place:{hit.code}" if hit.kind == "place" else f"window:{hit.window}" for hit in hits]


def _hits(entries: Sequence[Entry], asked: str) -> list[Entry]:
    return [hit.entry for hit in find(entries, asked)[:5]]
