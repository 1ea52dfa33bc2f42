"""A guided way told in steps: what to follow and on which hand, what to count, and where there is nothing to follow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import shapely
from shapely.geometry import LineString, Point

from navmesh import guided_words, words
from navmesh.arrivals import side_of
from navmesh.bends import heading_between, turn_between
from navmesh.guided import GuidedWalk
from navmesh.guided_sections import REACH, Section, sections_of
from navmesh.guides import DOORWAY, PAVING, through
from navmesh.legs import Leg
from navmesh.plans import Spot, Straight, Surroundings, Words
from navmesh.steps import Step

# Who passes people who help within so many metres is told so.
HELP_NEAR = 3.0
# So near to the line along a counter its windows' stands lie; a window is at hand up to so many metres past its middle.
AT_COUNTER, AT_HAND, AT_FIRST, SAME_SPOT = 0.7, 0.8, 0.3, 0.1
# What is so far off the line one follows, metres, is not straight ahead.
ASIDE = 0.4
# Strips of paving this near to each other meet, metres.
AT_JUNCTION = 0.5

Strip = tuple[tuple[float, float], tuple[float, float]]


def guided_steps_of(
    surroundings: Surroundings,
    start: Spot,
    goal: Spot,
    legs: Sequence[Leg],
    walks: Sequence[GuidedWalk],
    base_leg: int,
    base_m: float,
) -> list[Step]:
    """The steps of a guided way whose first leg has the number base_leg and begins base_m metres along.

    Steps: 1. where to ask for help, 2. each walk, section by section, and the ride after it, 3. the end.
    """
    facing = start.heading_deg if start.id is None else surroundings.facing_deg.get(start.id, start.heading_deg)
    steps = [Step(text=text, leg=base_leg, at_m=round(base_m, 3)) for text in _help(surroundings, start, facing)]
    told = [sections_of(surroundings, walk) for walk in walks]
    leg, at_m = 0, base_m
    for number, (walk, sections) in enumerate(zip(walks, told, strict=True)):
        reaches = None if walk.ride is None else surroundings.link_names[_link(legs, leg + 1)]
        for text, along in _tell_walk(surroundings, walk.floor, sections, facing, goal, reaches):
            steps.append(Step(text=text, leg=base_leg + leg, at_m=round(at_m + along, 3)))
        facing = sections[-1].heading if sections else facing
        if walk.segments:
            at_m, leg = at_m + legs[leg].length_m, leg + 1
        if walk.ride is not None:
            facing = _facing_after(surroundings, legs, leg, facing)
            ahead = told[number + 1][0].heading if told[number + 1] else None
            steps.append(
                Step(text=_ride(surroundings, legs, leg, facing, ahead), leg=base_leg + leg, at_m=round(at_m, 3))
            )
            facing = ahead if ahead is not None else facing
            at_m, leg = at_m + legs[leg].length_m, leg + 1
    text = _arrival(surroundings, goal, told[-1], facing)
    return [*steps, Step(text=text, leg=base_leg + len(legs) - 1, at_m=round(at_m, 3))]


def _tell_walk(
    surroundings: Surroundings,
    floor: int,
    sections: Sequence[Section],
    facing: float | None,
    goal: Spot,
    reaches: Words | None,
) -> Iterator[tuple[Words, float]]:
    """One walk in words, section by section, and metres from its start at which each is to be done.

    facing: the way one looks before it;  reaches: the connector it leads to, None where it ends at the goal
    """
    for k, section in enumerate(sections):
        text = _tell(surroundings, floor, section, sections[k + 1 : k + 2], goal if reaches is None else None)
        before = sections[k - 1] if k > 0 else None
        turn = _turn(before.heading, before.thing, section) if before is not None else _turn(facing, None, section)
        text = text if turn is None else words.turn_first(turn, text)
        if reaches is not None and section is sections[-1]:
            text = words.then_reach(text, reaches)
        yield text, section.along


def _turn(facing: float | None, before: str | None, section: Section) -> Words | None:
    """What is said of the way on to a section. before: what one followed until there, None at a start"""
    is_open = "open" in {section.thing, before}
    turn = None if facing is None else guided_words.turn(turn_between(facing, section.heading), is_open=is_open)
    if turn is not None or before is None or section.thing == "open":
        return turn
    return guided_words.STRAIGHT_OFF if before == PAVING != section.thing else guided_words.STRAIGHT_ON


# --- help, rides ----------------------------------------------------------------------------------------------------


def _help(surroundings: Surroundings, start: Spot, facing: float | None) -> Iterator[Words]:
    """Where staff help: the desk of this floor that is nearest, or one of another floor."""
    desks = [desk for desk in surroundings.touch.help if desk.name is not None and desk.id != start.id]
    for desk in sorted(desks, key=lambda one: (one.floor != start.floor, _metres(one, start)))[:1]:
        name = desk.name or words.NAMELESS_GOAL
        if desk.floor != start.floor:
            yield guided_words.help_on(name, surroundings.floors[desk.floor].label)
        else:
            there = heading_between((start.x, start.y), (desk.x, desk.y))
            side = None if facing is None else side_of(turn_between(facing, there))
            yield guided_words.help_near(name, _metres(desk, start), side)


def _metres(one: Spot, other: Spot) -> float:
    return math.dist((one.x, one.y), (other.x, other.y))


def _link(legs: Sequence[Leg], number: int) -> int:
    connector = legs[min(number, len(legs) - 1)].connector
    return connector if connector is not None else 0


def _facing_after(surroundings: Surroundings, legs: Sequence[Leg], number: int, facing: float | None) -> float | None:
    """The way one faces on leaving a ride: along it, out of the door of a lift, or else back the way one came in."""
    first, last = legs[number].points[0], legs[number].points[-1]
    front = surroundings.links[_link(legs, number)].front_deg
    if math.dist(first[:2], last[:2]) > 0.5:
        return heading_between(first, last)
    return front if front is not None or facing is None else (facing + 180.0) % 360.0


def _ride(
    surroundings: Surroundings, legs: Sequence[Leg], number: int, facing: float | None, ahead: float | None
) -> Words:
    leg, connector = legs[number], _link(legs, number)
    turn = None if facing is None or ahead is None else guided_words.turn(turn_between(facing, ahead))
    return words.ride(
        surroundings.links[connector].kind,
        surroundings.link_names[connector],
        surroundings.floors[leg.to_floor].label,
        is_up=leg.points[-1][2] > leg.points[0][2],
        turn=turn,
        is_end=ahead is None,
    )


# --- words ----------------------------------------------------------------------------------------------------------


def _tell(
    surroundings: Surroundings, floor: int, section: Section, after: Sequence[Section], goal: Spot | None
) -> Words:
    """A section with what one passes. after: the next one, if there is one; goal: where its walk ends, if that is the end"""
    if section.thing == DOORWAY:
        return guided_words.go_through()
    if section.thing == "open":
        met = guided_words.THINGS.get(after[0].thing) if after else _met(goal)
        return guided_words.cross(section.length, met)
    text = guided_words.follow(section.thing, section.side, section.length)
    for thing, number, side in _passed(surroundings, floor, section):
        # At the goal's own counter its windows are counted at the end.
        if number and not (thing == "window" and goal is not None and not after):
            text = guided_words.past(text, thing, number, side)
    line, doors = LineString([section.a, section.b]), [one for one in surroundings.touch.doorways if one.floor == floor]
    crossed = sum(line.crosses(LineString(door.line)) for door in doors)
    text = guided_words.through(text, crossed) if crossed else text
    if section.thing == PAVING and (after or goal is not None):
        text = _to_its_end(surroundings, floor, section, text)
    for desk in surroundings.touch.help:
        metres, off = _foot(section, (desk.x, desk.y))
        if desk.floor == floor and desk.name and 0.0 < metres < section.length and HELP_NEAR >= abs(off) > 0.0:
            text = guided_words.past_help(text, desk.name, "left" if off > 0 else "right")
    return text


def _met(goal: Spot | None) -> Words | None:
    """What one meets at the goal."""
    return guided_words.THINGS["counter"] if goal is not None and _is_window(goal) else None


def _to_its_end(surroundings: Surroundings, floor: int, section: Section, text: Words) -> Words:
    """What of the paving itself one finds where one leaves it: a junction, counted, a corner, or its end.

    Steps: 1. which strips one followed, 2. which others lie where one leaves them, 3. a junction, counted after those passed, 4. else a
    corner, where one other strip goes on from the very end, or an end.
    """
    strips = [strip.line for strip in surroundings.touch.paving if strip.floor == floor]
    along = LineString([section.a, section.b]).buffer(SAME_SPOT)
    mine = [line for line in strips if along.intersection(LineString(line)).length > AT_JUNCTION]
    others = [line for line in strips if line not in mine]
    here = [line for line in others if _off(line, section.b) < AT_JUNCTION]
    ends = [end for line in (*mine, *here) for end in line if math.dist(end, section.b) < AT_JUNCTION]
    passed = _junctions_passed(section, others)
    is_corner = len(here) == 1 and len(ends) == 2
    if here and not is_corner:
        return guided_words.to_junction(text, passed + 1)
    text = guided_words.past_junctions(text, passed) if passed else text
    if not ends:
        return text
    return guided_words.to_corner(text) if is_corner else guided_words.to_end(text)


def _junctions_passed(section: Section, strips: Sequence[Strip]) -> int:
    """At how many places other strips meet a section, its ends left out; those that meet at one place count once."""
    line = LineString([section.a, section.b])
    meets = [strip for strip in strips if LineString(strip).distance(line) < AT_JUNCTION]
    places = sorted(_meeting(section, strip) for strip in meets)
    within = [metres for metres in places if AT_JUNCTION < metres < line.length - AT_JUNCTION]
    return sum(k == 0 or metres - within[k - 1] > AT_JUNCTION for k, metres in enumerate(within))


def _off(line: Strip, at: tuple[float, float]) -> float:
    return float(LineString(line).distance(Point(at)))


def _meeting(section: Section, line: Strip) -> float:
    """How far along a section it is nearest to a line."""
    near = shapely.get_coordinates(shapely.shortest_line(LineString([section.a, section.b]), LineString(line)))[0]
    return math.dist(section.a, near)


def _passed(surroundings: Surroundings, floor: int, section: Section) -> Iterator[tuple[str, int, str | None]]:
    """What can be counted along a section: its kind, how many, and on which side where that is not the wall's own."""
    if section.thing == PAVING:
        columns = [one.shape.centroid for one in surroundings.touch.felt if (one.floor, one.kind) == (floor, "column")]
        sides = [
            off > 0.0 for metres, off in _feet(section, [(one.x, one.y) for one in columns]) if abs(off) <= REACH + 0.4
        ]
        for side, is_left in (("left", True), ("right", False)):
            yield "column", sides.count(is_left), side
        return
    doors = [door for door in surroundings.touch.doorways if door.floor == floor and _leads_on(surroundings, door)]
    middles = [_middle(door) for door in doors]
    yield "doorway", section.gaps + len(_on_hand(section, middles)), None
    if section.thing == "counter":
        stands = [(one.x, one.y) for one in surroundings.goals if one.floor == floor and _is_window(one)]
        yield "window", len([0 for _, off in _feet(section, stands) if abs(off) <= AT_COUNTER]), None


