"""What the application's templates are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from server.applications.applicant import Applicant
from server.applications.documents import PERSONAL, mask_number
from server.applications.inspection import FORMATS
from server.applications.records import Application, Upload
from server.applications.storage import MOST_FILES, missing_needs
from server.applications.subject import Kind, Need, Subject
from server.applications.uploads import LARGEST_FILE
from server.foundation.case_numbers import show_number
from server.foundation.clock import SHANGHAI
from server.foundation.problems import FieldProblem
from server.foundation.working_days import last_day_before
from server.items.records import Item

ACCEPT = ",".join((*FORMATS, "image/jpeg", "image/png", "application/pdf"))
SHORT_HASH = 12
Problems = tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Before one begins: what will be asked. `windows` is where to go when the item cannot be handled online."""

    item: Item
    windows: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where one is in the form."""

    number: int
    count: int
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPage:
    """A person or a firm?"""

    draft: str
    subject: Subject
    step: Step
    kind: Kind | None
    problems: Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantPage:
    """Who applies. `answers` are what was typed, also what was wrong."""

    draft: str
    subject: Subject
    step: Step
    kind: Kind
    answers: dict[str, str]
    problems: Problems
    document_kinds: tuple[str, ...] = PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """An upload as it is listed; `short_hash` is the beginning of its SHA-256."""

    id: str
    name: str
    size: str
    short_hash: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A material and its files."""

    need: Need
    files: tuple[ShownFile, ...]
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialsPage:
    """A slot for each material."""

    draft: str
    subject: Subject
    step: Step
    slots: tuple[Slot, ...]
    there: int
    needed: int
    problems: Problems
    accept: str = ACCEPT
    largest_mb: int = LARGEST_FILE >> 20
    most_files: int = MOST_FILES


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Everything once more before it is handed in. `applicant` is masked where it must be."""

    draft: str
    subject: Subject
    step: Step
    applicant: Applicant
    is_region_known: bool
    slots: tuple[Slot, ...]
    key: str
    problems: Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline in words: its last day, and how many calendar days are left (negative: late)."""

    day: date
    days_left: int
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """The number. Nothing on it tells who applied."""

    subject: Subject
    number: str
    submitted_at: datetime
    due: Due | None


def step_of(found: Application, name: str) -> Step:
    """The place of a page in the form; who may only be one kind is not asked which."""
    names = [*(["kind"] if len(found.subject.kinds) > 1 else []), "applicant", "materials", "check"]
    at = names.index(name)
    back = f"/items/{found.subject.code}" if at == 0 else f"/applications/{found.id}/{names[at - 1]}"
    return Step(number=at + 1, count=len(names), back=back)


def slots_of(needs: Iterable[Need], uploads: Iterable[Upload]) -> tuple[Slot, ...]:
    """Each material with its files."""
    files = tuple(uploads)
    return tuple(_slot(need, [one for one in files if one.material_seq == need.seq]) for need in needs)


def _slot(need: Need, files: list[Upload]) -> Slot:
    return Slot(need=need, files=tuple(shown_file(one) for one in files), full=len(files) >= MOST_FILES)


def shown_file(upload: Upload) -> ShownFile:
    """An upload as it is listed."""
    return ShownFile(
        id=upload.id,
        name=upload.name,
        size=size_text(upload.size),
        short_hash=upload.sha256[:SHORT_HASH],
        media_type=upload.media_type,
    )


def size_text(size: int) -> str:
    """Bytes for people: 318 kB, 2.4 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"


def materials_page(found: Application, uploads: tuple[Upload, ...], problems: Problems) -> MaterialsPage:
    """The page of slots."""
    must = [need for need in found.needs if need.must]
    return MaterialsPage(
        draft=found.id,
        subject=found.subject,
        step=step_of(found, "materials"),
        slots=slots_of(found.needs, uploads),
        there=len(must) - len(missing_needs(found, uploads)),
        needed=len(must),
        problems=problems,
    )


def masked(applicant: Applicant) -> Applicant:
    """As it is shown again: the number only to recognise it by."""
    return replace(applicant, document=mask_number(applicant.document))


def due_of(due_at: datetime | None, now: datetime, *, provisional: bool) -> Due | None:
    """A deadline as people count it: in days of Shanghai."""
    if due_at is None:
        return None
    day = last_day_before(due_at)
    return Due(day=day, days_left=(day - now.astimezone(SHANGHAI).date()).days, provisional=provisional)


def receipt_page(found: Application, now: datetime) -> ReceiptPage:
    """The page with the number, of an application that was handed in."""
    assert found.number is not None  # noqa: S101  the route sends drafts elsewhere
    assert found.submitted_at is not None  # noqa: S101
    return ReceiptPage(
        subject=found.subject,
        number=show_number(found.number),
        submitted_at=found.submitted_at,
        due=due_of(found.due_at, now, provisional=found.due_provisional),
    )
