"""Ways for people who do not see: along what can be felt, the cheapest of their net, and told without a colour."""

from __future__ import annotations

import math
import random
import re
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from corpus import GOOD, good_source
from golden_words import GUIDED_FILE, Told, golden, tell
from shapely.geometry import LineString, Point

from navmesh import (
    Navigation,
    NoRoute,
    Route,
    Spot,
    build_navigation,
    find_nearest,
    find_route,
    guided_words,
    lengths,
    parse_spot,
    words,
)
from navmesh.crossings import longest_crossing
from navmesh.guided import CROSS_S, GuidedWay
from navmesh.guided_sections import sections_of
from navmesh.hall_goals import entrances_of
from navmesh.plans import Words
from scene.hall import Hall, profiles_of
from scene.hall_file import parse_hall, read_hall
from tools.compose_wangcheng import HALL_FILE

# Two of the good halls have nowhere to go.
HALLS = ("wangcheng", *(name for name in GOOD if name not in {"empty_lists", "least"}))


def hall_of(name: str) -> Hall:
    return read_hall(HALL_FILE) if name == "wangcheng" else parse_hall(good_source(name))


@pytest.fixture(scope="module")
def hall() -> Hall:
    return hall_of("wangcheng")


@pytest.fixture(scope="module")
def navigation(hall: Hall) -> Navigation:
    return build_navigation(hall, ("guided", "step_free"))


def some_routes(navigation: Navigation, count: int) -> list[tuple[Spot, Spot, Route]]:
    """Guided ways between goals of the hall, and points of its floor."""
    chance, goals = random.Random(7), navigation.surroundings.goals
    found = []
    for _ in range(count):
        start, goal = chance.choice(goals), chance.choice(goals)
        if chance.random() < 0.5:
            start = Spot(floor=goal.floor, x=goal.x + chance.uniform(-20, 20), y=goal.y + chance.uniform(-20, 20))
        route = find_route(navigation, start, goal, "guided")
        if isinstance(route, Route):
            found.append((start, goal, route))
    return found


@pytest.mark.parametrize("name", HALLS)
def test_every_metre_of_a_guided_way_is_clear_of_things_and_none_is_left_out(name: str) -> None:
    navigation = build_navigation(hall_of(name), ("guided",))
    areas = [area.buffer(1e-6) for area in navigation.routers["guided"].ground.areas]
    routes = some_routes(navigation, 200 if name == "wangcheng" else 15)
    assert routes
    for start, goal, route in routes:
        for leg in route.legs:
            if leg.connector is None:
                line = LineString([point[:2] for point in leg.points])
                assert areas[leg.from_floor].covers(line), (name, start, goal)
        for before, after in pairwise(route.legs):
            assert math.dist(before.points[-1], after.points[0]) < 1e-6
        assert math.dist(route.legs[-1].points[-1][:2], (goal.x, goal.y)) < 1.5
        assert route.length_m == pytest.approx(sum(leg.length_m for leg in route.legs))


@pytest.mark.parametrize("name", HALLS)
def test_it_reaches_what_the_exact_way_reaches_and_is_never_shorter(name: str) -> None:
    hall = hall_of(name)
    exact_profile = profiles_of(hall)["guided"].model_copy(update={"in_open": 1.0})
    plain = hall.model_copy(update={"profiles": (hall.profiles or {}) | {"exact": exact_profile}})
    navigation = build_navigation(plain, ("guided", "exact"))
    goals = [(goal.floor, goal.x, goal.y) for goal in navigation.surroundings.goals]
    starts = np.array([(one.floor, one.x, one.y) for one in entrances_of(hall)[:1]] * len(goals), dtype=np.float64)
    guided, exact = (lengths(navigation, starts, np.array(goals), profile) for profile in ("guided", "exact"))
    np.testing.assert_array_equal(np.isfinite(guided.duration_s), np.isfinite(exact.duration_s))
    reached = np.isfinite(exact.duration_s)
    assert (guided.duration_s[reached] >= exact.duration_s[reached] - 1e-6).all()


