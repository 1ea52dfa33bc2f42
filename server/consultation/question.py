"""A citizen's question: the form's answers, checked, and sealed for the database."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from server.applications.applicant import clean_phone, clean_text, phone_check, phone_problem
from server.consultation.storage import NewConsultation
from server.foundation.case_numbers import new_number
from server.foundation.problems import FieldProblem
from server.foundation.secret import Secrets

LONGEST_NAME = 60
LONGEST_TEXT = 2000
TABLE = "consultation"
ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who asks, how to reach them, and what."""

    name: str
    phone: str
    text: str


def check_question(answers: Mapping[str, str]) -> Question | list[FieldProblem]:
    """The question, or everything that is wrong with the answers."""
    name = clean_text(answers.get("name", ""))
    phone = clean_phone(answers.get("phone", ""))
    text = clean_paragraphs(answers.get("text", ""))
    problems = [_name_problem(name), phone_problem(phone), text_problem(text)]
    return [problem for problem in problems if problem] or Question(name=name, phone=phone, text=text)


def clean_paragraphs(text: str) -> str:
    """Several lines, without other control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one == "\n" or unicodedata.category(one)[0] != "C").strip()


def text_problem(text: str) -> FieldProblem | None:
    """Why a cleaned text is not taken."""
    if not text:
        return FieldProblem("text", "consult.problem_no_text")
    return FieldProblem("text", "apply.problem_too_long", {"most": LONGEST_TEXT}) if len(text) > LONGEST_TEXT else None


def _name_problem(name: str) -> FieldProblem | None:
    if not name:
        return FieldProblem("name", "consult.problem_no_name")
    return FieldProblem("name", "apply.problem_too_long", {"most": LONGEST_NAME}) if len(name) > LONGEST_NAME else None


def seal_question(
    own: Secrets, question: Question, *, hall: str, unit_code: str, item_code: str | None
) -> NewConsultation:
    """Encrypt who asks, give it an id that cannot be guessed and a number to ask by."""
    row = secrets.token_urlsafe(ID_BYTES)
    return NewConsultation(
        id=row,
        number=new_number(),
        hall_id=hall,
        unit_code=unit_code,
        item_code=item_code,
        name_cipher=own.encrypt(question.name, table=TABLE, row=row, column="name"),
        phone_cipher=own.encrypt(question.phone, table=TABLE, row=row, column="phone"),
        phone_check=phone_check(own, row, question.phone[-4:]),
        text=question.text,
    )
