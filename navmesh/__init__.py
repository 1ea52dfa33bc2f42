"""Where one can walk in a hall, and the exact fastest way there.

Read it from the top down; in brackets the files, in the order in which one stands on the other.

1. A hall becomes plain things of floors (from_hall, with hall_goals, hall_sights and hall_touch; plans), and for each walker's radius
   polygons (walkable): what the walker's middle may touch, everything narrower than 1e-9 m closed.
2. Polygons become triangles (mesh), through which sight spreads exactly (predicates, sight).
3. A shortest way over a floor bends only at corners. So for each square metre the corners are listed on which a way from there can go on
   (cells), and all distances between corners are kept as whole numbers (graph, distances, tables). Windows and stops have rows of their
   own, a distance from every corner. 1 to 3 depend on the radius alone; tables grow with the sum over floors of corners squared, 4 bytes
   each, and lie where a lookup in a large hall waits least (large_pages).
4. A walk is the best of a few pairs: a corner of the start's list, the table, a corner of the goal's list (lines, walks).
5. Rides join the floors (rides): a second, tiny table holds the least seconds from every stop to every other and to every window, so that
   closing a connector redoes only this one. A query takes the best of a walk and of the rides (query).
6. All this is built once and frozen, a ground for each radius and a router for each profile (navigation; with_links closes or opens
   connectors). Ends off the floor are moved onto it (snap, ends).
7. One call of a kernel places the ends, asks, and writes every point of the way (trace); of these come legs and the route (legs, route),
   of what is in between the reason why there is none (reasons).
8. What one looks at and follows is another line beside the exact one, clear of things (edge_cells, walls, clear); footprints stand on it
   (footprints).
9. What can be told of a hall is found once (zones, apart, scenery), what there is to tell of a walk by a kernel (bends, cues), and
   said in sentences that are kept (arrivals, steps, words). 8 and 9 are one more call of a kernel (telling).
10. A profile whose metres in the open count for more is led along what can be felt: paving, walls and counters as lines (guides), a net
   of them and of crossings between (guided_net), searched anew for each question (guided), told by what a hand finds (guided_sections,
   guided_steps, guided_words).

Words that mean one thing each: a *spot* is what one asks for, an *end* where that is on the floor. A *route* leads through spots, by a
*trip* from each to the next; a trip is *legs*: *walks* over one floor and *rides*. The *line* of a leg is exact, its *trail* what one
follows. A *corner* is a vertex that a shortest way can bend round, a *node* its number; a *goal* is what has a row in the tables: stops of
connectors first, then windows, places and entrances. A *cell* is a square metre of floor, a *unit* the table's length. *Buffers* are
memory that kernels write to again and again.

Many at once: `lengths`, with their points `paths` (batch), to windows `lengths_to_goals`, all windows from one point `goal_lengths`
(goals), the nearest of several `find_nearest` (nearest), several stops in one visit `plan_errands` (errands). What is closed for a while,
and what a way passes: closures, passed. Out it goes as JSON (wire) and for browsers (ways_file). What a hall file is checked for: reach,
crossings. Kernels are numba, compiled once and cached on disk (compiled, held); their tests compare results with slow oracles.

Error families: SpotError, ProfileError, TourError (a name that is not in the hall), MeshError (polygons beyond repair),
ErrandsError (stops before each other).
"""

from navmesh.batch import Lengths, Paths, lengths, paths
from navmesh.closures import Closure, close_links, closed_end, detour_step, explain_closures, hours_step, turn_links
from navmesh.errands import Choice, Errands, ErrandsError, NoErrands, Stop, Visit, plan_errands
from navmesh.goals import GoalLengths, goal_lengths, lengths_to_goals
from navmesh.hall_goals import SpotError, parse_goals, parse_spot
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
