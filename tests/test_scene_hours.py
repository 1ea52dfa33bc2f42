"""Hours: which days and times words mean, up to the minute, over midnight and the week's end; and what is no hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from corpus import good_document, to_source

from scene.doors import named_doors, shut_doors
from scene.hall import Hours
from scene.hall_file import HallError, parse_hall
from scene.hours import Timetable, days_of, is_open, next_change, opens_at, span_at, timetable_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = {"days": "mon-fri", "from": "08:30", "to": "17:30"}


def timetable(*entries: dict[str, str]) -> Timetable:
    return timetable_of([Hours.model_validate(entry) for entry in entries])


def moment(day: int, time: str) -> datetime:
    """A moment in the week that begins on Monday, 2 March 2026."""
    hour, minute, second = (int(part) for part in f"{time}:00".split(":")[:3])
    return datetime(2026, 3, 2, hour, minute, second, tzinfo=SHANGHAI) + timedelta(days=day)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat", (5,)),
        ("mon,wed-fri", (0, 2, 3, 4)),
        ("fri-mon", (0, 4, 5, 6)),
        ("sun-sun", (6,)),
    ],
)
def test_days_are_named_ranged_and_listed(words: str, days: tuple[int, ...]) -> None:
    assert days_of(words) == days


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        (0, "08:29:59", False),
        (0, "08:30:00", True),
        (4, "17:29:59", True),
        (4, "17:30:00", False),
        (5, "12:00", False),
        (6, "12:00", False),
    ],
)
def test_something_is_open_from_its_first_moment_up_to_its_last(day: int, time: str, expected: bool) -> None:
    assert is_open(timetable(OFFICE), moment(day, time)) is expected


def test_without_hours_something_is_always_open() -> None:
    assert is_open((), moment(0, "03:00"))
    assert next_change((), moment(0, "03:00")) is None


def test_what_ends_earlier_than_it_begins_lasts_past_midnight_and_past_the_week() -> None:
    nights = timetable({"days": "sun", "from": "22:00", "to": "06:00"})
    assert [is_open(nights, moment(*at)) for at in ((6, "21:59"), (6, "22:00"), (7, "05:59"), (7, "06:00"))] == [
        False,
        True,
        True,
        False,
    ]
    assert is_open(nights, moment(0, "00:00"))


def test_a_whole_day_ends_where_the_next_begins() -> None:
    days = timetable({"days": "mon-tue", "from": "00:00", "to": "24:00"})
    assert is_open(days, moment(0, "23:59:59"))
    assert is_open(days, moment(1, "00:00"))
    assert not is_open(days, moment(2, "00:00"))


@pytest.mark.parametrize(
    ("day", "time", "opens"),
    [(0, "07:00", (0, "08:30")), (0, "17:30", (1, "08:30")), (4, "18:00", (7, "08:30")), (6, "00:00", (7, "08:30"))],
)
def test_it_is_known_when_something_opens_next(day: int, time: str, opens: tuple[int, str]) -> None:
    assert opens_at(timetable(OFFICE), moment(day, time)) == moment(*opens)


def test_it_is_known_when_something_changes_next() -> None:
    assert next_change(timetable(OFFICE), moment(0, "08:30")) == moment(0, "17:30")
    assert next_change(timetable(OFFICE), moment(4, "17:30")) == moment(7, "08:30")


def test_a_span_says_the_direction() -> None:
    both = timetable(
        {"days": "mon-fri", "from": "08:00", "to": "12:00", "direction": "up"},
        {"days": "mon-fri", "from": "12:00", "to": "18:00", "direction": "down"},
    )
    spans = [span_at(both, moment(0, time)) for time in ("11:59:59", "12:00", "18:00")]
    assert [span and span.direction for span in spans] == ["up", "down", None]


def hall_with(kind: str, index: int, hours: list[dict[str, Any]]) -> bytes:
    document = good_document("escalators_and_lift")
    document[kind][index]["hours"] = hours
    return to_source(document)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            {"days": "mon-fry"},
            'days: "mon-fry" must be of mon, tue, wed, thu, fri, sat, sun, like mon-fri or mon,wed-fri',
        ),
        ({"days": "Mon"}, 'days: "Mon" must be of mon, tue, wed, thu, fri, sat, sun, like mon-fri or mon,wed-fri'),
        ({"from": "8:30"}, 'from: "8:30" must be a time of day like 08:30'),
        ({"from": "24:00"}, 'from: "24:00" must be a time of day like 08:30'),
        ({"to": "25:00"}, 'to: "25:00" must be a time of day like 17:30, at most 24:00'),
        ({"to": "08:30"}, "to: is the time of from; a whole day is 00:00 to 24:00"),
        ({"direction": "up"}, "direction: is only for connectors"),
    ],
)
def test_what_is_no_hours_is_told_with_its_place(entry: dict[str, str], problem: str) -> None:
    with pytest.raises(HallError) as raised:
        parse_hall(hall_with("entrances", 0, [OFFICE, OFFICE | entry]))
    assert [str(one) for one in raised.value.problems] == [f"entrances[0].hours[1].{problem}"]


def test_a_connector_runs_one_way_at_a_time() -> None:
    hours = [OFFICE | {"direction": "up"}, {"days": "fri", "from": "17:00", "to": "20:00", "direction": "down"}]
    with pytest.raises(HallError) as raised:
        parse_hall(hall_with("connectors", 0, hours))
    assert [str(one) for one in raised.value.problems] == [
        "connectors[0].hours[1]: overlaps hours[0], which says another direction"
    ]


def test_only_a_door_with_an_id_has_hours() -> None:
    document = good_document("rooms_and_doors")
    document["walls"][0]["doors"][1]["hours"] = [OFFICE]
    with pytest.raises(HallError) as raised:
        parse_hall(to_source(document))
    assert [str(one) for one in raised.value.problems] == [
        "walls[0].doors[1]: has hours, so it needs an id by which it can be told"
    ]


def test_a_door_that_is_shut_is_a_door_less() -> None:
    hall = parse_hall(to_source(good_document("rooms_and_doors")))
    document = good_document("rooms_and_doors")
    del document["walls"][0]["doors"][0]
    assert [name for _, _, name in named_doors(hall)] == ["d1"]
    assert shut_doors(hall, {"d1"}).walls == parse_hall(to_source(document)).walls


def test_another_weekday_may_hold_on_a_date() -> None:
    """The Friday is a holiday, the Saturday after it is worked."""

    def weekday_of(day: date) -> int:
        return {date(2026, 3, 6): 6, date(2026, 3, 7): 0}.get(day, day.weekday())

    hours = timetable(OFFICE)
    open_at_ten = [is_open(hours, moment(day, "10:00"), weekday_of) for day in range(7)]
    assert open_at_ten == [True, True, True, True, False, True, False]
    assert opens_at(hours, moment(3, "18:00"), weekday_of) == moment(5, "08:30")
    assert next_change(hours, moment(5, "10:00"), weekday_of) == moment(5, "17:30")