@pytest.mark.parametrize("name", HALLS)
def test_a_guided_way_is_the_cheapest_of_its_net(name: str) -> None:
    hall = hall_of(name)
    navigation = build_navigation(hall.model_copy(update={"profiles": None}), ("guided",))
    router = navigation.routers["guided"]
    guided = router.guided
    assert guided is not None
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_nodes_from(range(len(guided.net.guide)))
    for node in range(len(guided.net.guide)):
        for arc in range(guided.graph.first[node], guided.graph.first[node + 1]):
            other, cost = int(guided.graph.to[arc]), float(guided.graph.cost[arc])
            if not graph.has_edge(node, other) or graph[node][other]["weight"] > cost:
                graph.add_edge(node, other, weight=cost)
    chance, goals = random.Random(3), navigation.surroundings.goals
    for _ in range(12):
        start, goal = ((spot.floor, spot.x, spot.y) for spot in (chance.choice(goals), chance.choice(goals)))
        found = guided.find(guided.tree(start), goal)
        asked = graph.copy()
        for nodes, costs, is_start in ((*guided.links(start), True), (*guided.links(goal), False)):
            for node, cost in zip(nodes.tolist(), costs.tolist(), strict=True):
                asked.add_edge(*(("start", node) if is_start else (node, "goal")), weight=cost)
        asked.add_nodes_from(("start", "goal"))
        try:
            least = nx.dijkstra_path_length(asked, "start", "goal")
        except nx.NetworkXNoPath:
            assert found is None
            continue
        assert isinstance(found, GuidedWay)
        assert found.cost == pytest.approx(least, abs=1e-9)


def test_costs_in_the_net_are_what_the_rules_say(navigation: Navigation) -> None:
    guided = navigation.routers["guided"].guided
    assert guided is not None
    net, walker = guided.net, guided.walker
    crossing = int(np.flatnonzero(net.kind == net.kind.max())[0])
    tail, head = int(net.tail[crossing]), int(net.head[crossing])
    first, last = guided.graph.first[tail], guided.graph.first[tail + 1]
    costs = guided.graph.cost[first:last][guided.graph.to[first:last] == head]
    metres = math.dist(net.xy[tail], net.xy[head])
    assert costs.tolist() == pytest.approx([3.0 * metres / walker.speed + CROSS_S])


def test_from_the_entrances_to_every_window_nearly_every_metre_is_along_something(
    hall: Hall, navigation: Navigation
) -> None:
    windows = [goal for goal in navigation.surroundings.goals if goal.id and goal.id.startswith("window:")]
    shares = []
    for entrance in entrances_of(hall):
        for window in windows:
            route = find_route(navigation, entrance, window, "guided")
            assert isinstance(route, Route)
            segments = [segment for walk in route.walks for segment in walk.segments]
            metres = sum(math.dist(segment.a, segment.b) for segment in segments)
            open_metres = sum(math.dist(segment.a, segment.b) for segment in segments if segment.kind == "open")
            shares.append(1.0 - open_metres / metres)
            assert longest_crossing(route.walks) <= 10.0
    print(f"share along guides: least {min(shares):.3f}, mean {np.mean(shares):.3f}")  # noqa: T201
    assert min(shares) >= 0.8
    assert np.mean(shares) >= 0.97


def test_tactile_paving_changes_nothing_of_what_is_walkable(hall: Hall, navigation: Navigation) -> None:
    bare = hall.model_copy(update={"areas": tuple(area for area in hall.areas if area.kind != "tactile")})
    assert len(bare.areas) < len(hall.areas)
    without = build_navigation(bare, ("step_free",)).routers["step_free"].ground
    for area, other in zip(navigation.routers["step_free"].ground.areas, without.areas, strict=True):
        assert area.equals(other)


