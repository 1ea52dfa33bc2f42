"""What is closed for a while: the ways that are left, and what a route says of the one it cannot take.

Connectors are closed here, in milliseconds. A closed door is a wall: whoever closes one builds the navigation of a hall
without it (scene.doors), and asks here what to say about it. A closed entrance is nowhere to begin or to end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from navmesh import words
from navmesh.navigation import Navigation, with_links
from navmesh.passed import CONNECTOR, Passed, passed_on
from navmesh.plans import Spot, Surroundings, Words
from navmesh.reasons import NoRoute
from navmesh.route import Route
from navmesh.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Something nobody may pass now: connector:ID, door:ID or entrance:ID.

    reason: what is done there, as in "closed for …", None when it is only outside its hours;
    until: when it opens, if that is known
    """

    target: str
    reason: Words | None
    until: Words | None = None


def close_links(navigation: Navigation, closures: Sequence[Closure]) -> Navigation:
    """The same hall without the connectors of some closures; those it does not have are passed over."""
    closed = {closure.target for closure in closures}
    links = navigation.surroundings.links
    if not any(CONNECTOR + link.id in closed for link in links):
        return navigation
    return with_links(
        navigation, [replace(link, closed=link.closed or CONNECTOR + link.id in closed) for link in links]
    )


def turn_links(navigation: Navigation, directions: Mapping[str, str]) -> Navigation:
    """The same hall while connectors, by id, run in these directions."""
    links = navigation.surroundings.links
    if all(directions.get(link.id, link.direction) == link.direction for link in links):
        return navigation
    return with_links(navigation, [replace(link, direction=directions.get(link.id, link.direction)) for link in links])


def detour_step(surroundings: Surroundings, closures: Sequence[Closure], usual: Route, found: Route) -> Step | None:
    """What a route says first when closures made it another one; None when they did not.

    usual: the route there would be without the closures;  found: the one there is
    """
    barred = _barred(surroundings, closures, usual)
    if not barred:
        return None
    links, names = surroundings.links, surroundings.link_names
    kinds = {links[number].kind for number, _, _ in _rides(usual) if CONNECTOR + links[number].id in barred}
    others = [ride[0] for ride in _rides(found) if ride not in _rides(usual)]
    # Of another kind, its kind says enough; of the same kind one must know which.
    instead = [names[n] if links[n].kind in kinds else words.KINDS.get(links[n].kind, names[n]) for n in others]
    text = words.detour(
        [_told(barred[target].name, closures, target) for target in barred],
        list(dict.fromkeys(instead)),
        metres=found.length_m - usual.length_m,
        seconds=found.duration_s - usual.duration_s,
    )
    return Step(text=text, leg=0, at_m=0.0)


def explain_closures(
    surroundings: Surroundings, closures: Sequence[Closure], found: NoRoute, usual: Route | NoRoute
) -> NoRoute:
    """The same reason, with why and until when, where it is that something is closed.

    usual: what there would be without the closures
    """
    if found.code == "closed":
        if not {closure.target for closure in closures} & {CONNECTOR + link for link in found.connectors}:
            return found
        names = dict(zip((link.id for link in surroundings.links), surroundings.link_names, strict=True))
        told = [_told(names[link], closures, CONNECTOR + link) for link in found.connectors]
        return replace(found, message=words.closed_without_other_way(told))
    if isinstance(usual, NoRoute):
        return usual
    barred = _barred(surroundings, closures, usual)
    if not barred:
        return found
    message = words.closed_without_other_way([_told(one.name, closures, target) for target, one in barred.items()])
    return NoRoute(code="closed", message=message, profile=found.profile, closed=tuple(barred))


def hours_step(name: Words, opens: Words | None) -> Step:
    """What a route says first when it comes to something outside its hours. opens: when it opens, if it does."""
    return Step(text=words.outside_hours(name, opens), leg=0, at_m=0.0)


def closed_end(closures: Sequence[Closure], spots: Sequence[Spot], profile: str) -> NoRoute | None:
    """Why one cannot begin or end at the first of the spots that is closed; None when none is."""
    closed = {closure.target for closure in closures}
    for spot in spots:
        if spot.id is not None and spot.id in closed:
            name = spot.name or Words(zh=spot.id, en=spot.id)
            return NoRoute(code="closed", message=_told(name, closures, spot.id), profile=profile, closed=(spot.id,))
    return None


def _barred(surroundings: Surroundings, closures: Sequence[Closure], usual: Route) -> dict[str, Passed]:
    """What the usual route passes and is closed now, by its target."""
    closed = {closure.target for closure in closures}
    return {one.target: one for one in passed_on(surroundings, usual) if one.target in closed}


def _rides(route: Route) -> list[tuple[int, int, int]]:
    """The rides of a route in its order: number of the link, floors from and to."""
    return [(leg.connector, leg.from_floor, leg.to_floor) for leg in route.legs if leg.connector is not None]


def _told(name: Words, closures: Sequence[Closure], target: str) -> Words:
    """That something is closed; of several closures the last one tells."""
    closure = {one.target: one for one in closures}.get(target)
    if closure is None:
        return words.closed(name)
    if closure.reason is None:
        return words.outside_hours(name, closure.until)
    return words.closed_for(name, closure.reason, closure.until)
