"""Every word a route says, in both languages. What is said when is decided in steps.py and reasons.py."""

from __future__ import annotations

from collections.abc import Sequence

from navmesh.plans import Words

PROFILES = {
    "walk": Words(zh="步行", en="on foot"),
    "step_free": Words(zh="无障碍", en="step-free"),
    "no_escalator": Words(zh="不乘扶梯", en="without escalators"),
    "pram": Words(zh="推婴儿车", en="with a pram"),
}
TURNS = {
    "left": Words(zh="左转", en="turn left"),
    "right": Words(zh="右转", en="turn right"),
    "slightly_left": Words(zh="向左前方走", en="bear left"),
    "slightly_right": Words(zh="向右前方走", en="bear right"),
    "round": Words(zh="掉头", en="turn round"),
}
SIDES = {
    "front": Words(zh="就在您面前", en="is in front of you"),
    "left": Words(zh="在您左手边", en="is on your left"),
    "right": Words(zh="在您右手边", en="is on your right"),
    "behind": Words(zh="在您身后", en="is behind you"),
}
KINDS = {
    "escalator": Words(zh="扶梯", en="the escalator"),
    "stairs": Words(zh="楼梯", en="the stairs"),
    "lift": Words(zh="电梯", en="the lift"),
    "ramp": Words(zh="坡道", en="the ramp"),
}
# A reason of so few characters reads as the verb of a sentence: 检修.
SHORT_REASON = 6


def _profile(name: str) -> Words:
    return PROFILES.get(name, Words(zh=name, en=name))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _metres(metres: float) -> int:
    return max(1, round(metres))


def walk_on(metres: float, *, is_first: bool) -> Words:
    """A stretch with nothing to do at its end."""
    n = _metres(metres)
    if is_first:
        return Words(zh=f"沿脚印前行{n}米", en=f"Follow the footprints for {n} m")
    return Words(zh=f"前行{n}米", en=f"Walk {n} m")


def then_turn(stretch: Words, turn: str, landmark: Words | None) -> Words:
    """A stretch, and a turn at its end."""
    zh, en = TURNS[turn].zh, TURNS[turn].en
    if landmark is not None:
        return Words(zh=f"{stretch.zh}，在{landmark.zh}{zh}", en=f"{stretch.en}, then {en} at {landmark.en}")
    return Words(zh=f"{stretch.zh}，{zh}", en=f"{stretch.en}, then {en}")


def turn_first(turn: str, stretch: Words) -> Words:
    """A turn before the first step."""
    en = stretch.en[:1].lower() + stretch.en[1:]
    return Words(zh=f"{TURNS[turn].zh}，{stretch.zh}", en=f"{_capital(TURNS[turn].en)} and {en}")


def then_reach(stretch: Words, connector: Words) -> Words:
    """A stretch that ends at a connector."""
    return Words(zh=f"{stretch.zh}，到{connector.zh}", en=f"{stretch.en} to {connector.en}")


def ride(kind: str, connector: Words, label: str, *, is_up: bool, turn: str | None) -> Words:
    """A ride: which connector, where to leave it, which way to go then."""
    verb = "乘" if kind in {"escalator", "lift"} else "走"
    verb_en = "Take" if kind in {"escalator", "lift"} else "Use"
    way_zh, way_en = ("上", "up") if is_up else ("下", "down")
    zh = f"{verb}{connector.zh}{way_zh}到{label}"
    en = f"{verb_en} {connector.en} {way_en} to {label}"
    if turn is None:
        return Words(zh=f"{zh}后直行", en=f"{en} and go straight on")
    return Words(zh=f"{zh}，出来后{TURNS[turn].zh}", en=f"{en}, then {TURNS[turn].en} as you leave it")


def arrive(goal: Words, side: str | None) -> Words:
    """The end of a route."""
    if side is None:
        return Words(zh=f"到达{goal.zh}", en=f"You have arrived at {goal.en}")
    return Words(zh=f"{goal.zh}{SIDES[side].zh}", en=f"{_capital(goal.en)} {SIDES[side].en}")


