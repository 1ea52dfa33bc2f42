"""What the desk's templates are given."""

from __future__ import annotations

from dataclasses import dataclass

from server.accounts.storage import Officer
from server.applications.applicant import Applicant
from server.applications.pages import Due, Slot
from server.applications.records import Application, Happening, Waiting
from server.consultation.storage import Asked, Consultation, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An application in a list."""

    one: Waiting
    number: str
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A consultation in a list; `text` is its beginning."""

    one: Asked
    number: str
    text: str
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """What waits, what is due first on top, and what was done last."""

    officer: Officer
    units: dict[str, str]
    waiting: tuple[Row, ...]
    done: tuple[Row, ...]
    questions: tuple[QuestionRow, ...]
    answered: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One application. `applicant` is masked."""

    officer: Officer
    found: Application
    number: str
    applicant: Applicant
    slots: tuple[Slot, ...]
    happenings: tuple[Happening, ...]
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """One consultation, with what the officer is writing when it was refused."""

    officer: Officer
    found: Consultation
    number: str
    name: str
    phone: str
    item_name: str | None
    messages: tuple[Message, ...]
    due: Due | None
    text: str
    problem: str | None
