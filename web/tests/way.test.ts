import { describe, expect, it } from "vitest";
import { walkAddress } from "../src/walk/addresses";
import { translator } from "../src/walk/texts";
import {
  closedAhead,
  comeTo,
  isQuicker,
  isSamePath,
  plainWayTo,
  stopsDone,
  wayOfErrands,
  wayTo,
} from "../src/walk/way";
import { closedWords, ribbonOf } from "../src/walk/waywords";
import { BY_LIFT, smallHall } from "./small_hall";

describe("something closed", () => {
  it("is told with why, and until when if that is known", () => {
    const named = { name: { zh: "电梯2", en: "Lift 2" }, reason: { zh: "检修", en: "repair" } };
    const closure = { ...named, id: "1", target: "connector:lift-2", from: null, to: null, door: null };
    const t = translator("zh");
    expect(closedWords(closure, "zh", t)).toBe("电梯2 已关闭：检修。");
    const until = { ...closure, to: "2026-11-23T15:00:00+08:00" };
    expect(closedWords(until, "zh", t)).toBe("电梯2 已关闭：检修，11月23日 15:00 恢复。");
  });
});

describe("the walk's address", () => {
  it("keeps what a visit is for, what of it is done, and where it ends", () => {
    const state = { to: null, profile: "walk", items: "U17-002.U01-001", done: ["forms", "ticket"], end: "leave" };
    expect(walkAddress("", state)).toBe("/walk?items=U17-002.U01-001&done=forms.ticket&end=leave");
    expect(walkAddress("", { ...state, items: null, done: [] })).toBe("/walk");
  });
});

describe("what is left of a way", () => {
  it("is told in metres, and in minutes that count rides and who walks, rounded up as on the plain page", () => {
    const t = translator("zh");
    const way = plainWayTo(smallHall(), "window:A01", { ...BY_LIFT, duration_s: 61 }, t);
    const seconds = BY_LIFT.legs.reduce((sum, leg) => sum + leg.duration_s, 0);
    expect(ribbonOf(way, false, t).remaining).toBe(`还有 24 米，约 ${Math.ceil(seconds / 60)} 分钟`);
    expect(ribbonOf(comeTo(way, 20), false, t).remaining).toBe("还有 4 米，约 1 分钟");
  });
});

describe("a way of the page's own", () => {
  it("is told by its walks and rides", () => {
    const { steps } = plainWayTo(smallHall(), "window:A01", BY_LIFT, translator("en"));
    expect(steps).toEqual([
      { text: "Walk 10 m", at_m: 0 },
      { text: "Take Lift 1 to F2", at_m: 10 },
      { text: "Walk 9 m", at_m: 15 },
      { text: "You have arrived: A01.", at_m: 24 },
    ]);
  });

  it("is the server's way when that is as long and rides the same", () => {
    const route = { ...BY_LIFT, length_m: 24.0004 };
    expect(isSamePath(BY_LIFT, route)).toBe(true);
    expect(isSamePath(BY_LIFT, { ...route, length_m: 25 })).toBe(false);
    expect(isSamePath(BY_LIFT, { ...route, legs: route.legs.slice(0, 1) })).toBe(false);
    expect(wayTo(smallHall(), "window:A01", route, translator("en")).steps[0]?.text).toBe("Follow the footprints");
  });

  it("of errands knows the stops one has come to, with those made before", () => {
    const stops = ["window:U17", "window:U01", "collection:U17"].map((key, i) => ({ key, at_m: [9, 16, 24][i] ?? 0 }));
    const errands = { route: BY_LIFT, stops };
    const way = wayOfErrands(smallHall(), { items: "U17-002.U01-001", done: ["forms"] }, errands, translator("en"));
    expect(stopsDone(way)).toEqual(["forms"]);
    expect(stopsDone(comeTo(way, 15.5))).toEqual(["forms", "window:U17", "window:U01"]);
  });

  it("is left for a quicker one, not for its own rest", () => {
    const way = comeTo(plainWayTo(smallHall(), "window:A01", BY_LIFT, translator("en")), 5);
    const within = (duration_s: number) =>
      plainWayTo(smallHall(), "window:A01", { ...BY_LIFT, duration_s }, translator("en"));
    // Half of the first walk, the ride and the last walk are left: 4 + 20 + 8 seconds.
    expect(isQuicker(way, within(32))).toBe(false);
    expect(isQuicker(way, within(29))).toBe(true);
  });

  it("is barred by what is closed ahead, not by what one has ridden", () => {
    const way = plainWayTo(smallHall(), "window:A01", BY_LIFT, translator("en"));
    expect(closedAhead(way, new Set(["lift"]))).toBe("lift");
    expect(closedAhead(way, new Set(["stairs"]))).toBeNull();
    expect(closedAhead(comeTo(way, 16), new Set(["lift"]))).toBeNull();
  });
});
