"""What is asked to be closed, checked: the desk's form and the API's body alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.applications.applicant import clean_text
from server.closures.storage import NewClosure
from server.foundation.moments import parse_moment
from server.foundation.problems import FieldProblem
from server.foundation.texts import LANGUAGES, Translated

LONGEST_REASON = 80
"""Characters, of each language."""
EARLIEST, LATEST = timedelta(days=-1), timedelta(days=731)
"""Moments farther away than this from now are slips of the hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for, as typed. from_, to: ISO 8601, in the hall's time unless they name a zone; empty: now, open end."""

    target: str
    from_: str
    to: str
    reason: Translated


def check_closure(asked: Asked, targets: Mapping[str, Translated], now: datetime) -> NewClosure | list[FieldProblem]:
    """The closure, or everything that is wrong with what is asked. targets: what can be closed, by name."""
    begin, begin_problem = _moment("from", asked.from_.strip(), now)
    end, end_problem = _moment("to", asked.to.strip(), now)
    reason = {language: clean_text(asked.reason[language]) for language in LANGUAGES}
    problems = [
        _target_problem(asked.target, targets),
        begin_problem,
        end_problem or _span_problem(begin or now, end, now),
        *(_reason_problem(f"reason_{language}", text) for language, text in reason.items()),
    ]
    return [problem for problem in problems if problem] or NewClosure(
        target=asked.target,
        from_at=begin or now.replace(microsecond=0),
        to_at=end,
        reason_zh=reason["zh"],
        reason_en=reason["en"],
    )


def _target_problem(target: str, targets: Mapping[str, Translated]) -> FieldProblem | None:
    if not target:
        return FieldProblem("target", "closures.problem_no_target")
    if target in targets:
        return None
    return FieldProblem("target", "closures.problem_target", {"target": target[:100], "there": ", ".join(targets)})


def _moment(field: str, words: str, now: datetime) -> tuple[datetime | None, FieldProblem | None]:
    """The moment that words mean, None for none; and what is wrong with them."""
    if not words:
        return None, None
    try:
        moment = parse_moment(words)
        is_near = EARLIEST <= moment - now <= LATEST
    except (ValueError, OverflowError):
        return None, FieldProblem(field, "closures.problem_moment", {"words": words[:40]})
    return (moment, None) if is_near else (None, FieldProblem(field, "closures.problem_far"))


def _span_problem(begin: datetime, end: datetime | None, now: datetime) -> FieldProblem | None:
    if end is None:
        return None
    if end <= begin:
        return FieldProblem("to", "closures.problem_span")
    return FieldProblem("to", "closures.problem_over") if end <= now else None


def _reason_problem(field: str, text: str) -> FieldProblem | None:
    if not text:
        return FieldProblem(field, "closures.problem_no_reason")
    if len(text) > LONGEST_REASON:
        return FieldProblem(field, "apply.problem_too_long", {"most": LONGEST_REASON})
    return None
