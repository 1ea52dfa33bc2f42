"""The rules of the desk without a server: numbers, documents, states, working days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from desk_world import FIRM_CODE, PERSON
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from server.applications.applicant import Applicant, check_applicant
from server.applications.documents import DocumentKind, clean_number, document_problem, is_region_known, mask_number
from server.applications.states import EVENTS, STATES, TRANSITIONS, Event, State, next_state
from server.foundation.case_numbers import LETTERS, new_number, parse_number, show_number
from server.foundation.refusals import Conflict
from server.foundation.working_days import LAST_KNOWN_YEAR, add_working_days

TODAY = date(2026, 3, 2)


def with_check(digits: str) -> str:
    return digits + str(mod_11_2.calc_check_digit(digits))


@pytest.mark.parametrize(
    ("kind", "typed", "problem"),
    [
        ("resident_id", PERSON, None),
        ("resident_id", "９９０１０１　１９９００３０７　１２３７", None),
        ("resident_id", "990101 19900307 1237", None),
        ("resident_id", with_check("99010120000229001").lower(), None),
        ("resident_id", "", "apply.problem_no_document"),
        ("resident_id", "990101900307123", "apply.problem_fifteen_digits"),
        ("resident_id", PERSON[:-1], "apply.problem_eighteen_digits"),
        ("resident_id", PERSON[:-1] + "8", "apply.problem_check_digit"),
        ("resident_id", with_check("99010119990229001"), "apply.problem_birth_date"),
        ("resident_id", with_check("99010120260303001"), "apply.problem_birth_date"),
        ("resident_id", with_check("99010118991231001"), "apply.problem_birth_date"),
        ("hmt_residence", with_check("83000019900307123"), None),
        ("hmt_residence", with_check("81000020260303123"), "apply.problem_birth_date"),
        ("foreign_residence", with_check("99010119900307123"), None),
        ("foreign_residence", "USA310000000000", None),
        ("foreign_residence", "12345", "apply.problem_eighteen_digits"),
        ("passport", "e12345678", None),
        ("passport", "E1", "apply.problem_document_shape"),
        ("hongkong_macao_permit", "H12345678", None),
        ("hongkong_macao_permit", "X12345678", "apply.problem_document_shape"),
        ("taiwan_permit", "12345678", None),
        ("taiwan_permit", "1234567", "apply.problem_document_shape"),
        ("credit_code", FIRM_CODE.lower(), None),
        ("credit_code", FIRM_CODE[:-1] + "0", "apply.problem_credit_code"),
        ("credit_code", "", "apply.problem_no_credit_code"),
    ],
)
def test_a_document_number_is_taken_or_refused_for_its_reason(
    kind: DocumentKind, typed: str, problem: str | None
) -> None:
    assert document_problem(kind, clean_number(typed), TODAY) == problem


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(at: int, shift: int) -> None:
    wrong = PERSON[:at] + str((int(PERSON[at]) + shift) % 10) + PERSON[at + 1 :]
    assert document_problem("resident_id", wrong, TODAY) is not None


def test_an_unknown_region_is_only_worth_a_second_look() -> None:
    assert not is_region_known(PERSON)
    assert is_region_known("430112")


@pytest.mark.parametrize("number", [PERSON, FIRM_CODE, "E12345678", "12345678"])
def test_a_mask_hides_most_of_a_number(number: str) -> None:
    shown = mask_number(number)
    assert len(shown) == len(number)
    assert shown.count("*") >= len(number) / 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("13900001234", "13900001234"), ("+86 139-0000-1234", "13900001234"), ("１３９００００１２３４", "13900001234")],
)
def test_phones_are_understood_as_people_write_them(typed: str, kept: str) -> None:
    answers = {"name": "测试人", "document_kind": "resident_id", "document": PERSON, "phone": typed}
    checked = check_applicant("individual", answers, TODAY)
    assert isinstance(checked, Applicant)
    assert checked.phone == kept


def test_everything_wrong_is_told_at_once() -> None:
    checked = check_applicant("firm", {"phone": "12", "address": "长" * 301}, TODAY)
    assert isinstance(checked, list)
    assert [one.field for one in checked] == ["name", "contact", "document", "phone", "address"]


def test_numbers_can_be_typed_as_people_do() -> None:
    number = new_number()
    shown = show_number(number)
    assert len(number) == 16
    assert set(number) <= set(LETTERS)
    assert parse_number(f"  {shown.lower().replace('-', ' ')} ") == number
    assert parse_number(shown.replace("0", "O").replace("1", "l")) == number


@given(st.integers(0, 15), st.sampled_from(LETTERS))
def test_one_wrong_letter_in_a_number_is_noticed(at: int, letter: str) -> None:
    number = "0123456789ABCDE"
    whole = next(number + last for last in LETTERS if parse_number(number + last))
    changed = whole[:at] + letter + whole[at + 1 :]
    assert (parse_number(changed) is None) == (changed != whole)


def test_ten_thousand_numbers_are_different() -> None:
    assert len({new_number() for _ in range(10_000)}) == 10_000


@given(st.lists(st.sampled_from(EVENTS), max_size=12))
def test_every_sequence_of_events_leads_from_state_to_state_or_is_refused(events: list[Event]) -> None:
    state: State = "draft"
    seen = [state]
    for event in events:
        expected = TRANSITIONS.get((state, event))
        if expected is None:
            with pytest.raises(Conflict):
                next_state(state, event)
        else:
            state = next_state(state, event)
            seen.append(state)
    # Nothing is ever taken back: the life only goes on.
    assert [STATES.index(one) for one in seen] == sorted({STATES.index(one) for one in seen})


@pytest.mark.parametrize(
    ("start", "days", "last_day"),
    [
        (datetime(2026, 3, 2, 1, tzinfo=UTC), 2, date(2026, 3, 4)),
        # 16:30 UTC is half past midnight of the next day in Shanghai.
        (datetime(2026, 3, 2, 16, 30, tzinfo=UTC), 2, date(2026, 3, 5)),
        # Before the Spring Festival: Saturday the 14th is a working day, then nine days are not.
        (datetime(2026, 2, 13, 1, tzinfo=UTC), 2, date(2026, 2, 24)),
        # Before National Day: 1 to 7 October off, Saturday 10 October worked.
        (datetime(2026, 9, 30, 1, tzinfo=UTC), 3, date(2026, 10, 10)),
    ],
)
def test_deadlines_count_working_days_with_the_swapped_weekends(start: datetime, days: int, last_day: date) -> None:
    deadline = add_working_days(start, days)
    assert deadline.last_day == last_day
    assert deadline.at == datetime(last_day.year, last_day.month, last_day.day, 16, tzinfo=UTC)
    assert not deadline.provisional


def test_beyond_the_last_notice_a_deadline_is_provisional() -> None:
    deadline = add_working_days(datetime(LAST_KNOWN_YEAR, 12, 31, 1, tzinfo=UTC), 2)
    assert deadline.provisional
    assert deadline.last_day.weekday() < 5
