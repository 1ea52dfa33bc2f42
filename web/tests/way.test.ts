import { describe, expect, it } from "vitest";
import type { Layout, Manifest, Path, Route } from "../src/api/wire";
import { type Hall, openHall, titlesOf } from "../src/walk/hall";
import { translator } from "../src/walk/texts";
import { closedAhead, comeTo, isSamePath, plainWayTo, wayTo } from "../src/walk/way";

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
  connectors: [],
  windows: { code: [], floor: [], x: [], y: [], z: [], heading: [], stand_x: [], stand_y: [], kind: [] },
};
const PATH: Path = {
  ...{ length_m: 24, duration_s: 40 },
  arrives: { floor: "F2", x: 20, y: 10, heading_deg: 0 },
  legs: [
    {
      floor: "F1",
      points: [
        [0, 10, 0],
        [10, 10, 0],
      ],
      length_m: 10,
      duration_s: 8,
    },
    {
      connector: "lift",
      from_floor: "F1",
      to_floor: "F2",
      points: [
        [10, 10, 0],
        [10, 10, 5],
      ],
      length_m: 5,
      duration_s: 20,
    },
    {
      floor: "F2",
      points: [
        [10, 10, 5],
        [19, 10, 5],
      ],
      length_m: 9,
      duration_s: 7,
    },
  ],
  footprints: { floor: [], x: [], y: [], z: [], heading_deg: [], at_m: [], foot: "" },
};

function hall(): Hall {
  const names = new Map([["lift", { zh: "电梯1", en: "Lift 1" }]]);
  return openHall(MANIFEST, LAYOUT, { walkable: new Map(), names, turns: false }, titlesOf([], "en"));
}

describe("a way of the page's own", () => {
  it("is told by its walks and rides", () => {
    const { steps } = plainWayTo(hall(), "window:A01", PATH, translator("en"));
    expect(steps).toEqual([
      { text: "Walk 10 m", at_m: 0 },
      { text: "Take Lift 1 to F2", at_m: 10 },
      { text: "Walk 9 m", at_m: 15 },
      { text: "You have arrived: A01.", at_m: 24 },
    ]);
  });

  it("is the server's way when that is as long and rides the same", () => {
    const text = { zh: "沿脚印前行", en: "Follow the footprints" };
    const route: Route = {
      ...PATH,
      length_m: 24.0004,
      version: "v",
      profile: "walk",
      steps: [{ text, leg: 0, at_m: 0 }],
    };
    expect(isSamePath(PATH, route)).toBe(true);
    expect(isSamePath(PATH, { ...route, length_m: 25 })).toBe(false);
    expect(isSamePath(PATH, { ...route, legs: route.legs.slice(0, 1) })).toBe(false);
    expect(wayTo(hall(), "window:A01", route, translator("en")).steps[0]?.text).toBe("Follow the footprints");
  });

  it("is barred by what is closed ahead, not by what one has ridden", () => {
    const way = plainWayTo(hall(), "window:A01", PATH, translator("en"));
    expect(closedAhead(way, new Set(["lift"]))).toBe("lift");
    expect(closedAhead(way, new Set(["stairs"]))).toBeNull();
    expect(closedAhead(comeTo(way, 16), new Set(["lift"]))).toBeNull();
  });
});
