"""Connectors that are closed for a while: the ways that are left, and what a route says of the one it cannot take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from navmesh import words
from navmesh.navigation import Navigation, with_links
from navmesh.plans import Surroundings, Words
from navmesh.reasons import NoRoute
from navmesh.route import Route
from navmesh.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A link nobody may ride now. reason: what is done there, as in "closed for …"; until: when it opens, if that is known."""

    link: str
    reason: Words
    until: Words | None = None


def close_links(navigation: Navigation, closures: Sequence[Closure]) -> Navigation:
    """The same hall without the links of some closures; those it does not have are passed over."""
    closed = {closure.link for closure in closures}
    links = [replace(link, closed=link.closed or link.id in closed) for link in navigation.surroundings.links]
    return with_links(navigation, links)


def detour_step(surroundings: Surroundings, closures: Sequence[Closure], usual: Route, found: Route) -> Step | None:
    """What a route says first when closures made it another one; None when they did not.

    usual: the route there would be without the closures;  found: the one there is
    """
    links, names = surroundings.links, surroundings.link_names
    closed = {closure.link for closure in closures}
    barred = list(dict.fromkeys(number for number, _, _ in _rides(usual) if links[number].id in closed))
    if not barred:
        return None
    kinds = {links[number].kind for number in barred}
    others = [ride[0] for ride in _rides(found) if ride not in _rides(usual)]
    # Of another kind, its kind says enough; of the same kind one must know which.
    instead = [names[n] if links[n].kind in kinds else words.KINDS.get(links[n].kind, names[n]) for n in others]
    text = words.detour(
        [_closed(surroundings, closures, links[number].id) for number in barred],
        list(dict.fromkeys(instead)),
        metres=found.length_m - usual.length_m,
        seconds=found.duration_s - usual.duration_s,
    )
    return Step(text=text, leg=0, at_m=0.0)


def explain_closures(surroundings: Surroundings, closures: Sequence[Closure], found: NoRoute) -> NoRoute:
    """The same reason, with why and until when, where it is that links are closed."""
    if found.code != "closed" or not {closure.link for closure in closures} & set(found.connectors):
        return found
    told = [_closed(surroundings, closures, link) for link in found.connectors]
    return replace(found, message=words.closed_without_other_way(told))


def _rides(route: Route) -> list[tuple[int, int, int]]:
    """The rides of a route in its order: number of the link, floors from and to."""
    return [(leg.connector, leg.from_floor, leg.to_floor) for leg in route.legs if leg.connector is not None]


def _closed(surroundings: Surroundings, closures: Sequence[Closure], link: str) -> Words:
    """That a link is closed; of several closures the last one tells."""
    ids = [one.id for one in surroundings.links]
    name = surroundings.link_names[ids.index(link)]
    closure = {one.link: one for one in closures}.get(link)
    return words.closed(name) if closure is None else words.closed_for(name, closure.reason, closure.until)
