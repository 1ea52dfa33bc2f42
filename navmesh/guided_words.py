"""The words of a way for somebody who does not see: no colours, what the hand or the cane finds, and counts."""

from __future__ import annotations

from navmesh import words
from navmesh.plans import Words

# What is felt: as the object of a sentence.
THINGS = {
    "paving": Words(zh="盲道", en="the tactile paving"),
    "wall": Words(zh="墙", en="the wall"),
    "counter": Words(zh="柜台", en="the counter"),
    "desk": Words(zh="服务台", en="the service desk"),
    "seats": Words(zh="座椅", en="the row of seats"),
    "railing": Words(zh="栏杆", en="the railing"),
    "doorway": Words(zh="门洞", en="the doorway"),
    "column": Words(zh="柱子", en="the column"),
    "planters": Words(zh="花箱", en="the planters"),
    "machines": Words(zh="机器", en="the machines"),
    "tables": Words(zh="桌子", en="the tables"),
    "things": Words(zh="设施", en="the fittings"),
}
COUNTED = {
    "doorway": (Words(zh="个门洞", en="doorway"), "doorways"),
    "window": (Words(zh="个窗口", en="window"), "windows"),
    "column": (Words(zh="根柱子", en="column"), "columns"),
}
STRAIGHT_ON = Words(zh="继续直行", en="go straight on")
STRAIGHT_OFF = Words(zh="离开盲道，继续直行", en="leave the paving, go straight on")
# Of a turn that is no quarter a hand of the clock is said: who does not see cannot tell how far "a little to the left" is.
QUARTERS, QUARTER_DEG, HOUR_DEG = {"left", "right"}, 90.0, 30.0
FACED = {
    "one": Words(zh="正对一个窗口，它", en="You face a window: "),
    "two": Words(zh="正对两个窗口的中间，", en="You face the middle between two windows: "),
    None: Words(zh="面对柜台的一端，", en="You face the end of the counter: "),
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def metres(length: float) -> int:
    """Whole metres: who counts steps needs them finer than who looks round."""
    return max(1, round(length))


def turn(turn_deg: float, *, is_open: bool = False) -> Words | None:
    """A turn before a stretch, left positive; None when that is as good as straight on. Twelve o'clock is ahead.

    is_open: nothing leads there, so that a quarter has to be one
    """
    key = words.clear_key(turn_deg)
    is_off = is_open and abs(abs(turn_deg) - QUARTER_DEG) > HOUR_DEG / 2
    if key is None or key == "round" or (key in QUARTERS and not is_off):
        return words.TURNS[key] if key else None
    hour = 12 - round(turn_deg / HOUR_DEG) if turn_deg > 0 else -round(turn_deg / HOUR_DEG)
    return Words(zh=f"转向{'两' if hour == 2 else words.numeral(hour)}点钟方向", en=f"turn to {hour} o'clock")


def follow(thing: str, side: str | None, length: float) -> Words:
    """Along paving, or along something on one hand."""
    what, n = THINGS[thing], metres(length)
    if side is None:
        return Words(zh=f"沿{what.zh}前行{n}米", en=f"Follow {what.en} for {n} m")
    hand = words.SIDES[side]
    return Words(zh=f"沿{hand.zh}的{what.zh}前行{n}米", en=f"Keep {what.en} {hand.en} for {n} m")


def cross(length: float, to: Words | None) -> Words:
    """Straight across the open. to: what one meets on the other side, where that is known."""
    n = metres(length)
    zh, en = f"直行穿过开阔处{n}米", f"Walk straight across the open for {n} m"
    return Words(zh=zh, en=en) if to is None else Words(zh=f"{zh}，到{to.zh}", en=f"{en} to {to.en}")


def to_junction(stretch: Words, number: int) -> Words:
    """Along paving to where another strip leaves it, counted from where one came onto this one."""
    return Words(
        zh=f"{stretch.zh}，到第{words.numeral(number)}个岔口",
        en=f"{stretch.en}, to the {words.ordinal(number)} junction",
    )


def past_junctions(stretch: Words, number: int) -> Words:
    """Along paving, past strips that leave it."""
    zh = "两" if number == 2 else words.numeral(number)
    count = NUMBERS[number] if number < len(NUMBERS) else str(number)
    joint, joint_en = ("和", " and ") if "经过" in stretch.zh else ("，经过", ", past ")
    return Words(
        zh=f"{stretch.zh}{joint}{zh}个岔口",
        en=f"{stretch.en}{joint_en}{count} junction{'' if number == 1 else 's'}",
    )


def to_corner(stretch: Words) -> Words:
    """Along paving to where it turns."""
    return Words(zh=f"{stretch.zh}，到转弯处", en=f"{stretch.en}, to where it turns")


def to_end(stretch: Words) -> Words:
    """Along paving to where it ends."""
    return Words(zh=f"{stretch.zh}，到尽头", en=f"{stretch.en}, to its end")


def go_through() -> Words:
    """A doorway whose sides are felt."""
    return Words(zh="穿过门洞", en="Go through the doorway")


def past(stretch: Words, thing: str, number: int, side: str | None) -> Words:
    """A stretch on which one passes so many of something."""
    (one, many), hand = COUNTED[thing], words.SIDES[side] if side else None
    count = NUMBERS[number] if number < len(NUMBERS) else str(number)
    zh = f"{hand.zh if hand else ''}{'两' if number == 2 else words.numeral(number)}{one.zh}"
    en = f"{count} {one.en if number == 1 else many}{f' {hand.en}' if hand else ''}"
    joint, joint_en = ("和", " and ") if "经过" in stretch.zh else ("，经过", ", past ")
    return Words(zh=f"{stretch.zh}{joint}{zh}", en=f"{stretch.en}{joint_en}{en}")


def through(stretch: Words, doorways: int) -> Words:
    """A stretch that leads through doorways."""
    count = NUMBERS[doorways] if doorways < len(NUMBERS) else str(doorways)
    one, many = COUNTED["doorway"]
    zh = "两" if doorways == 2 else words.numeral(doorways)
    return Words(
        zh=f"{stretch.zh}，穿过{zh}{one.zh}", en=f"{stretch.en}, through {count} {one.en if doorways == 1 else many}"
    )


def past_help(stretch: Words, desk: Words, side: str) -> Words:
    """A stretch on which one passes people who help."""
    hand = words.SIDES[side]
    return Words(
        zh=f"{stretch.zh}；{hand.zh}是{desk.zh}，可以求助",
        en=f"{stretch.en}; {words.the(desk)} is {hand.en}, where you can ask for help",
    )


def help_near(desk: Words, length: float, side: str | None) -> Words:
    """Where people help, seen from the start. side: None where it is unknown which way one faces"""
    n = metres(length)
    if side is None:
        return Words(zh=f"如需帮助，{desk.zh}离这里约{n}米", en=f"For help: {words.the(desk)} is about {n} m from here")
    hand = words.SIDES[side]
    return Words(
        zh=f"如需帮助，{desk.zh}在{hand.zh}约{n}米处", en=f"For help: {words.the(desk)} is about {n} m {_away(hand.en)}"
    )


def _away(hand: str) -> str:
    return hand if hand.startswith(("ahead", "behind")) else f"away, {hand}"


def help_on(desk: Words, label: str) -> Words:
    """Where people help, when that is on another floor."""
    return Words(zh=f"如需帮助，{desk.zh}在{label}", en=f"For help: {words.the(desk)} is on {label}")


def count_to(window: Words, side: str, number: int, *, is_at_first: bool) -> Words:
    """The end at a counter along which one walked: its windows are counted with the hand.

    is_at_first: one begins at a window, which counts too
    """
    hand = words.SIDES[side]
    if number == 1:
        return Words(zh=f"{hand.zh}就是{window.zh}", en=f"{_capital(window.en)} is {hand.en}")
    first, first_en = ("，起点那个算第一个", ", the one where you begin included") if is_at_first else ("", "")
    return Words(
        zh=f"数{hand.zh}的窗口{first}，第{words.numeral(number)}个就是{window.zh}",
        en=f"Count the windows {hand.en}{first_en}: the {words.ordinal(number)} is {window.en}",
    )


def count_aside(window: Words, hand: str, number: int, before: str | None) -> Words:
    """The end before a counter one comes upon: its windows are counted to one hand.

    before: a key of FACED, what of the counter one faces, which does not count
    """
    zh, en = ("左", "left") if hand == "left" else ("右", "right")
    faced = FACED[before]
    return Words(
        zh=f"{faced.zh}{zh}边第{words.numeral(number)}个窗口就是{window.zh}",
        en=f"{faced.en}{window.en} is the {words.ordinal(number)} to the {en}",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
