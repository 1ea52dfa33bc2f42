import { describe, expect, it } from "vitest";
import type { Connector } from "../src/api/wire";
import { liftAt, rideEntered, ridePoints, ridesFrom } from "../src/walk/rides";

const UP: Connector = {
  id: "up",
  kind: "escalator",
  direction: "up",
  width: 1,
  closed: false,
  seconds: null,
  stops: [
    { floor: 0, at: [0, 0], z: 0 },
    { floor: 1, at: [13, 0], z: 5 },
  ],
};
const STAIRS: Connector = {
  ...UP,
  id: "stairs",
  kind: "stairs",
  direction: "both",
  width: 2,
  stops: [
    { floor: 0, at: [20, 0], z: 0 },
    { floor: 1, at: [20, 0], z: 5 },
  ],
};
const LIFT: Connector = {
  ...STAIRS,
  id: "lift",
  kind: "lift",
  stops: [
    { floor: 0, at: [30, 0], z: 0 },
    { floor: 1, at: [30, 0], z: 5 },
  ],
};
const ALL = [UP, STAIRS, LIFT];
const north = (): number => Math.PI / 2;

describe("rides", () => {
  it("go only the way an escalator goes", () => {
    expect(ridesFrom([UP], 0)).toHaveLength(1);
    expect(ridesFrom([UP], 1)).toHaveLength(0);
    expect(ridesFrom([{ ...UP, closed: true }], 0)).toHaveLength(0);
    expect(ridesFrom([STAIRS], 1)).toHaveLength(1);
  });

  it("carry whoever walks into them, not whoever passes by", () => {
    const rides = ridesFrom(ALL, 0);
    expect(rideEntered(rides, [-0.3, 0], [1, 0], north)?.connector.id).toBe("up");
    expect(rideEntered(rides, [-0.3, 0], [0, 1], north)).toBeNull();
    expect(rideEntered(rides, [-3, 0], [1, 0], north)).toBeNull();
    expect(rideEntered(rides, [20, -0.2], [0.3, 1], north)?.connector.id).toBe("stairs");
  });

  it("of a dog-leg are begun from its middle or its lane: right up, left down", () => {
    const between = { ...STAIRS, stops: [...STAIRS.stops, { floor: 2, at: [20, 0] as const, z: 10 }] };
    const rides = ridesFrom([between], 1);
    const entered = (x: number): number | undefined => rideEntered(rides, [x, 0.2], [0, 1], north)?.to.floor;
    expect(entered(20)).toBe(2);
    expect(entered(21.1)).toBe(2);
    expect(entered(18.9)).toBe(0);
    expect(rideEntered(rides, [20, 0.2], [0, -1], north)).toBeNull();
  });

  it("leave the lift to be asked for its floor", () => {
    expect(rideEntered(ridesFrom(ALL, 0), [30, 0.2], [0, 1], north)).toBeNull();
    expect(liftAt(ALL, 0, [30, 0.5])?.id).toBe("lift");
    expect(liftAt(ALL, 0, [25, 0])).toBeNull();
  });

  it("begin and end at their stops", () => {
    for (const connector of ALL) {
      const [from, to] = connector.stops;
      if (from === undefined || to === undefined) throw new Error("two stops");
      const points = ridePoints({ connector, from, to }, Math.PI / 2);
      expect(points[0]).toEqual([...from.at, from.z]);
      expect(points.at(-1)).toEqual([...to.at, to.z]);
    }
  });

  it("go up a dog-leg stair into its core, and down the same way back", () => {
    const [low, high] = STAIRS.stops;
    if (low === undefined || high === undefined) throw new Error("two stops");
    const up = ridePoints({ connector: STAIRS, from: low, to: high }, Math.PI / 2);
    const down = ridePoints({ connector: STAIRS, from: high, to: low }, Math.PI / 2);
    expect(Math.max(...up.map(([, y]) => y))).toBeGreaterThan(4);
    expect(down).toEqual([...up].reverse());
  });
});
