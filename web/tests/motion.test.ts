import { describe, expect, it } from "vitest";
import { walkAddress } from "../src/walk/addresses";
import { setClosures } from "../src/walk/closures";
import type { Hall } from "../src/walk/hall";
import { Motion, type MotionEvents } from "../src/walk/motion";
import { translator } from "../src/walk/texts";
import { type Way, wayTo } from "../src/walk/way";
import { BY_ESCALATOR, smallHall } from "./small_hall";

const REST = { side: 0, ahead: 0, turn: 0, fast: false };

function begun(): { motion: Motion; way: Way; strayed: () => number } {
  let strayed = 0;
  const nothing = (): void => {};
  const events: MotionEvents = {
    ...{
      jumped: nothing,
      wayChanged: nothing,
      arrived: nothing,
      floorReached: nothing,
      liftMet: nothing,
      closedMet: nothing,
    },
    strayed: () => {
      strayed += 1;
    },
  };
  const here = smallHall();
  const motion = new Motion(here, false, events, { floor: 0, x: 5, y: 10, heading: 0 });
  const way = wayTo(here, "place:end", BY_ESCALATOR, translator("zh"));
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

describe("a closed door", () => {
  const closure = {
    ...{ id: "1", target: "door:d", from: null, to: null, reason: { zh: "检修", en: "repair" } },
    name: { zh: "门", en: "the door" },
    door: {
      floor: "F1",
      line: [
        [8, 1],
        [8, 59],
      ],
    },
  } as const;
  const AHEAD = { ...REST, ahead: 1 };

  function shutting(x: number): { motion: Motion; met: string[]; here: Hall } {
    const met: string[] = [];
    const here = smallHall();
    const nothing = (): void => {};
    const events = { jumped: nothing, wayChanged: nothing, arrived: nothing, floorReached: nothing };
    const more = { liftMet: nothing, strayed: nothing, closedMet: (target: string) => met.push(target) };
    const motion = new Motion(here, false, { ...events, ...more }, { floor: 0, x, y: 10, heading: 0 });
    setClosures(here, [closure]);
    return { motion, met, here };
  }

  it("stops who walks at it, says so once, and lets through again when it is open", () => {
    const { motion, met, here } = shutting(5);
    for (let i = 0; i < 90; i++) motion.advance(1 / 30, AHEAD);
    expect(motion.walker.x).toBeGreaterThan(7.5);
    expect(motion.walker.x).toBeLessThan(7.71);
    expect(met).toEqual(["door:d"]);
    setClosures(here, []);
    for (let i = 0; i < 15; i++) motion.advance(1 / 30, AHEAD);
    expect(motion.walker.x).toBeGreaterThan(8.5);
  });

  it("lets out who stands in it", () => {
    const { motion } = shutting(8.1);
    for (let i = 0; i < 20; i++) motion.advance(1 / 30, AHEAD);
    expect(motion.walker.x).toBeGreaterThan(8.5);
  });

  it("stops who is being walked through it", () => {
    const { motion, met, here } = shutting(5);
    motion.setWay(wayTo(here, "place:end", BY_ESCALATOR, translator("zh")));
    motion.follow();
    pass(motion, 4);
    expect(motion.isTravelling).toBe(false);
    expect(motion.walker.x).toBeLessThan(7.71);
    expect(met).toEqual(["door:d"]);
  });
});

describe("a closed ride", () => {
  it("says so to who walks up to it", () => {
    const here = smallHall();
    const met: string[] = [];
    const nothing = (): void => {};
    const events = { jumped: nothing, wayChanged: nothing, arrived: nothing, floorReached: nothing, strayed: nothing };
    const more = { liftMet: nothing, closedMet: (target: string) => met.push(target) };
    const motion = new Motion(here, false, { ...events, ...more }, { floor: 0, x: 9, y: 10, heading: 0 });
    const closed = { id: "1", target: "connector:up", from: null, to: null, door: null };
    setClosures(here, [{ ...closed, reason: { zh: "检修", en: "repair" }, name: { zh: "扶梯", en: "Escalator" } }]);
    for (let i = 0; i < 20; i++) motion.advance(1 / 30, { ...REST, ahead: 1 });
    expect(met).toEqual(["connector:up"]);
    expect(motion.walker.floor).toBe(0);
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
