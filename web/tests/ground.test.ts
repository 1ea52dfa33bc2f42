import { describe, expect, it } from "vitest";
import { buildGround, isClear, isWalkable, nearestWalkable, type Spot, slide } from "../src/walk/ground";

// A room of 10 × 10 m with a counter of 4 × 2 m in its middle.
const ROOM = [0, 0, 10, 0, 10, 10, 0, 10];
const COUNTER = [3, 4, 7, 4, 7, 6, 3, 6];
const ground = buildGround([ROOM, COUNTER]);

describe("standing", () => {
  it("is possible in the room, not in the counter, not outside", () => {
    expect(isWalkable(ground, [1, 1])).toBe(true);
    expect(isWalkable(ground, [5, 5])).toBe(false);
    expect(isWalkable(ground, [11, 5])).toBe(false);
  });

  it("is offered beside what one cannot stand on, within reach", () => {
    const near = nearestWalkable(ground, [5, 4.2], 1.5);
    expect(near?.[1]).toBeLessThan(4);
    expect(nearestWalkable(ground, [20, 20], 1.5)).toBeNull();
  });
});

describe("walking", () => {
  it("is clear across free floor and not through a counter", () => {
    expect(isClear(ground, [1, 1], [9, 3])).toBe(true);
    expect(isClear(ground, [5, 1], [5, 9])).toBe(false);
  });

  it("slides along a wall instead of stopping", () => {
    const [x, y] = slide(ground, [5, 1], [5.5, -1]);
    expect(x).toBeCloseTo(5.5, 2);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(0.01);
  });

  it("stops in a corner", () => {
    const [x, y] = slide(ground, [0.2, 0.2], [-3, -3]);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThan(0);
  });

  it("never leaves the floor on ten thousand random steps", () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    let at: Spot = [1, 1];
    for (let i = 0; i < 10000; i++) {
      const turn = random() * 2 * Math.PI;
      const step = random() * 1.5;
      at = slide(ground, at, [at[0] + Math.cos(turn) * step, at[1] + Math.sin(turn) * step]);
      expect(isWalkable(ground, at)).toBe(true);
    }
  });
});
