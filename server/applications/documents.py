"""Documents that say who somebody is: which kinds there are and whether a number can be one.

python-stdnum's `cn.ric` is not used: it refuses residence permits of 81/82/83 and permanent residents' cards of 9…, and accepts
birth dates that lie in the future. The check digit and the date are errors, the region is only worth a second look.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal, get_args

from stdnum import numdb
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

DocumentKind = Literal[
    "resident_id",
    "hmt_residence",
    "foreign_residence",
    "passport",
    "hongkong_macao_permit",
    "taiwan_permit",
    "credit_code",
]
PERSONAL: tuple[DocumentKind, ...] = get_args(DocumentKind)[:-1]

OLDEST = date(1900, 1, 1)
SHAPES = {
    "passport": re.compile(r"[A-Z0-9]{6,17}"),
    "hongkong_macao_permit": re.compile(r"[HM][0-9]{8}([0-9]{2})?"),
    "taiwan_permit": re.compile(r"[0-9]{8}"),
}
EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
FIFTEEN = re.compile(r"[0-9]{15}")
OLD_FOREIGN = re.compile(r"[A-Z]{3}[0-9]{12}")
NOISE = re.compile(r"[\s\-.·]+")


def clean_number(text: str) -> str:
    """Full-width forms, spaces and small letters as one number."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()


def document_problem(kind: DocumentKind, number: str, today: date) -> str | None:
    """The text that says why a cleaned number cannot be a document of this kind; None when it can."""
    if not number:
        return f"apply.problem_no_{kind}" if kind == "credit_code" else "apply.problem_no_document"
    match kind:
        case "resident_id" | "hmt_residence":
            return _eighteen_problem(number, today)
        case "foreign_residence":
            return None if OLD_FOREIGN.fullmatch(number) else _eighteen_problem(number, today)
        case "credit_code":
            return _credit_code_problem(number)
        case _:
            return None if SHAPES[kind].fullmatch(number) else "apply.problem_document_shape"


def is_region_known(number: str) -> bool:
    """Whether an 18-digit number begins with a region that is or was assigned in mainland China."""
    found = numdb.get("cn/loc").info(number[:6])
    return len(found) > 0 and "county" in found[-1][1]


def _eighteen_problem(number: str, today: date) -> str | None:
    if FIFTEEN.fullmatch(number):
        return "apply.problem_fifteen_digits"
    if not EIGHTEEN.fullmatch(number):
        return "apply.problem_eighteen_digits"
    if not _is_plausible_birth(number[6:14], today):
        return "apply.problem_birth_date"
    if not mod_11_2.is_valid(number):
        return "apply.problem_check_digit"
    return None


def _is_plausible_birth(digits: str, today: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return OLDEST <= born <= today


def _credit_code_problem(number: str) -> str | None:
    try:
        uscc.validate(number)
    except ValidationError:
        return "apply.problem_credit_code"
    return None


def mask_number(number: str) -> str:
    """Enough to recognise one's own number by, too little to use another's."""
    head, tail = (3, 2) if len(number) >= 15 else (1, 2)
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def mask_phone(phone: str) -> str:
    """138****5678."""
    return f"{phone[:3]}****{phone[-4:]}"