def test_the_nearest_and_many_lengths_are_those_of_the_same_ways(hall: Hall, navigation: Navigation) -> None:
    start = parse_spot(hall, "entrance:main")
    goals = [goal for goal in navigation.surroundings.goals if goal.id and goal.id.startswith("window:")][::9]
    rows = np.array([(goal.floor, goal.x, goal.y) for goal in goals])
    found = lengths(navigation, np.tile((start.floor, start.x, start.y), (len(goals), 1)), rows, "guided")
    for number, goal in enumerate(goals):
        route = find_route(navigation, start, goal, "guided")
        assert isinstance(route, Route)
        assert (found.length_m[number], found.duration_s[number]) == pytest.approx((route.length_m, route.duration_s))
    nearest = find_nearest(navigation, start, goals, "guided")
    assert isinstance(nearest, Route)
    assert nearest.duration_s == pytest.approx(found.duration_s.min())


def test_no_way_is_told_with_its_reason(hall: Hall) -> None:
    shut = tuple(one.model_copy(update={"closed": one.kind in {"lift", "stairs"}}) for one in hall.connectors)
    navigation = build_navigation(hall.model_copy(update={"connectors": shut}), ("guided",))
    found = find_route(navigation, parse_spot(hall, "entrance:main"), parse_spot(hall, "window:K01"), "guided")
    assert isinstance(found, NoRoute)
    assert found.code == "closed"


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", golden(GUIDED_FILE), ids=lambda told: f"{told.start}-{told.goal}")
def test_a_guided_way_is_told_as_committed(told: Told, hall: Hall, navigation: Navigation) -> None:
    assert tell(navigation, hall, *told[:3]) == told


def test_no_word_names_a_colour_or_what_only_eyes_find(navigation: Navigation) -> None:
    seen = re.compile("[红黄蓝绿白黑灰]色|脚印|箭头|yellow|blue|red |green|footprint|arrow|see ", re.IGNORECASE)
    for _, _, route in some_routes(navigation, 150):
        for step in route.steps:
            assert not seen.search(step.text.zh), step.text.zh
            assert not seen.search(step.text.en), step.text.en


def test_a_wall_is_on_the_hand_that_the_words_say(navigation: Navigation) -> None:
    """Beside the middle of each stretch, within a cane's reach: something stands there, and on that side."""
    checked = 0
    for _, _, route in some_routes(navigation, 60):
        for walk in route.walks:
            solids = navigation.surroundings.floors[walk.floor].solids
            voids = navigation.surroundings.floors[walk.floor].free
            for section in sections_of(navigation.surroundings, walk):
                if section.side is None or math.dist(section.a, section.b) < 2.0:
                    continue
                (ax, ay), (bx, by) = section.a, section.b
                length, sign = math.dist(section.a, section.b), 1.0 if section.side == "left" else -1.0
                shares = [(k + 0.5) / 10 for k in range(10)]
                touched = 0
                for share in shares:
                    x, y = ax + share * (bx - ax), ay + share * (by - ay)
                    out = (x - sign * (by - ay) / length * 1.2, y + sign * (bx - ax) / length * 1.2)
                    reach = LineString([(x, y), out])
                    touched += solids.intersects(reach) or not voids.covers(reach)
                assert touched >= 3, section
                checked += 1
    assert checked > 40


def test_help_is_named_first_and_where_one_passes_it(hall: Hall, navigation: Navigation) -> None:
    route = find_route(navigation, parse_spot(hall, "entrance:main"), parse_spot(hall, "window:A05"), "guided")
    assert isinstance(route, Route)
    assert route.steps[0].text.zh == "如需帮助，导服台在正前方约8米处"
    upstairs = find_route(navigation, parse_spot(hall, "window:K01"), parse_spot(hall, "window:J01"), "guided")
    assert isinstance(upstairs, Route)
    assert upstairs.steps[0].text.en == "For help: the service desk is on 1F"


