import { describe, expect, it } from "vitest";
import type { Layout } from "../src/api/wire";
import type { Placed } from "../src/stage/batch";
import { awayNow, windowOf } from "../src/stage/people";

const LAYOUT = {
  windows: { code: ["A01", "A02", "B01"], floor: [0, 0, 1], x: [0, 1.4, 0], y: [10, 10, 10] },
} as unknown as Layout;

const placed = (prototype: string, x: number, y: number): Placed => ({
  id: null,
  prototype,
  x,
  y: 0,
  z: -y,
  heading: 0,
  drawnWithin: 20,
});

const FIRST = placed("person_clerk:0", 0, 11.2);
const SECOND = placed("person_clerk:1", 1.4, 11.2);
const UPSTAIRS = { ...placed("person_clerk:0", 0, 11.2), y: 5 };
const VISITOR = placed("person_seated:2", 5, 3);
const BENCH = placed("bench", 5, 3);
const STOREYS = [[FIRST, SECOND, VISITOR, BENCH], [UPSTAIRS]];

describe("a clerk", () => {
  it("belongs to the window that is nearest on the same floor", () => {
    expect(windowOf(FIRST, 0, LAYOUT)).toBe("A01");
    expect(windowOf(SECOND, 0, LAYOUT)).toBe("A02");
    expect(windowOf(UPSTAIRS, 1, LAYOUT)).toBe("B01");
    expect(windowOf(BENCH, 0, LAYOUT)).toBeNull();
  });

  it("is away while the window is shut", () => {
    expect(awayNow(STOREYS, LAYOUT, (window) => window === "A02")).toEqual(new Set([SECOND]));
  });
});

describe("visitors", () => {
  it("are there as long as any window is open, and nobody is when none is", () => {
    expect(awayNow(STOREYS, LAYOUT, (window) => window !== "B01")).toEqual(new Set([FIRST, SECOND]));
    expect(awayNow(STOREYS, LAYOUT, () => true)).toEqual(new Set([FIRST, SECOND, UPSTAIRS, VISITOR]));
  });
});
