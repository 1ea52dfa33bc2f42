"""Why there is no way: each thing that could be in it is taken away in turn, and the first that opens one is named."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from navmesh import words
from navmesh.ends import End, place_spot
from navmesh.legs import RIDE
from navmesh.navigation import Navigation, Router, build_router
from navmesh.plans import Spot, Words
from navmesh.rides import Link

Change = Callable[[Link], Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRoute:
    """There is no way, and why.

    code: start_off_floor, goal_off_floor, closed, profile, one_way, too_narrow or closed_off
    connectors: ids of those that would have opened a way: the closed, the not allowed, those of the other direction
    closed: doors and entrances that are closed and would have led there, as door:ID and entrance:ID
    """

    code: str
    message: Words
    profile: str
    connectors: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


def explain(navigation: Navigation, profile: str, start: Spot, goal: Spot) -> NoRoute:
    """Why a profile has no way between two spots."""
    router = navigation.routers[profile]
    here, there = place_spot(navigation, router, start), place_spot(navigation, router, goal)
    if here is None:
        return NoRoute(code="start_off_floor", message=words.off_floor("start"), profile=profile)
    if there is None:
        return NoRoute(code="goal_off_floor", message=words.off_floor("goal"), profile=profile)
    return _of_links(navigation, profile, here, there) or _of_walls(navigation, profile, start, goal)


def _of_links(navigation: Navigation, profile: str, here: End, there: End) -> NoRoute | None:
    """The least that must change about the connectors to open a way; None when nothing about them would."""
    router = navigation.routers[profile]
    links = navigation.surroundings.links
    free = replace(router.walker, kinds=frozenset(link.kind for link in links))
    attempts: list[tuple[str, Router]] = [
        ("closed", _changed(router, links, _opened)),
        ("profile", build_router(links, free, router.ground)),
        ("profile", build_router([_opened(link) for link in links], free, router.ground)),
        ("one_way", _changed(router, links, _both_ways)),
        ("one_way", build_router([_both_ways(link) for link in links], free, router.ground)),
    ]
    for code, other in attempts:
        ridden = _ridden(other, here, there)
        if ridden:
            alone = _each_opens(router, links, here, there) if code == "closed" else []
            barred = alone or [number for number in ridden if _is_barred(router, links, number, code)] or ridden
            names = [navigation.surroundings.link_names[number] for number in barred]
            message = words.barred(code, profile, names)
            return NoRoute(code=code, message=message, profile=profile, connectors=tuple(links[n].id for n in barred))
    return None


def _each_opens(router: Router, links: tuple[Link, ...], here: End, there: End) -> list[int]:
    """The closed links each of which would open a way alone: of two closed lifts both are told."""
    found = []
    for number, link in enumerate(links):
        if link.closed and link.kind in router.walker.kinds:
            others = [_opened(one) if one is link else one for one in links]
            if _has_way(build_router(others, router.walker, router.ground), here, there):
                found.append(number)
    return found


def _of_walls(navigation: Navigation, profile: str, start: Spot, goal: Spot) -> NoRoute:
    """Walls are in the way, of everybody or only of one as wide as this."""
    for name, other in navigation.routers.items():
        if other.walker.radius >= navigation.routers[profile].walker.radius:
            continue
        here, there = place_spot(navigation, other, start), place_spot(navigation, other, goal)
        if here and there and _has_way(_changed(other, navigation.surroundings.links, _both_ways), here, there):
            return NoRoute(code="too_narrow", message=words.too_narrow(profile, name), profile=profile)
    return NoRoute(code="closed_off", message=words.closed_off(), profile=profile)


def _opened(link: Link) -> Link:
    return replace(link, closed=False)


def _both_ways(link: Link) -> Link:
    return replace(link, closed=False, direction="both")


def _changed(router: Router, links: Iterable[Link], change: Change) -> Router:
    return build_router([change(link) for link in links], router.walker, router.ground)


def _is_barred(router: Router, links: tuple[Link, ...], number: int, code: str) -> bool:
    link = links[number]
    if code == "closed":
        return link.closed
    if code == "profile":
        return link.kind not in router.walker.kinds
    return link.direction != "both"


def _has_way(router: Router, here: End, there: End) -> bool:
    traced = router.tracers.trace((here.floor, here.x, here.y), (there.floor, there.x, there.y))
    return traced is not None and math.isfinite(traced.seconds)


def _ridden(router: Router, here: End, there: End) -> list[int]:
    """The numbers of the links on the way, none when there is no way."""
    traced = router.tracers.trace((here.floor, here.x, here.y), (there.floor, there.x, there.y))
    links = [] if traced is None else traced.lines.rides[0].tolist()
    return list(dict.fromkeys(link for link in links if link != RIDE))
