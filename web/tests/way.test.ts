import { describe, expect, it } from "vitest";
import { translator } from "../src/walk/texts";
import { closedAhead, comeTo, isSamePath, plainWayTo, wayTo } from "../src/walk/way";
import { BY_LIFT, smallHall } from "./small_hall";

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

  it("is barred by what is closed ahead, not by what one has ridden", () => {
    const way = plainWayTo(smallHall(), "window:A01", BY_LIFT, translator("en"));
    expect(closedAhead(way, new Set(["lift"]))).toBe("lift");
    expect(closedAhead(way, new Set(["stairs"]))).toBeNull();
    expect(closedAhead(comeTo(way, 16), new Set(["lift"]))).toBeNull();
  });
});
