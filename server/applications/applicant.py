"""Who applies: the form's answers, checked, and sealed for the database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from server.applications.documents import PERSONAL, DocumentKind, clean_number, document_problem
from server.applications.subject import Kind
from server.foundation.problems import FieldProblem
from server.foundation.secret import Secrets

MOBILE = re.compile(r"1[3-9][0-9]{9}")
COUNTRY_CODE = re.compile(r"^(\+|00)?86(?=1)")
LONGEST_NAME = 120
LONGEST_ADDRESS = 300
TABLE = "application"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A person, or a firm and the person who acts for it (`contact`)."""

    kind: Kind
    name: str
    contact: str
    document_kind: DocumentKind
    document: str
    phone: str
    address: str


def check_applicant(kind: Kind, answers: Mapping[str, str], today: date) -> Applicant | list[FieldProblem]:
    """The applicant, or everything that is wrong with the answers."""
    applicant = _read(kind, answers)
    problems = [
        _name_problem(kind, applicant.name),
        _contact_problem(applicant),
        _document_problem(applicant, answers, today),
        phone_problem(applicant.phone),
        _address_problem(applicant.address),
    ]
    found = [problem for problem in problems if problem is not None]
    return found or applicant


def _read(kind: Kind, answers: Mapping[str, str]) -> Applicant:
    chosen = next((one for one in PERSONAL if one == answers.get("document_kind")), PERSONAL[0])
    firm = kind == "firm"
    return Applicant(
        kind=kind,
        name=clean_text(answers.get("name", "")),
        contact=clean_text(answers.get("contact", "")) if firm else "",
        document_kind="credit_code" if firm else chosen,
        document=clean_number(answers.get("document", "")),
        phone=clean_phone(answers.get("phone", "")),
        address=clean_text(answers.get("address", "")),
    )


def clean_text(text: str) -> str:
    """One line, without control characters and doubled spaces."""
    visible = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in text)
    return " ".join(visible.split())


def clean_phone(text: str) -> str:
    """The digits of a mobile number, without +86."""
    digits = re.sub(r"[\s\-()]+", "", unicodedata.normalize("NFKC", text))
    return COUNTRY_CODE.sub("", digits)


def phone_problem(phone: str) -> FieldProblem | None:
    """Why a cleaned text is not a mobile number."""
    if not phone:
        return FieldProblem("phone", "apply.problem_no_phone")
    return None if MOBILE.fullmatch(phone) else FieldProblem("phone", "apply.problem_phone")


def _name_problem(kind: Kind, name: str) -> FieldProblem | None:
    if not name:
        return FieldProblem("name", f"apply.problem_no_name_{kind}")
    return _too_long("name", name, LONGEST_NAME)


def _contact_problem(applicant: Applicant) -> FieldProblem | None:
    if applicant.kind == "firm" and not applicant.contact:
        return FieldProblem("contact", "apply.problem_no_contact")
    return _too_long("contact", applicant.contact, LONGEST_NAME)


def _document_problem(applicant: Applicant, answers: Mapping[str, str], today: date) -> FieldProblem | None:
    if applicant.kind == "individual" and answers.get("document_kind") not in PERSONAL:
        return FieldProblem("document_kind", "apply.problem_document_kind")
    key = document_problem(applicant.document_kind, applicant.document, today)
    return FieldProblem("document", key) if key else None


def _address_problem(address: str) -> FieldProblem | None:
    return _too_long("address", address, LONGEST_ADDRESS)


def _too_long(field: str, text: str, most: int) -> FieldProblem | None:
    return FieldProblem(field, "apply.problem_too_long", {"most": most}) if len(text) > most else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedApplicant:
    """An applicant as the database has it; the names are the columns'."""

    kind: Kind
    name_cipher: bytes
    contact_cipher: bytes
    document_kind: DocumentKind
    document_cipher: bytes
    document_digest: str
    phone_cipher: bytes
    phone_check: str
    address_cipher: bytes


def seal(secrets: Secrets, row: str, applicant: Applicant) -> SealedApplicant:
    """Encrypt everything that tells who it is; `row` is the application's id."""

    def encrypt(text: str, column: str) -> bytes:
        return secrets.encrypt(text, table=TABLE, row=row, column=column)

    return SealedApplicant(
        kind=applicant.kind,
        name_cipher=encrypt(applicant.name, "name"),
        contact_cipher=encrypt(applicant.contact, "contact"),
        document_kind=applicant.document_kind,
        document_cipher=encrypt(applicant.document, "document"),
        document_digest=secrets.digest("document", f"{applicant.document_kind}|{applicant.document}"),
        phone_cipher=encrypt(applicant.phone, "phone"),
        phone_check=phone_check(secrets, row, applicant.phone[-4:]),
        address_cipher=encrypt(applicant.address, "address"),
    )


def unseal(secrets: Secrets, row: str, sealed: SealedApplicant) -> Applicant:
    """The applicant again."""

    def decrypt(data: bytes, column: str) -> str:
        return secrets.decrypt(data, table=TABLE, row=row, column=column)

    return Applicant(
        kind=sealed.kind,
        name=decrypt(sealed.name_cipher, "name"),
        contact=decrypt(sealed.contact_cipher, "contact"),
        document_kind=sealed.document_kind,
        document=decrypt(sealed.document_cipher, "document"),
        phone=decrypt(sealed.phone_cipher, "phone"),
        address=decrypt(sealed.address_cipher, "address"),
    )


def phone_check(secrets: Secrets, row: str, last_four: str) -> str:
    """The second factor of a look-up, bound to its case: equal phones do not look equal."""
    return secrets.digest("phone check", f"{row}|{last_four}")
