"""Where one can walk in a hall, and the exact fastest way there.

How it works, top down. A hall becomes polygons (from_hall, walkable): what a walker's middle may touch, everything
narrower than 1e-9 m closed. The polygons become triangles (mesh), through which sight spreads exactly (predicates,
sight). A shortest way over a floor bends only at corners. So for each square metre the corners are listed on which a
way from there can go on (cells), and all distances between corners are kept as whole numbers (distances, tables);
both depend on the walker's radius alone. A walk is then the best of a few pairs: a corner of the start's list, the
table, a corner of the goal's list (walks). Windows and stops have rows of their own, a distance from every corner.
Rides join the floors: a second, tiny table holds the least seconds from every stop to every other and to every window
(rides), so that closing a connector redoes only this one. A query takes the best of a walk and of the rides (query).
One call of a kernel places the ends, asks, and writes every point of the way (trace); legs, words and reasons follow
from that (legs; bends, cues, arrivals, steps, words; reasons, route, wire): a kernel finds what there is to tell of a walk
(scenery, zones, bends, cues), and its sentences are kept. What one looks at and follows is another line beside the exact
one, clear of things (edge_cells, walls, clear), and footprints stand on it.
A profile whose metres in the open count for more is led along what can be felt: tactile paving, walls and counters as lines
(guides), a net of them and of crossings between, searched anew for each question (guided), told by what a hand finds
(guided_steps, guided_words); crossings tells which windows that leaves far out in the open.
Many at once: `lengths`, with their points `paths`, to windows `lengths_to_goals`; all windows from one point:
`goal_lengths`; the nearest of several: `find_nearest`;
several stops in one visit: `plan_errands`. Everything is frozen once built; `with_links` closes or opens connectors, and closures tells what a way
lost by that. The kernels are numba, compiled once and cached on disk (compiled); their tests compare results with slow
oracles. Tables grow with the sum over floors of corners squared, 4 bytes each.
Error families: SpotError, ProfileError, TourError (a name that is not in the hall), MeshError (polygons beyond repair),
ErrandsError (stops before each other).
"""

from navmesh.batch import Lengths, Paths, lengths, paths
from navmesh.closures import Closure, close_links, closed_end, detour_step, explain_closures, hours_step, turn_links
from navmesh.errands import ALWAYS, Choice, Errands, ErrandsError, NoErrands, Stop, Visit, plan_errands
from navmesh.from_hall import SpotError, parse_goals, parse_spot
from navmesh.goals import GoalLengths, goal_lengths, lengths_to_goals
from navmesh.mesh import MeshError
from navmesh.navigation import Navigation, ProfileError, build_navigation, prepare_guides, with_links
from navmesh.nearest import find_nearest
from navmesh.passed import Passed, passed_on
from navmesh.plans import Spot, Words
from navmesh.reasons import NoRoute
from navmesh.route import Route, TourError, find_route, route_through, tour_route, with_exact_trail
from navmesh.ways_file import ways_file
from navmesh.wire import dumps, no_route_to_json, route_to_json, step_to_json

__all__ = [
    "ALWAYS",
    "Choice",
    "Closure",
    "Errands",
    "ErrandsError",
    "GoalLengths",
    "Lengths",
    "MeshError",
    "Navigation",
    "NoErrands",
    "NoRoute",
    "Passed",
    "Paths",
    "ProfileError",
    "Route",
    "Spot",
    "SpotError",
    "Stop",
    "TourError",
    "Visit",
    "Words",
    "build_navigation",
    "close_links",
    "closed_end",
    "detour_step",
    "dumps",
    "explain_closures",
    "find_nearest",
    "find_route",
    "goal_lengths",
    "hours_step",
    "lengths",
    "lengths_to_goals",
    "no_route_to_json",
    "parse_goals",
    "parse_spot",
    "passed_on",
    "paths",
    "plan_errands",
    "prepare_guides",
    "route_through",
    "route_to_json",
    "step_to_json",
    "tour_route",
    "turn_links",
    "ways_file",
    "with_exact_trail",
    "with_links",
]
