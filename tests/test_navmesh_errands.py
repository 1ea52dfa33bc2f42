"""Several stops in one visit: as soon as the best of all orders and choices, tried one by one; beyond eight stops, nearly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations, product

import numpy as np
import pytest
from navmesh_halls import box, floor, make_hall
from test_navmesh_exact import WANGCHENG

from navmesh import Navigation, NoRoute, Route, Spot, build_navigation, find_route
from navmesh.errands import Choice, Errands, ErrandsError, NoErrands, Stop, plan_errands
from scene.hall_file import read_hall

SHOPS = [(2.0, 5.0), (18.0, 5.0), (5.0, 5.0), (15.0, 5.0)]


@lru_cache(1)
def wangcheng() -> Navigation:
    return build_navigation(read_hall(WANGCHENG), ("walk",))


@lru_cache(1)
def room() -> Navigation:
    return build_navigation(make_hall([floor(1, box(0, 0, 20, 10))]))


def spot(x: float, y: float = 5.0) -> Spot:
    return Spot(floor=0, x=x, y=y, id=f"place:{x:g}")


def stop(*xs: float, serve_s: float = 0.0) -> Stop:
    return Stop(choices=tuple(Choice(spot=spot(x)) for x in xs), serve_s=serve_s)


def plan(
    *stops: Stop, start: float = 10.0, before: Sequence[tuple[int, int]] = (), ends: Sequence[Spot] = ()
) -> Errands:
    found = plan_errands(room(), stops, starts=[spot(start)], ends=ends, before=before, profile="wide")
    assert isinstance(found, Errands)
    return found


def seconds(start: Spot, goal: Spot) -> float:
    found = find_route(wangcheng(), start, goal)
    return found.duration_s if isinstance(found, Route) else math.inf


def served(choice: Choice, serve_s: float, arrive: float) -> float:
    ready = arrive + choice.wait_s
    ends = (max(ready, opens) + serve_s for opens, closes in choice.open if max(ready, opens) + serve_s <= closes)
    return min(ends, default=math.inf)


def tried_one_by_one(
    stops: Sequence[Stop], starts: Sequence[Spot], ends: Sequence[Spot], before: Sequence[tuple[int, int]]
) -> float:
    """The least total over every order, every choice, every start and every end."""
    known: dict[tuple[Spot, Spot], float] = {}

    def way(here: Spot, there: Spot) -> float:
        if (here, there) not in known:
            known[here, there] = seconds(here, there)
        return known[here, there]

    best = math.inf
    for order in permutations(range(len(stops))):
        if any(order.index(first) > order.index(then) for first, then in before):
            continue
        for choices in product(*(stops[number].choices for number in order)):
            leave, here = min(way(start, choices[0].spot) for start in starts), choices[0].spot
            for number, choice in zip(order, choices, strict=True):
                leave = served(
                    choice, stops[number].serve_s, leave + (way(here, choice.spot) if here is not choice.spot else 0)
                )
                here = choice.spot
            best = min(best, leave + min((way(here, end) for end in ends), default=0.0))
    return best


def random_case(seed: int) -> tuple[list[Stop], list[Spot], list[Spot], list[tuple[int, int]]]:
    """Two to four stops of one to three windows somewhere in the building, with hours, queues and some order."""
    chance = np.random.default_rng(seed)
    goals = wangcheng().surroundings.goals

    def some(count: int) -> list[Spot]:
        return [goals[number] for number in chance.choice(len(goals), count, replace=False)]

    stops = []
    for _ in range(chance.integers(2, 5)):
        spans = (
            ((0.0, float(chance.integers(100, 900))), (1500.0, 9000.0)) if chance.random() < 0.6 else ((0.0, math.inf),)
        )
        choices = tuple(
            Choice(spot=one, wait_s=float(chance.integers(0, 300)), open=spans)
            for one in some(int(chance.integers(1, 4)))
        )
        stops.append(Stop(choices=choices, serve_s=float(chance.integers(0, 400))))
    numbers = chance.permutation(len(stops))
    before = [(int(numbers[0]), int(numbers[1]))] if chance.random() < 0.6 else []
    ends = some(2) if chance.random() < 0.5 else []
    return stops, some(int(chance.integers(1, 3))), ends, before


@pytest.mark.parametrize("seed", range(12))
def test_no_order_and_no_choice_takes_less(seed: int) -> None:
    stops, starts, ends, before = random_case(seed)
    found = plan_errands(wangcheng(), stops, starts=starts, ends=ends, before=before)
    assert isinstance(found, Errands)
    assert found.exact
    assert found.total_s == pytest.approx(tried_one_by_one(stops, starts, ends, before), abs=1e-6)
    order = [visit.stop for visit in found.visits]
    assert sorted(order) == list(range(len(stops)))
    assert all(order.index(first) < order.index(then) for first, then in before)


@pytest.mark.parametrize("seed", range(12))
def test_the_times_of_the_visits_add_up(seed: int) -> None:
    stops, starts, ends, before = random_case(seed)
    found = plan_errands(wangcheng(), stops, starts=starts, ends=ends, before=before)
    assert isinstance(found, Errands)
    here, now = found.start, 0.0
    for visit in found.visits:
        assert visit.arrive_s == pytest.approx(now + seconds(here, visit.spot), abs=1e-6)
        assert visit.leave_s == pytest.approx(visit.arrive_s + visit.wait_s + stops[visit.stop].serve_s, abs=1e-6)
        assert visit.wait_s >= 0.0
        here, now = visit.spot, visit.leave_s
    if found.end is not None:
        now += seconds(here, found.end)
    assert found.total_s == pytest.approx(now, abs=1e-6)


def test_stops_are_made_on_the_way() -> None:
    found = plan(*(stop(x) for x, _ in SHOPS), start=1.0)
    assert [visit.spot.x for visit in found.visits] == [2.0, 5.0, 15.0, 18.0]


def test_where_one_leaves_decides_too() -> None:
    found = plan(stop(6.0), stop(16.0), ends=[spot(3.0)])
    assert [visit.spot.x for visit in found.visits] == [16.0, 6.0]
    assert found.end == spot(3.0)


def test_what_must_come_first_comes_first_though_it_is_farther() -> None:
    assert [visit.stop for visit in plan(stop(11.0), stop(19.0), before=[(1, 0)]).visits] == [1, 0]


def test_one_of_several_spots_will_do() -> None:
    found = plan(stop(2.0, 12.0), stop(13.0))
    assert [visit.spot.x for visit in found.visits] == [12.0, 13.0]


def test_what_is_closed_over_lunch_is_made_before_or_waited_for() -> None:
    lunch = Stop(choices=(Choice(spot=spot(18.0), open=((0.0, 60.0), (3600.0, 9000.0))),), serve_s=30.0)
    assert [visit.stop for visit in plan(stop(9.0, serve_s=100.0), lunch).visits] == [1, 0]
    late = plan(stop(9.0, serve_s=100.0), lunch, before=[(0, 1)])
    assert late.visits[1].leave_s == 3630.0
    assert late.visits[1].wait_s > 3000


def test_where_it_is_never_open_there_is_no_order() -> None:
    never = Stop(choices=(Choice(spot=spot(18.0), open=((0.0, 5.0),)),), serve_s=30.0)
    assert plan_errands(room(), [never], starts=[spot(1.0)], profile="wide") == NoErrands(stop=None, reason=None)


def test_a_stop_nobody_can_walk_to_is_named_with_the_reason() -> None:
    hall = make_hall([floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))])
    above = Stop(choices=(Choice(spot=Spot(floor=1, x=3.0, y=3.0)),))
    found = plan_errands(build_navigation(hall), [stop(5.0), above], starts=[spot(1.0)], profile="wide")
    assert isinstance(found, NoErrands)
    assert found.stop == 1
    assert isinstance(found.reason, NoRoute)


def test_stops_that_each_come_before_the_other_are_refused() -> None:
    with pytest.raises(ErrandsError, match="stops 1, 2 must each come before another"):
        plan(stop(1.0), stop(2.0), stop(3.0), before=[(0, 1), (1, 0)])


@pytest.mark.parametrize("seed", range(4))
def test_beyond_eight_stops_the_order_is_good_and_said_not_to_be_exact(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.random.default_rng(seed)
    goals = wangcheng().surroundings.goals
    numbers = chance.choice(len(goals), 9, replace=False)
    stops = [Stop(choices=(Choice(spot=goals[number]),), serve_s=60.0) for number in numbers]
    good = plan_errands(wangcheng(), stops, starts=[goals[0]], before=[(0, 5), (3, 1)])
    monkeypatch.setattr("navmesh.errands.EXACT_STOPS", 9)
    best = plan_errands(wangcheng(), stops, starts=[goals[0]], before=[(0, 5), (3, 1)])
    assert isinstance(good, Errands)
    assert isinstance(best, Errands)
    assert (good.exact, best.exact) == (False, True)
    assert best.total_s <= good.total_s <= 1.1 * best.total_s
    order = [visit.stop for visit in good.visits]
    assert order.index(0) < order.index(5)
    assert order.index(3) < order.index(1)
