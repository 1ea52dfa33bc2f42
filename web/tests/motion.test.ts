import { describe, expect, it } from "vitest";
import type { Layout, Manifest, Route } from "../src/api/wire";
import { walkAddress } from "../src/walk/addresses";
import { type Hall, openHall, titlesOf } from "../src/walk/hall";
import { Motion, type MotionEvents } from "../src/walk/motion";
import { translator } from "../src/walk/texts";
import { type Way, wayTo } from "../src/walk/way";

const floor = (id: string, elevation: number): Manifest["floors"][number] => ({
  ...{ id, ordinal: 0, label: id, name: null },
  ...{ elevation, height: 5, bounds: [0, 0, 60, 60] },
});
const MANIFEST: Manifest = {
  ...{ id: "hall", name: { zh: "厅", en: "Hall" }, version: "v", files_base: "" },
  floors: [floor("F1", 0), floor("F2", 5)],
  ...{ entrances: [], places: [], tours: [], areas: [] },
  outside: { camera: [0, -50, 10], target: [0, 0, 0] },
};
const LAYOUT: Layout = {
  prototypes: [],
  placements: { prototype: [], floor: [], x: [], y: [], z: [], heading: [], id: [] },
  signs: [],
  connectors: [
    {
      ...{ id: "up", kind: "escalator", direction: "up", width: 1, closed: false, seconds: null },
      stops: [
        { floor: 0, at: [10, 10], z: 0 },
        { floor: 1, at: [24, 10], z: 5 },
      ],
    },
  ],
  windows: { code: [], floor: [], x: [], y: [], z: [], heading: [], stand_x: [], stand_y: [], kind: [] },
};
const RING = [1, 1, 59, 1, 59, 59, 1, 59];
const ROUTE: Route = {
  ...{ version: "v", profile: "walk", length_m: 35, duration_s: 40 },
  arrives: { floor: "F2", x: 30, y: 10, heading_deg: 0 },
  legs: [
    {
      floor: "F1",
      points: [
        [5, 10, 0],
        [10, 10, 0],
      ],
      ...{ length_m: 5, duration_s: 4 },
    },
    {
      ...{ connector: "up", from_floor: "F1", to_floor: "F2", length_m: 15, duration_s: 20 },
      points: [
        [10, 10, 0],
        [24, 10, 5],
      ],
    },
    {
      floor: "F2",
      points: [
        [24, 10, 5],
        [30, 10, 5],
      ],
      ...{ length_m: 6, duration_s: 5 },
    },
  ],
  footprints: { floor: [], x: [], y: [], z: [], heading_deg: [], at_m: [], foot: "" },
  steps: [{ text: { zh: "走", en: "Walk" }, leg: 0, at_m: 0 }],
};
const REST = { side: 0, ahead: 0, turn: 0, fast: false };

function hall(): Hall {
  const walkable = new Map(["F1", "F2"].map((id) => [id, [Float64Array.from(RING)]]));
  return openHall(MANIFEST, LAYOUT, { walkable, names: new Map(), turns: false }, titlesOf([], "zh"));
}

function begun(): { motion: Motion; way: Way; strayed: () => number } {
  let strayed = 0;
  const nothing = (): void => {};
  const events: MotionEvents = {
    ...{ jumped: nothing, wayChanged: nothing, arrived: nothing, floorReached: nothing, liftMet: nothing },
    strayed: () => {
      strayed += 1;
    },
  };
  const here = hall();
  const motion = new Motion(here, false, events, { floor: 0, x: 5, y: 10, heading: 0 });
  const way = wayTo(here, "place:end", ROUTE, translator("zh"));
  motion.setWay(way);
  return { motion, way, strayed: () => strayed };
}

function pass(motion: Motion, seconds: number): void {
  for (let i = 0; i < seconds * 30; i++) motion.advance(1 / 30, REST);
}

describe("motion", () => {
  it("carries to the end of the escalator whoever would rather stop on it", () => {
    const { motion } = begun();
    motion.follow();
    pass(motion, 4);
    expect(motion.isCarried).toBe(true);
    motion.pause();
    expect(motion.isOnWay).toBe(false);
    expect(motion.isCarried).toBe(true);
    pass(motion, 12);
    expect(motion.isTravelling).toBe(false);
    expect(motion.walker).toMatchObject({ floor: 1, z: 5 });
    expect(motion.walker.x).toBeCloseTo(24, 1);
  });

  it("stops at once on the floor", () => {
    const { motion } = begun();
    motion.follow();
    pass(motion, 1);
    motion.pause();
    expect(motion.isTravelling).toBe(false);
    expect(motion.walker.x).toBeLessThan(9);
  });

  it("says so when one has left the way by more than four metres, or its floor", () => {
    const near = begun();
    near.motion.jumpTo({ floor: 0, x: 7, y: 13, heading: 0 });
    pass(near.motion, 0.1);
    expect(near.strayed()).toBe(0);
    const far = begun();
    far.motion.jumpTo({ floor: 0, x: 7, y: 16, heading: 0 });
    pass(far.motion, 0.1);
    expect(far.strayed()).toBeGreaterThan(0);
  });
});

describe("the walk's address", () => {
  it("is bare without a goal, and keeps the profile", () => {
    expect(walkAddress("/h/w", { to: null, profile: "walk" })).toBe("/h/w/walk");
    expect(walkAddress("", { to: "window:A03", profile: "step_free" })).toBe("/walk?to=window%3AA03&profile=step_free");
  });

  it("can hold where one stands", () => {
    const address = walkAddress("", { to: null, profile: "walk", from: "F2,1.000,2.000", heading_deg: 89.6 });
    expect(new URL(address, "http://hall").searchParams.get("from")).toBe("F2,1.000,2.000");
    expect(address).toContain("heading=90");
  });
});