def _on_hand(section: Section, points: Sequence[tuple[float, float]]) -> list[float]:
    """Those of the points that come to the hand which follows the section, metres along it."""
    sign = 1.0 if section.side == "left" else -1.0
    return [metres for metres, off in _feet(section, points) if 0.0 < sign * off <= REACH]


def _feet(section: Section, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Of the points that lie beside a section, how far along, and how far to the left, metres."""
    feet = [_foot(section, point) for point in points]
    return [(metres, off) for metres, off in feet if 0.3 < metres < section.length - 0.3]


def _foot(section: Section, point: tuple[float, float]) -> tuple[float, float]:
    (ax, ay), (bx, by) = section.a, section.b
    length = math.dist(section.a, section.b)
    ux, uy, x, y = (bx - ax) / length, (by - ay) / length, point[0] - ax, point[1] - ay
    return x * ux + y * uy, ux * y - uy * x


def _middle(door: Straight) -> tuple[float, float]:
    (ax, ay), (bx, by) = door.line
    return (ax + bx) / 2, (ay + by) / 2


def _leads_on(surroundings: Surroundings, door: Straight) -> bool:
    return bool(surroundings.floors[door.floor].free.covers(LineString(through(door))))


def _is_window(spot: Spot) -> bool:
    return spot.id is not None and spot.id.startswith("window:")


def _arrival(surroundings: Surroundings, goal: Spot, sections: Sequence[Section], facing: float | None) -> Words:
    """The end: at a counter which of its windows, counted from where it came to hand."""
    name = goal.name or words.NAMELESS_GOAL
    if goal.heading_deg is None or facing is None or goal.id is None or goal.id not in surroundings.rows:
        return words.arrive(name)
    side = side_of(turn_between(facing, goal.heading_deg))
    last = sections[-1] if sections else None
    end, aside = _foot(last, (goal.x, goal.y)) if last is not None else (0.0, 0.0)
    stands = [_foot(last, at) for at in surroundings.rows[goal.id].at] if last is not None else []
    if last is not None and last.thing == "counter" and side in {"left", "right"}:
        counted = [metres for metres, off in stands if abs(off) <= AT_COUNTER and -AT_HAND <= metres <= end + SAME_SPOT]
        is_at_first = len(counted) > 1 and min(counted) <= SAME_SPOT + AT_FIRST
        return guided_words.count_to(name, side, max(len(counted), 1), is_at_first=is_at_first)
    if side != "ahead" or abs(aside) <= ASIDE:
        return words.window_alone(name, side)
    sign = 1.0 if aside > 0.0 else -1.0
    number = len([0 for _, off in stands if ASIDE < sign * off <= abs(aside) + SAME_SPOT])
    before = "one" if any(abs(off) <= ASIDE for _, off in stands) else None
    if before is None and any(sign * off < 0.0 for _, off in stands):
        before = "two"
    return guided_words.count_aside(name, "left" if aside > 0.0 else "right", number, before)
