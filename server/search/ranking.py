"""Which entries answer a question, the best first.

A scan over some 6,000 words takes a few milliseconds, so there is no index to go wrong: this is the plain scan.
Steps: 1. every part of the question stands in a word, or in its pinyin; 2. failing that, words that stand in the question
("我想开网吧" holds 网吧); 3. failing that, words that share letter pairs with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from server.search.index import Entry, Reason, Word
from server.search.words import bigrams, is_latin, normalise, normalise_code

LONGEST_QUERY = 100
WEIGHTS: dict[Reason, float] = {"code": 1.0, "name": 1.0, "alias": 0.97, "keyword": 0.98, "unit": 0.55}
EXACT, PREFIX, INSIDE = 100.0, 80.0, 60.0
PINYIN, INITIALS = 0.75, 0.6
# Of the best score, for what is only near; below that it is noise.
NEAR_ENOUGH = 0.6
SHARED_PAIRS = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry that answers, how well, and the word that led to it."""

    entry: Entry
    score: float
    word: Word


Score = Callable[[Word], float]


def find(entries: Sequence[Entry], query: str) -> tuple[Found, ...]:
    """Everything that answers, the best first."""
    parts = [normalise(part) for part in query[:LONGEST_QUERY].split()]
    parts = [part for part in parts if part]
    if not parts:
        return ()
    whole = "".join(parts)
    if all(is_latin(part) for part in parts) and len(parts) > 1:
        parts = [whole]
    return (
        _ranked(_all_parts(entries, parts))
        or _near(_ranked(_best(entries, lambda word: _stands_in(word, whole))))
        or _near(_ranked(_best(entries, _sharing(whole))))
    )


def _ranked(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.entry.order)))


def _near(found: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple(one for one in found if one.score >= NEAR_ENOUGH * found[0].score)


def _all_parts(entries: Sequence[Entry], parts: Sequence[str]) -> Iterable[Found]:
    """Entries where each part of the question is found; the score is their mean."""
    scores_of = [_containing(part) for part in parts]
    for entry in entries:
        if not all(_may_hold(entry, part) for part in parts):
            continue
        hits = [_best_word(entry, score) for score in scores_of]
        scores = [hit.score for hit in hits if hit is not None]
        first = hits[0]
        if first is not None and len(scores) == len(hits):
            yield Found(entry=entry, score=sum(scores) / len(scores), word=first.word)


def _may_hold(entry: Entry, part: str) -> bool:
    """Whether a closer look is worth it."""
    if part in entry.texts or entry.kind == "window":
        return True
    return is_latin(part) and (part in entry.pinyins or part in entry.initials)


def _best(entries: Sequence[Entry], score: Score) -> Iterable[Found]:
    return (hit for entry in entries if (hit := _best_word(entry, score)) is not None)


def _best_word(entry: Entry, score: Score) -> Found | None:
    best: Found | None = None
    for word in entry.words:
        points = score(word) * WEIGHTS[word.reason]
        if points > 0 and (best is None or points > best.score):
            best = Found(entry=entry, score=points, word=word)
    return best


def _containing(part: str) -> Score:
    """How well a part of a question is contained in a word, its pinyin, its initials, or means a window's code."""
    code = normalise_code(part)
    latin = is_latin(part)

    def score(word: Word) -> float:
        spelling = word.spelling
        if word.reason == "code":
            return (
                EXACT
                if code and code == normalise_code(word.shown)
                else _inside(spelling.text.find(part), part, spelling.text)
            )
        points = _inside(spelling.text.find(part), part, spelling.text)
        if points == 0 and latin and len(part) > 1:
            points = max(_pinyin(part, word), INITIALS * _inside(spelling.initials.find(part), part, spelling.initials))
        return points

    return score


def _inside(at: int, part: str, text: str) -> float:
    """Where a part stands in a text: all of it, its beginning, within; what fills more of it counts more."""
    if at < 0:
        return 0.0
    if len(part) == len(text):
        return EXACT
    return (PREFIX if at == 0 else INSIDE) + 15.0 * len(part) / len(text)


def _pinyin(part: str, word: Word) -> float:
    at = word.spelling.pinyin.find(part)
    while at >= 0 and at not in word.spelling.starts:
        at = word.spelling.pinyin.find(part, at + 1)
    return PINYIN * _inside(at, part, word.spelling.pinyin)


def _stands_in(word: Word, question: str) -> float:
    """A word that the question holds: the longer, the better."""
    text = word.spelling.text
    if len(text) < 2 or text not in question or (word.reason == "code" and normalise_code(word.shown) is None):
        return 0.0
    return float(len(text))


def _sharing(question: str) -> Score:
    pairs = bigrams(question)

    def score(word: Word) -> float:
        if not pairs or word.reason == "code":
            return 0.0
        share = len(pairs & bigrams(word.spelling.text)) / len(pairs)
        return share if share >= SHARED_PAIRS else 0.0

    return score
