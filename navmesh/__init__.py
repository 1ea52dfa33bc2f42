"""Where one can walk in a hall, and the exact fastest way there.

How it works, top down. A hall becomes polygons (from_hall, walkable): what a walker's middle may touch, everything
narrower than 1e-9 m closed. The polygons become triangles (mesh), through which sight spreads exactly (predicates,
sight). A shortest way over a floor bends only at corners, so each corner's distance and next step to every other is
kept in a table (tables); they depend on the walker's radius alone. Rides join the floors: a second, tiny table holds
the least seconds from every stop to every other (rides), so that closing a connector redoes only this one. A query
(query) looks round from both ends and takes the best sum: straight on, round corners, or by a first and a last stop.
Legs, footprints, words and reasons follow from the answer (legs, footprints, steps, words, reasons, route, wire).
Many at once without the routes: `lengths`. Everything is frozen once built; `with_links` closes or opens connectors.
The kernels are numba, compiled once and cached on disk (compiled); their tests compare results with slow oracles.
Error families: SpotError, ProfileError, TourError (a name that is not in the hall), MeshError (polygons beyond repair).
"""

from navmesh.batch import Lengths, lengths
from navmesh.from_hall import SpotError, parse_spot
from navmesh.mesh import MeshError
from navmesh.navigation import Navigation, ProfileError, build_navigation, with_links
from navmesh.plans import Spot, Words
from navmesh.reasons import NoRoute
from navmesh.route import Route, TourError, find_route, route_through, tour_route
from navmesh.wire import no_route_to_json, route_to_json, walk_file

__all__ = [
    "Lengths",
    "MeshError",
    "Navigation",
    "NoRoute",
    "ProfileError",
    "Route",
    "Spot",
    "SpotError",
    "TourError",
    "Words",
    "build_navigation",
    "find_route",
    "lengths",
    "no_route_to_json",
    "parse_spot",
    "route_through",
    "route_to_json",
    "tour_route",
    "walk_file",
    "with_links",
]
