import { describe, expect, it } from "vitest";
import type { Leg, Point3, Route } from "../src/api/wire";
import {
  alightings,
  boardings,
  journeyOf,
  nearestOnJourney,
  poseAt,
  rideAt,
  stepAt,
  stretchOn,
} from "../src/walk/journey";
import { ride, routeOf, walk } from "./small_hall";

// 10 m east on F1, an escalator up to F2, 5 m north there.
const ROUTE: Route = {
  ...routeOf(
    walk("F1", 10, [
      [0, 0, 0],
      [10, 0, 0],
    ]),
    ride("e1", 10, [
      [10, 0, 0],
      [18, 0, 6],
    ]),
    walk("F2", 5, [
      [18, 0, 6],
      [18, 5, 6],
    ]),
  ),
  steps: [0, 10, 20].map((at_m, leg) => ({ text: { zh: `${leg}`, en: `${leg}` }, leg, at_m })),
};
const FLAT: readonly Point3[] = [
  [10, 0, 0],
  [12, 0, 0],
  [16, 0, 6],
  [18, 0, 6],
];
const floors = (id: string): number => ["F1", "F2"].indexOf(id);
const journey = journeyOf(ROUTE, floors, () => FLAT);

describe("a journey", () => {
  it("is as long as the route says, however a ride is drawn", () => {
    expect(journey.length).toBeCloseTo(25, 9);
  });

  it("puts one where the metres say, facing the way", () => {
    expect(poseAt(journey, 4)).toMatchObject({ floor: 0, x: 4, y: 0, z: 0, connector: null });
    expect(poseAt(journey, 22)).toMatchObject({ floor: 1, x: 18, y: 2, z: 6 });
    expect(poseAt(journey, 22)?.heading).toBeCloseTo(Math.PI / 2, 6);
  });

  it("changes floors halfway up the ride", () => {
    expect(poseAt(journey, 12)).toMatchObject({ floor: 0, connector: "e1" });
    expect(poseAt(journey, 18)).toMatchObject({ floor: 1, connector: "e1" });
  });

  it("knows where a ride begins and ends", () => {
    expect(rideAt(journey, 5)).toBeNull();
    expect(rideAt(journey, 15)).toMatchObject({ connector: "e1", begin: 10 });
    expect(rideAt(journey, 15)?.end).toBeCloseTo(20, 9);
  });

  it("finds how far one has come, on the floor one is on", () => {
    expect(nearestOnJourney(journey, 0, [6, 1], 5)).toEqual({ at: 6, off: 1 });
    expect(nearestOnJourney(journey, 1, [18, 4], 5)?.at).toBeCloseTo(24, 9);
  });

  it("tells two passes of one spot apart by how far one has come", () => {
    const there = [
      [0, 0, 0],
      [50, 0, 0],
      [50, 1, 0],
      [0, 1, 0],
    ] as const;
    const round = journeyOf(routeOf(walk("F1", 101, there)), floors, () => null);
    expect(nearestOnJourney(round, 0, [10, 0.5], 8)?.at).toBeCloseTo(10, 6);
    expect(nearestOnJourney(round, 0, [10, 0.5], 95)?.at).toBeCloseTo(91, 6);
  });

  it("holds the last step begun", () => {
    expect([0, 9.9, 10, 24].map((at) => stepAt(ROUTE.steps, at))).toEqual([0, 0, 1, 2]);
  });

  it("lets one read what is closed before the first step of the way", () => {
    const closed = { text: { zh: "电梯2检修，改走扶梯", en: "" }, leg: 0, at_m: 0 };
    expect([0, 3.9, 4, 10].map((at) => stepAt([closed, ...ROUTE.steps], at))).toEqual([0, 0, 1, 2]);
  });

  it("says where a ride is boarded, whither, and at which floor to leave", () => {
    expect(boardings(journey)).toEqual([{ floor: 0, toFloor: 1, x: 10, y: 0, z: 0, heading: 0, at: 10 }]);
  });

  it("says where a ride is left, and which way one walks on", () => {
    expect(alightings(journey)).toEqual([{ floor: 1, x: 18, y: 0, z: 6, heading: Math.PI / 2, at: 20 }]);
  });

  it("is walked stretch by stretch: on each floor the first one not yet walked, if there is one", () => {
    expect(stretchOn(journey, "F1", 4)).toEqual({ begin: 0, end: 10 });
    expect(stretchOn(journey, "F2", 4)).toEqual({ begin: 20, end: 25 });
    expect(stretchOn(journey, "F1", 9.5)).toBeNull();
    const thereAndBack = { ...journey, route: { ...ROUTE, legs: [...ROUTE.legs, ...ROUTE.legs] } };
    expect(stretchOn(thereAndBack, "F1", 9.5)).toEqual({ begin: 25, end: 35 });
  });

  it("is walked along the trail, at the metres of the exact line", () => {
    const [first, ...others] = ROUTE.legs;
    const trail: Point3[] = [
      [0, 0, 0],
      [5, 1, 0],
      [10, 0, 0],
    ];
    const along = journeyOf({ ...ROUTE, legs: [{ ...first, trail } as Leg, ...others] }, floors, () => FLAT);
    expect(along.length).toBeCloseTo(journey.length);
    expect(poseAt(along, 5)).toMatchObject({ x: expect.closeTo(5), y: expect.closeTo(1) });
  });
});
