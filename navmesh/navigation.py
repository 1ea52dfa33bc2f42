"""A navigation: everything built once from a hall, never changed, shared by all queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

from navmesh.from_hall import surroundings_of
from navmesh.guided import Guided
from navmesh.guided_net import Net, build_net
from navmesh.guides import Guide, guides_of
from navmesh.held import Held
from navmesh.large_pages import in_large_pages
from navmesh.legs import RIDE, Leg, lines_of, ride_leg
from navmesh.mesh import Mesh, build_mesh
from navmesh.plans import Surroundings, Walker
from navmesh.query import Network
from navmesh.rides import Link, Ride, build_network, rides_of
from navmesh.snap import snap
from navmesh.tables import Tables, build_tables, place_all
from navmesh.telling import hold_around
from navmesh.trace import RideLines, Tracers
from navmesh.walkable import Piece, walkable_pieces
from navmesh.walls import build_walls
from scene.hall import Hall

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What depends on the radius alone. pieces: the walkable polygons of each floor; areas: the same in one geometry.

    elevation: (F,) float64, metres, of the floors;  around: Around, what is beside its ways
    guides: what can be followed, and the net of it, made when asked for
    """

    pieces: tuple[tuple[Piece, ...], ...]
    areas: tuple[MultiPolygon, ...]
    mesh: Mesh
    tables: Tables
    elevation: Floats
    around: Held
    guides: Callable[[], tuple[Sequence[Guide], Net]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """What finds the routes of one profile: its ground, and the rides it may take now.

    network: the fastest chains of these rides;  tracers: what its routes are asked of
    ride_legs: of every ride, by the numbers of the stops where one boards and leaves;  legs_of_rides: the same, in order
    guided: its ways along guides, if its metres in the open count for more
    """

    walker: Walker
    ground: Ground
    rides: tuple[Ride, ...]
    network: Network
    ride_legs: Mapping[tuple[int, int], Leg]
    legs_of_rides: tuple[Leg, ...]
    tracers: Tracers
    guided: Guided | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """A hall as routes see it, and a router for each profile."""

    surroundings: Surroundings
    routers: Mapping[str, Router]


class ProfileError(Exception):
    """The hall has no profile of this name, or not one that is asked this."""


def build_navigation(hall: Hall, profiles: Sequence[str] | None = None) -> Navigation:
    """Steps: 1. the hall's polygons, 2. ground for each radius, 3. rides for each profile (all, or those asked for)."""
    surroundings = surroundings_of(hall)
    names = list(surroundings.walkers) if profiles is None else list(profiles)
    walkers = {name: _walker(surroundings, name) for name in names}
    radii = sorted({walker.radius for walker in walkers.values()})
    with ThreadPoolExecutor(max_workers=max(len(radii), 1)) as threads:
        grounds = dict(zip(radii, threads.map(partial(build_ground, surroundings), radii), strict=True))
        routers = threads.map(
            lambda walker: build_router(surroundings.links, walker, grounds[walker.radius]), walkers.values()
        )
        return Navigation(surroundings=surroundings, routers=dict(zip(walkers, routers, strict=True)))


def _walker(surroundings: Surroundings, name: str) -> Walker:
    if name not in surroundings.walkers:
        raise ProfileError(f"there is no profile {name}; there are {', '.join(surroundings.walkers)}")
    return surroundings.walkers[name]


def build_ground(surroundings: Surroundings, radius: float) -> Ground:
    """What walkers of one radius share. Steps: 1. polygons, 2. triangles, 3. stops and goals in them, 4. distances."""
    pieces = tuple(walkable_pieces(floor.free, radius) for floor in surroundings.floors)
    mesh = build_mesh(pieces)
    areas = tuple(_area(found) for found in pieces)
    stops = [(stop.floor, stop.x, stop.y) for link in surroundings.links for stop in link.stops]
    goals = [(goal.floor, goal.x, goal.y) for goal in surroundings.goals]
    # A stop off the floor is a mistake in the hall, for navmesh.reach to tell: it is not moved.
    of_stops, of_goals = place_all(mesh, *_columns(stops)), place_points(surroundings, areas, mesh, *_columns(goals))
    triangle, xy = np.concatenate((of_stops[0], of_goals[0])), np.concatenate((of_stops[1], of_goals[1]))
    mesh, tables = in_large_pages(mesh, build_tables(mesh, len(stops), triangle, xy))

    @cache
    def guides() -> tuple[Sequence[Guide], Net]:
        found = guides_of(surroundings, radius)
        return found, build_net(mesh, found, stops, goals)

    return Ground(
        pieces=pieces,
        areas=areas,
        mesh=mesh,
        tables=tables,
        elevation=np.array([floor.elevation for floor in surroundings.floors], dtype=np.float64),
        around=hold_around(build_walls(mesh, radius), surroundings.scenery),
        guides=guides,
    )


def _columns(spots: Sequence[tuple[int, float, float]]) -> tuple[NDArray[np.int32], Floats]:
    """Floors (n,) int32 and points (n, 2) float64, metres, of spots: floor, x, y."""
    rows = np.array(spots, dtype=np.float64).reshape(-1, 3)
    return rows[:, 0].astype(np.int32), np.ascontiguousarray(rows[:, 1:])


def place_points(
    surroundings: Surroundings, areas: Sequence[MultiPolygon], mesh: Mesh, floor: NDArray[np.int32], at: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Triangles (n,) int64, -1 where no walkable point is in reach, and (n, 2) float64 points in them; snapped if off the floor.

    areas: as in Ground;  floor: (n,) int32 indices;  at: (n, 2) float64, metres
    """
    triangle, xy = place_all(mesh, floor, at)
    for index, plan in enumerate(surroundings.floors):
        off = np.flatnonzero((triangle < 0) & (floor == index))
        if len(off):
            triangle[off], xy[off] = place_all(mesh, floor[off], snap(areas[index], plan.solids, at[off]))
    return triangle, xy


def _area(pieces: Sequence[Piece]) -> MultiPolygon:
    """The walkable area of a floor."""
    return MultiPolygon([Polygon(piece.rings[0], piece.rings[1:]) for piece in pieces])


def build_router(links: Sequence[Link], walker: Walker, ground: Ground) -> Router:
    """For a walker, with the rides it may take: of its kinds, and not closed."""
    rides = [ride for ride in rides_of(links, walker.speed) if _may_ride(links[ride.link], walker)]
    network = build_network(ground.mesh, ground.tables, rides, walker.speed)
    stop_xy = np.array([(stop.x, stop.y) for link in links for stop in link.stops], dtype=np.float64).reshape(-1, 2)
    ride_legs = {(ride.board, ride.alight): ride_leg(links[ride.link], ride) for ride in rides}
    ride_lines = _ride_lines(ride_legs, len(stop_xy), ground.elevation)
    return Router(
        walker=walker,
        ground=ground,
        rides=tuple(rides),
        network=network,
        ride_legs=ride_legs,
        legs_of_rides=tuple(ride_legs.values()),
        tracers=Tracers(ground.mesh, ground.tables, network, stop_xy, ride_lines),
        guided=Guided(ground.mesh, ground.guides, walker, rides) if walker.in_open > 1.0 else None,
    )


def _ride_lines(legs: Mapping[tuple[int, int], Leg], stops: int, elevation: Floats) -> RideLines:
    """Rides for kernels, numbered in their order. legs: by the stops where one boards and leaves;  elevation: as in Ground"""
    number = np.full((stops, stops), RIDE, dtype=np.int64)
    for k, pair in enumerate(legs):
        number[pair] = k
    rides = lines_of(tuple(legs.values()))
    return RideLines(number, rides.points, np.concatenate(([0], rides.ends)), rides.metres, rides.rides, elevation)


def _may_ride(link: Link, walker: Walker) -> bool:
    return link.kind in walker.kinds and not link.closed


def with_links(navigation: Navigation, links: Sequence[Link]) -> Navigation:
    """The same hall with connectors closed, opened or turned round: only the networks are made anew."""
    routers = {name: build_router(links, router.walker, router.ground) for name, router in navigation.routers.items()}
    return Navigation(surroundings=replace(navigation.surroundings, links=tuple(links)), routers=routers)


def router_of(navigation: Navigation, profile: str) -> Router:
    """Of a profile; raises ProfileError."""
    if profile not in navigation.routers:
        raise ProfileError(f"there is no profile {profile}; there are {', '.join(navigation.routers)}")
    return navigation.routers[profile]


def table_router_of(navigation: Navigation, profile: str) -> Router:
    """The same of a profile whose ways the tables hold; raises ProfileError for one that is led along guides."""
    router = router_of(navigation, profile)
    if router.guided is not None:
        raise ProfileError(f"{profile} is led along guides, which the tables do not know: find_route and lengths do")
    return router


def prepare_guides(navigation: Navigation) -> None:
    """Make now what the first way along guides would make: tenths of a second, for whom nobody should wait."""
    for router in navigation.routers.values():
        if router.guided is not None and len(router.guided.net.guide):
            start = (
                int(router.guided.net.floor[0]),
                float(router.guided.net.xy[0, 0]),
                float(router.guided.net.xy[0, 1]),
            )
            router.guided.tree(start)
