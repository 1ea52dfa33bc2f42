"""An application, its uploads and its events, as they come out of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from server.applications.applicant import SealedApplicant
from server.applications.states import Event, State
from server.applications.subject import Kind, Need, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """From the draft on. `number` and `submitted_at` exist from the submission on; `applicant` once it was filled in."""

    id: str
    hall_id: str
    subject: Subject
    owner_digest: str
    state: State
    number: str | None
    kind: Kind | None
    applicant: SealedApplicant | None
    phone_check: str | None
    created_at: datetime
    submitted_at: datetime | None
    due_at: datetime | None
    due_provisional: bool

    @property
    def needs(self) -> tuple[Need, ...]:
        """What this applicant hands in."""
        return self.subject.needs if self.kind is None else self.subject.needs_of(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file of an application. `sha256` and `size` are of what is kept."""

    id: str
    material_seq: int
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUpload:
    """A file that was inspected and stored, not yet bound to its application."""

    material_seq: int
    name: str
    media_type: str
    size: int
    sha256: str
    sent_sha256: str
    sent_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened to an application; `officer_name` when an officer did it."""

    at: datetime
    event: Event
    to_state: State
    officer_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A row of the officers' list."""

    id: str
    number: str
    item_code: str
    item_name: str
    unit_code: str
    state: State
    submitted_at: datetime
    due_at: datetime
    due_provisional: bool
    files: int