def test_a_turn_is_a_quarter_or_a_hand_of_the_clock(hall: Hall, navigation: Navigation) -> None:
    """How far "a little to the left" is, nobody can tell who does not see where it leads."""
    assert [guided_words.turn(degrees) for degrees in (10.0, -10.0)] == [None, None]
    turns = [guided_words.turn(degrees) for degrees in (30.0, 50.0, -30.0, -50.0, 90.0, -90.0, 120.0, 170.0)]
    assert [turn.zh for turn in turns if turn is not None] == [
        "转向十一点钟方向",
        "转向十点钟方向",
        "转向一点钟方向",
        "转向两点钟方向",
        "左转",
        "右转",
        "转向八点钟方向",
        "转身",
    ]
    for _, _, route in some_routes(navigation, 40):
        assert not any("前方走" in step.text.zh or "bear" in step.text.en.lower() for step in route.steps), route.steps


def test_beside_another_window_straight_ahead_the_count_begins_after_it(hall: Hall, navigation: Navigation) -> None:
    """The paving ends before F08, the middle one of its row."""
    end = find_route(navigation, parse_spot(hall, "window:K01"), parse_spot(hall, "window:H01"), "guided")
    assert isinstance(end, Route)
    assert end.steps[-1].text.zh == "面对柜台的一端，右边第一个窗口就是H01窗口"
    for code, said in (
        ("F09", "正对一个窗口，它右边第一个窗口就是F09窗口"),
        ("F07", "正对一个窗口，它左边第一个窗口就是F07窗口"),
    ):
        route = find_route(
            navigation, parse_spot(hall, "place:lift-2-f2"), parse_spot(hall, f"window:{code}"), "guided"
        )
        assert isinstance(route, Route)
        assert route.steps[-1].text.zh == said, route.steps


def test_where_nothing_leads_a_quarter_has_to_be_one() -> None:
    assert guided_words.turn(65.0) == words.TURNS["left"]
    assert guided_words.turn(65.0, is_open=True) == Words(zh="转向十点钟方向", en="turn to 10 o'clock")
    assert guided_words.turn(-85.0, is_open=True) == words.TURNS["right"]


def test_no_wall_is_at_hand_where_it_has_a_door(hall: Hall, navigation: Navigation) -> None:
    walls = [felt for felt in navigation.surroundings.touch.felt if felt.kind == "wall" and felt.floor == 1]
    # The door of 不动产登记厅.
    assert min(felt.shape.distance(Point(25.5, 35.6)) for felt in walls) > 2.0


def test_who_leaves_one_guide_for_the_next_is_told_to_go_straight_on(hall: Hall, navigation: Navigation) -> None:
    route = find_route(navigation, parse_spot(hall, "place:at-ticket-h"), parse_spot(hall, "window:H12"), "guided")
    assert isinstance(route, Route)
    assert [step.text.zh for step in route.steps][-3:-1] == [
        "左转，沿盲道前行4米，到尽头",
        "离开盲道，继续直行，沿右手边的柜台前行6米",
    ]


@pytest.mark.parametrize(("code", "hand"), [("E05", "左"), ("E06", "右")])
def test_of_two_windows_at_the_end_of_the_paving_the_hand_is_told(
    code: str, hand: str, hall: Hall, navigation: Navigation
) -> None:
    route = find_route(navigation, parse_spot(hall, "entrance:main"), parse_spot(hall, f"window:{code}"), "guided")
    assert isinstance(route, Route)
    assert route.steps[-2].text.zh.endswith("到尽头")
    assert route.steps[-1].text.zh == f"正对两个窗口的中间，{hand}边第一个窗口就是{code}窗口"


def test_the_window_is_the_one_that_a_hand_counts_to(hall: Hall, navigation: Navigation) -> None:
    """Along a whole row from its end: the first window is counted first, the last last."""
    start = parse_spot(hall, "window:A01")
    for number, code in ((2, "A02"), (7, "A07"), (12, "A12")):
        route = find_route(navigation, start, parse_spot(hall, f"window:{code}"), "guided")
        assert isinstance(route, Route)
        ordinals = {2: "second", 7: "seventh", 12: "twelfth"}
        assert route.steps[-1].text.en == (
            f"Count the windows on your left, the one where you begin included: the {ordinals[number]} is window {code}"
        )
