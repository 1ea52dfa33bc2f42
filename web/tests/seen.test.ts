import { describe, expect, it } from "vitest";
import { showsThrough } from "../src/stage/seen";

// A hole of 20 by 10 metres in the floor at 5 metres.
const SLAB = { z: 5, voids: [[0, 0, 20, 10]] as const };
const below = (x: number, y: number) => ({ x, y, z: 1.6 });
const above = (x: number, y: number) => ({ x, y, z: 6.6 });

describe("the next storey", () => {
  it("shows through the hole from below, when it lies behind it", () => {
    expect(showsThrough(SLAB, below(10, -8), 10, 14, 5, 9)).toBe(true);
    expect(showsThrough(SLAB, below(10, -8), 10, -30, 5, 9)).toBe(false);
    expect(showsThrough(SLAB, below(60, 5), 70, 5, 5, 9)).toBe(false);
  });

  it("shows through the hole from above, when one stands near it", () => {
    expect(showsThrough(SLAB, above(10, -1), 10, 5, 0, 4)).toBe(true);
    expect(showsThrough(SLAB, above(10, -30), 10, -26, 0, 4)).toBe(false);
  });

  it("shows on the way from one to the other", () => {
    expect(showsThrough(SLAB, { x: 80, y: 80, z: 5.5 }, 90, 90, 5, 9)).toBe(true);
  });

  it("does not show where there is no hole", () => {
    expect(showsThrough({ z: 5, voids: [] }, below(10, -8), 10, 14, 5, 9)).toBe(false);
  });
});
