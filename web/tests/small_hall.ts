/** A hall of two floors with an escalator and a lift between them, and ways through it. */
import type { Layout, Leg, Manifest, Point3, Route, Stop } from "../src/api/wire";
import { type Hall, openHall, titlesOf } from "../src/walk/hall";
import type { Language } from "../src/walk/texts";

const floor = (id: string, elevation: number): Manifest["floors"][number] => ({
  ...{ id, ordinal: 0, label: id, name: null },
  ...{ elevation, height: 5, bounds: [0, 0, 60, 60], voids: [] },
});
const MANIFEST: Manifest = {
  ...{ id: "hall", name: { zh: "厅", en: "Hall" }, version: "v", files_base: "", light: null, time: "day" },
  floors: [floor("F1", 0), floor("F2", 5)],
  ...{ entrances: [], places: [], tours: [], areas: [] },
  outside: { camera: [0, -50, 10], target: [0, 0, 0] },
};

const connector = (id: string, kind: string, foot: Stop["at"], head: Stop["at"]): Layout["connectors"][number] => ({
  ...{ id, kind, direction: kind === "escalator" ? "up" : "both", width: 1, closed: false, seconds: null },
  stops: [
    { floor: 0, at: foot, z: 0 },
    { floor: 1, at: head, z: 5 },
  ],
});
const LAYOUT: Layout = {
  prototypes: [],
  placements: { prototype: [], floor: [], x: [], y: [], z: [], heading: [], id: [] },
  signs: [],
  connectors: [connector("up", "escalator", [10, 10], [24, 10]), connector("lift", "lift", [10, 10], [10, 10])],
  windows: { code: [], floor: [], x: [], y: [], z: [], heading: [], stand_x: [], stand_y: [], kind: [] },
};
const NAMES = new Map([["lift", { zh: "电梯1", en: "Lift 1" }]]);
const RING = Float64Array.from([1, 1, 59, 1, 59, 59, 1, 59]);

export function smallHall(language: Language = "en"): Hall {
  const walkable = new Map(["F1", "F2"].map((id) => [id, [RING]]));
  return openHall(MANIFEST, LAYOUT, { walkable, names: NAMES, turns: false }, titlesOf([], language));
}

/** Along points of a floor. */
export function walk(on: string, length_m: number, points: readonly Point3[]): Leg {
  return { floor: on, points, length_m, duration_s: 8 };
}

/** From the first floor to the second. */
export function ride(by: string, length_m: number, points: readonly Point3[]): Leg {
  return { connector: by, from_floor: "F1", to_floor: "F2", points, length_m, duration_s: 20 };
}

export function routeOf(...legs: readonly Leg[]): Route {
  const length_m = legs.reduce((sum, leg) => sum + leg.length_m, 0);
  const duration_s = legs.reduce((sum, leg) => sum + leg.duration_s, 0);
  const [x = 0, y = 0] = legs.at(-1)?.points.at(-1) ?? [];
  return {
    ...{ version: "v", profile: "walk", length_m, duration_s },
    arrives: { floor: legs.at(-1)?.floor ?? "", x, y, heading_deg: 0 },
    legs,
    footprints: { floor: [], x: [], y: [], z: [], heading_deg: [], at_m: [], foot: "" },
    steps: [{ text: { zh: "沿脚印前行", en: "Follow the footprints" }, leg: 0, at_m: 0 }],
  };
}

/** 5 m east, up the escalator, 6 m on. */
export const BY_ESCALATOR = routeOf(
  walk("F1", 5, [
    [5, 10, 0],
    [10, 10, 0],
  ]),
  ride("up", 15, [
    [10, 10, 0],
    [24, 10, 5],
  ]),
  walk("F2", 6, [
    [24, 10, 5],
    [30, 10, 5],
  ]),
);

/** 10 m east, up in the lift, 9 m on. */
export const BY_LIFT = routeOf(
  walk("F1", 10, [
    [0, 10, 0],
    [10, 10, 0],
  ]),
  ride("lift", 5, [
    [10, 10, 0],
    [10, 10, 5],
  ]),
  walk("F2", 9, [
    [10, 10, 5],
    [19, 10, 5],
  ]),
);
