"""Every word a route says, in both languages. What is said when is decided in steps.py and reasons.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from navmesh.bends import CLEAR_DEG, ROUND_AT_ONCE_DEG, ROUND_DEG, TURN_KINDS, turn_kind
from navmesh.plans import Words

PROFILES = {
    "walk": Words(zh="步行", en="on foot"),
    "step_free": Words(zh="无障碍", en="step-free"),
    "no_escalator": Words(zh="不乘扶梯", en="without escalators"),
    "pram": Words(zh="推婴儿车", en="with a pram"),
    "guided": Words(zh="沿墙与盲道", en="along walls and tactile paving"),
}
TURNS = {
    "left": Words(zh="左转", en="turn left"),
    "right": Words(zh="右转", en="turn right"),
    "back_left": Words(zh="向左后方走", en="turn sharp left"),
    "back_right": Words(zh="向右后方走", en="turn sharp right"),
    "half_left": Words(zh="向左前方走", en="bear left"),
    "half_right": Words(zh="向右前方走", en="bear right"),
    "slightly_left": Words(zh="稍向左前方走", en="bear slightly left"),
    "slightly_right": Words(zh="稍向右前方走", en="bear slightly right"),
    "round": Words(zh="转身", en="turn round"),
}
SIDES = {
    "ahead": Words(zh="正前方", en="ahead of you"),
    "ahead_left": Words(zh="左前方", en="ahead on your left"),
    "ahead_right": Words(zh="右前方", en="ahead on your right"),
    "left": Words(zh="左手边", en="on your left"),
    "right": Words(zh="右手边", en="on your right"),
    "behind": Words(zh="身后", en="behind you"),
}
# Where a row of windows is, if that is not said as of other things; and what tells it from others.
ROWS = {**SIDES, "ahead": Words(zh="正对面", en="facing you")}
STANDS = {
    None: Words(zh="那排", en="in the row"),
    "wall": Words(zh="靠墙那排", en="in the row along the wall"),
    "island": Words(zh="岛式柜台的那排", en="at the island counter"),
}
KINDS = {
    "escalator": Words(zh="扶梯", en="the escalator"),
    "stairs": Words(zh="楼梯", en="the stairs"),
    "lift": Words(zh="电梯", en="the lift"),
    "ramp": Words(zh="坡道", en="the ramp"),
}
# Off a connector, before one goes on.
OFF = {
    "escalator": Words(zh="下扶梯后", en="as you step off"),
    "stairs": Words(zh="出楼梯口后", en="as you leave the stairs"),
    "lift": Words(zh="出电梯后", en="as you leave the lift"),
    "ramp": Words(zh="走完坡道后", en="at its end"),
}
# A reason of so few characters reads as the verb of a sentence: 检修.
SHORT_REASON = 6
# More windows than this nobody counts without asking from which end.
FEW_WINDOWS = 3
PAST = ", past "
DIGITS = "零一二三四五六七八九十"
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
# English names of things of which there are more; a number after it makes a name of its own: Lift 1.
NOUNS = re.compile(
    r"\b(hall|lobby|lounge|area|room|gallery|desk|machine|terminal|toilet|entrance|exit|door)\b(?! \d)", re.IGNORECASE
)
# A capital that only begins a line on a sign; where the second word has one too, both belong to the name.
SENTENCE = re.compile(r"[A-Z][a-z']* [a-z]")
PARENTHESES = re.compile(r"\s*[(（][^()（）]*[)）]$")


def _profile(name: str) -> Words:
    return PROFILES.get(name, Words(zh=name, en=name))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def turn_key(turn_deg: float, round_deg: float = ROUND_DEG) -> str:
    """The key of TURNS for an angle that is worth a word, left positive. round_deg: above it, one turns round"""
    return TURN_KINDS[turn_kind(turn_deg, round_deg)]


def clear_key(turn_deg: float) -> str | None:
    """The same where one sets out; None when that is as good as straight on."""
    return turn_key(turn_deg, ROUND_AT_ONCE_DEG) if abs(turn_deg) >= CLEAR_DEG else None


def numeral(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return DIGITS[number]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def ordinal(number: int) -> str:
    """A number with its place in English."""
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"number {number}"


def the(name: Words) -> str:
    """A name as it stands in an English sentence: the service desk, the Tax Hall, Lift 1."""
    if name.en.startswith("the ") or not NOUNS.search(name.en):
        return name.en
    return f"the {name.en[:1].lower()}{name.en[1:]}" if SENTENCE.match(name.en) else f"the {name.en}"


def the_zone(zone: Words) -> str:
    """The same of a zone: the Tax Hall, the Social Affairs area."""
    return f"the {zone.en}" if NOUNS.search(zone.en) else f"the {zone.en} area"


def walk_on(metres: int, *, is_first: bool) -> Words:
    """A stretch with nothing to do at its end. metres: as they are said"""
    zh, en = (f"前行{metres}米", f"for {metres} m") if metres else ("走几步", "a few steps")
    if is_first:
        return Words(zh=f"沿脚印{zh}", en=f"Follow the footprints {en if en[0] == 'f' else f'for {en}'}")
    return Words(zh=zh, en=f"Walk {en.removeprefix('for ')}")


def _up_to_here(stretch: Words) -> str:
    """A stretch in English, ready for where it leads."""
    return f"{stretch.en}," if PAST in stretch.en else stretch.en


def passing(stretch: Words, landmark: Words, side: str) -> Words:
    """A stretch on which one passes something."""
    return Words(
        zh=f"{stretch.zh}，经过{SIDES[side].zh}的{landmark.zh}",
        en=f"{stretch.en}{PAST}{the(landmark)} {SIDES[side].en}",
    )


def then_enter(stretch: Words, zone: Words, beyond: Words | None) -> Words:
    """A stretch at whose end one comes into a zone. beyond: of several doors, it is by the one from there

    Or the one to there, when that is the zone itself, and one has come out of another.
    """
    if beyond is not None and beyond.zh == zone.zh:
        return Words(
            zh=f"{stretch.zh}，穿过门走进{zone.zh}", en=f"{_up_to_here(stretch)} through the door into {the_zone(zone)}"
        )
    by, by_en = (f"从{beyond.zh}一侧的门", f" by the door from {beyond.en}") if beyond is not None else ("", "")
    return Words(zh=f"{stretch.zh}，{by}走进{zone.zh}", en=f"{_up_to_here(stretch)} into {the_zone(zone)}{by_en}")


def then_leave(stretch: Words, zone: Words, beyond: Words | None) -> Words:
    """A stretch at whose end one leaves a zone. beyond: of several doors, it is by the one that leads there"""
    by, by_en = (f"从通往{beyond.zh}的门", f" by the door to {beyond.en}") if beyond is not None else ("", "")
    return Words(zh=f"{stretch.zh}，{by}走出{zone.zh}", en=f"{_up_to_here(stretch)} out of {the_zone(zone)}{by_en}")


def then_turn(stretch: Words, turn: str, landmark: Words | None) -> Words:
    """A stretch, and a turn at its end."""
    zh, en = TURNS[turn].zh, TURNS[turn].en
    if landmark is not None:
        return Words(zh=f"{stretch.zh}，在{landmark.zh}旁{zh}", en=f"{stretch.en}, then {en} at {the(landmark)}")
    return Words(zh=f"{stretch.zh}，{zh}", en=f"{stretch.en}, then {en}")


def turn_first(turn: Words, stretch: Words) -> Words:
    """A turn before the first step."""
    en = stretch.en[:1].lower() + stretch.en[1:]
    return Words(zh=f"{turn.zh}，{stretch.zh}", en=f"{_capital(turn.en)} and {en}")


def then_reach(stretch: Words, connector: Words) -> Words:
    """A stretch that ends at a connector."""
    return Words(zh=f"{stretch.zh}，到{connector.zh}", en=f"{_up_to_here(stretch)} to {the(connector)}")


def ride(kind: str, connector: Words, label: str, *, is_up: bool, turn: Words | None, is_end: bool) -> Words:
    """A ride: which connector, where to leave it, which way to go then, unless the way ends there."""
    verb, verb_en = ("乘", "Take") if kind in {"escalator", "lift"} else ("走", "Use")
    way_zh, way_en = ("上", "up") if is_up else ("下", "down")
    # What is in brackets tells apart what one may take; on it, that is known.
    zh = f"{verb}{PARENTHESES.sub('', connector.zh)}{way_zh}到{label}"
    en = f"{verb_en} {PARENTHESES.sub('', connector.en)} {way_en} to {label}"
    if is_end:
        return Words(zh=zh, en=en)
    off = OFF[kind]
    if turn is None:
        return Words(zh=f"{zh}，{off.zh}直行", en=f"{en} and go straight on {off.en}")
    return Words(zh=f"{zh}，{off.zh}{turn.zh}", en=f"{en}, then {turn.en} {off.en}")


def arrive(goal: Words) -> Words:
    """The end of a route."""
    return Words(zh=f"到达{goal.zh}", en=f"You have arrived at {the(goal)}")


def arrive_beside(goal: Words, side: str) -> Words:
    """The end of a route, a few steps to one side of the way."""
    return Words(zh=f"{goal.zh}就在{SIDES[side].zh}", en=f"{_capital(the(goal))} is {SIDES[side].en}")


def window_alone(window: Words, side: str) -> Words:
    """The end at a window with no other beside it."""
    return Words(zh=f"{window.zh}就在{SIDES[side].zh}", en=f"{_capital(window.en)} is {SIDES[side].en}")


def window_along(window: Words, side: str, stands: str | None, number: int, *, is_from_end: bool) -> Words:
    """The end at a window of a row one walks along, counted as one passes them, from the row's near end or from within it.

    stands: what tells the row from others near by, a key of STANDS, if there are any
    """
    where, where_en = (STANDS[stands].zh, f", {STANDS[stands].en}") if stands is not None else ("", "")
    near, near_en = ("从近的一头数", " from the near end") if is_from_end and number > FEW_WINDOWS else ("", "")
    return Words(
        zh=f"{SIDES[side].zh}{where}{near}第{numeral(number)}个窗口就是{window.zh}",
        en=f"{_capital(window.en)} is the {ordinal(number)} one{near_en} {SIDES[side].en}{where_en}",
    )


def window_from_end(window: Words, side: str, stands: str | None, number: int) -> Words:
    """The same, counted from the far end."""
    zh, en = (
        ("最后一个", "last window")
        if number == 1
        else (f"倒数第{numeral(number)}个", f"{ordinal(number)} window from the far end")
    )
    return Words(
        zh=f"{SIDES[side].zh}{STANDS[stands].zh}{zh}窗口就是{window.zh}",
        en=f"{_capital(window.en)} is the {en} {STANDS[stands].en} {SIDES[side].en}",
    )


def window_across(window: Words, side: str, stands: str | None, end: str, number: int) -> Words:
    """The end at a window of a row one comes upon, counted from the left or the right, or its middle one."""
    at, what = ROWS[side], STANDS[stands]
    place = _place_in_row(end, number, is_faced=side.startswith("ahead"))
    return Words(
        zh=f"{at.zh}{what.zh}窗口，{place.zh}就是{window.zh}",
        en=f"{_capital(window.en)} is {place.en} {what.en} {at.en}",
    )


def window_at_corner(window: Words, side: str, other: str, end: str, number: int) -> Words:
    """The same where two rows that meet at a corner are in view. other: the side of the one it is not in"""
    at, place = ROWS[side], _place_in_row(end, number, is_faced=side.startswith("ahead"))
    if side.startswith("ahead_"):
        hand, hand_en = ("左", "left") if side == "ahead_left" else ("右", "right")
        return Words(
            zh=f"前方左右有两排窗口，{hand}边那排{place.zh}就是{window.zh}",
            en=f"Of the two rows ahead of you take the {hand_en} one: {window.en} is {place.en}",
        )
    both, both_en = ROWS[other].zh, ROWS[other].en
    return Words(
        zh=f"{at.zh}和{both}各有一排窗口，{at.zh}那排{place.zh}就是{window.zh}",
        en=f"Of the rows {at.en} and {both_en} take the one {at.en}: {window.en} is {place.en}",
    )


def _place_in_row(end: str, number: int, *, is_faced: bool) -> Words:
    """Which window of a row, counted as one faces it; that has to be said where one does not yet."""
    if end == "middle":
        return Words(zh="正中间那个", en="the middle one")
    if number == 1:
        zh, en = ("最左边那个", "the leftmost") if end == "left" else ("最右边那个", "the rightmost")
    else:
        zh, en = f"从{'左' if end == 'left' else '右'}数第{numeral(number)}个", f"the {ordinal(number)} from the {end}"
    return Words(zh=zh, en=en) if is_faced else Words(zh=f"面对窗口{zh}", en=f"{en} as you face it")


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