NAMELESS_GOAL = Words(zh="目的地", en="your destination")


def off_floor(end: str) -> Words:
    """One end has nothing walkable in reach."""
    if end == "start":
        return Words(zh="起点1.5米内没有可以行走的地方", en="There is nothing walkable within 1.5 m of the start")
    return Words(zh="终点1.5米内没有可以行走的地方", en="There is nothing walkable within 1.5 m of the goal")


def barred(code: str, profile: str, connectors: Sequence[Words]) -> Words:
    """Connectors are in the way: closed, not for this profile, or leading only the other way."""
    zh, en = "、".join(name.zh for name in connectors), ", ".join(name.en for name in connectors)
    if code == "closed":
        return Words(zh=f"{zh}已关闭，没有其他通路", en=f"Closed, with no other way: {en}")
    if code == "one_way":
        return Words(zh=f"只能反方向通行：{zh}", en=f"Leads only the other way: {en}")
    name = _profile(profile)
    return Words(
        zh=f"{name.zh}路线不能使用{zh}，没有其他通路",
        en=f"Not for the profile {profile} ({name.en}), with no other way: {en}",
    )


def closed(connector: Words) -> Words:
    """A connector is closed, and nobody said why."""
    return Words(zh=f"{connector.zh}已关闭", en=f"{_capital(connector.en)} is closed")


def closed_for(connector: Words, reason: Words, until: Words | None) -> Words:
    """A connector is closed: why, and until when, if that is known."""
    till, till_en = (f"至{until.zh}", f" until {until.en}") if until else ("", "")
    if len(reason.zh) <= SHORT_REASON:
        return Words(
            zh=f"{connector.zh}{reason.zh}{till}", en=f"{_capital(connector.en)} is closed for {reason.en}{till_en}"
        )
    return Words(
        zh=f"{connector.zh}关闭{till}（{reason.zh}）", en=f"{_capital(connector.en)} is closed{till_en} ({reason.en})"
    )


def outside_hours(thing: Words, opens: Words | None) -> Words:
    """Something is shut at this hour; when it opens, if that is known."""
    if opens is None:
        return Words(zh=f"{thing.zh}不开放", en=f"{_capital(thing.en)} is shut")
    return Words(zh=f"{thing.zh}未开放，{opens.zh}开放", en=f"{_capital(thing.en)} is shut, and opens at {opens.en}")


def detour(barred: Sequence[Words], instead: Sequence[Words], *, metres: float, seconds: float) -> Words:
    """What is closed, which connectors are taken instead (none: a way without), and what that costs."""
    zh, en = "，".join(one.zh for one in barred), "; ".join(one.en for one in barred)
    if instead:
        zh += f"，改走{'、'.join(one.zh for one in instead)}"
        en += f"; take {' and '.join(one.en for one in instead)} instead"
    else:
        zh, en = f"{zh}，改走其他路线", f"{en}; take another way"
    if round(metres) >= 1:
        return Words(zh=f"{zh}，多走{round(metres)}米", en=f"{en}, {round(metres)} m more")
    minutes = round(seconds / 60)
    return Words(zh=f"{zh}，多用{minutes}分钟", en=f"{en}, {minutes} min more") if minutes >= 1 else Words(zh=zh, en=en)


def closed_without_other_way(closed: Sequence[Words]) -> Words:
    """Connectors are closed, as told of each, and nothing else leads there."""
    zh, en = "，".join(one.zh for one in closed), "; ".join(one.en for one in closed)
    return Words(zh=f"{zh}，没有其他通路", en=f"{en}; there is no other way")


def too_narrow(profile: str, narrower: str) -> Words:
    """A passage is too narrow for one profile, not for another."""
    return Words(
        zh=f"通道对“{_profile(profile).zh}”来说太窄，“{_profile(narrower).zh}”可以通过",
        en=f"A passage is too narrow for the profile {profile}; {narrower} would fit",
    )


def closed_off() -> Words:
    """Walls all round."""
    return Words(zh="起点与终点之间没有通路", en="Walls leave no way between the start and the goal")
