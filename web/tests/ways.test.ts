import { describe, expect, it } from "vitest";
import { readWays } from "../src/ways/file";
import { turn } from "../src/ways/predicates";
import { type FoundWay, type NoWay, Router } from "../src/ways/router";

// A storey of 10 × 10 m and one above it, in each a room of which all but a rim of 0.5 m can be walked; a lift joins them.
const CORNERS = [0.5, 9.5, 9.5, 0.5, 0.5, 0.5, 9.5, 9.5];
const HEAD = {
  floors: [
    { id: "F1", elevation: 0, solids: [] },
    { id: "F,2", elevation: 5, solids: [] },
  ],
  connectors: [
    {
      ...{ id: "lift", name: { zh: "电梯", en: "Lift" }, kind: "lift", closed: false },
      stops: [
        [0, 5, 5, 0],
        [1, 5, 5, 5],
      ],
    },
  ],
  profiles: {
    walk: {
      ...{ ground: 0, speed: 1 },
      rides: [
        [0, 0, 1, 43, 5],
        [0, 1, 0, 43, 5],
      ],
    },
  },
  goals: { "window:A01": [1, 5, 9, 90] },
  grounds: [{ radius: 0.5, floors: [[[4]], [[4]]], triangles: 4 }],
};
// 0 1 2, 0 2 3 below and the same above, each as what it adds.
const TRIANGLES = [0, 1, 2, 0, 2, 3, 4, 1, 2, 0, 2, 3];

function waysFile(version = 1): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(HEAD));
  const padded = Math.ceil(text.length / 8) * 8;
  const bytes = new ArrayBuffer(16 + padded + 16 * CORNERS.length + 2 * TRIANGLES.length);
  new Uint8Array(bytes).fill(32).set(new TextEncoder().encode("WAYS"));
  new Uint32Array(bytes, 4, 3).set([version, padded, 2]);
  new Uint8Array(bytes).set(text, 16);
  const [xs, ys] = [
    [0.5, 9.5, 9.5, 0.5],
    [0.5, 0.5, 9.5, 9.5],
  ] as const;
  new Float64Array(bytes, 16 + padded, 16).set([...xs, ...xs, ...ys, ...ys]);
  new Uint16Array(bytes, 16 + padded + 16 * CORNERS.length).set(TRIANGLES);
  return bytes;
}

const router = new Router(readWays(waysFile()));

function ask(from: string, to: string, closed: readonly string[] = []): FoundWay & NoWay {
  return router.find({ from, to, profile: "walk", closed }) as FoundWay & NoWay;
}

describe("which way three points turn", () => {
  it("is told where rounding hides it", () => {
    const [far, hair] = [12, 2 ** -53];
    expect(turn(0.5, 0.5, far, far, 24, 24)).toBe(0);
    expect(turn(0.5, 0.5 + hair, far, far, 24, 24)).toBeGreaterThan(0);
    expect(turn(0.5 + hair, 0.5, far, far, 24, 24)).toBeLessThan(0);
  });
});

describe("the ways file", () => {
  it("is refused when it is none, of another version, or cut off", () => {
    expect(() => readWays(new ArrayBuffer(64))).toThrow("no ways file");
    expect(() => readWays(waysFile(2))).toThrow("version 2");
    expect(() => readWays(waysFile().slice(0, -2))).toThrow("bytes, not");
  });
});

describe("a way", () => {
  it("is straight where nothing is in the way, with footprints on it", () => {
    const found = ask("F1,1,5", "F1,8,5");
    expect(found).toMatchObject({ length_m: 7, duration_s: 7, arrives: { floor: "F1", x: 8, y: 5, heading_deg: 0 } });
    expect(found.footprints.x).toHaveLength(11);
    expect(new Set(found.footprints.y)).toEqual(new Set([4900, 5100]));
  });

  it("begins where one can stand, which is told and not counted", () => {
    expect(ask("F1,0,5", "F1,8,5")).toMatchObject({ length_m: 7.5, snapped_m: { from: 0.5, to: 0 } });
    expect(ask("F1,-2,5", "F1,8,5").reason).toBe("start_off_floor");
    expect(ask("F1,8,5", "F1,8,nowhere").reason).toBe("goal_off_floor");
    expect(ask("F1,8,5", "window:Z99").reason).toBe("unknown");
    expect(ask("F,2,8,5", "F,2,8,6")).toMatchObject({ length_m: 1 });
  });

  it("leads over a lift, unless that is closed", () => {
    const found = ask("F1,1,5", "window:A01");
    expect(found.legs.map(({ connector, floor }) => connector ?? floor)).toEqual(["F1", "lift", "F,2"]);
    expect(found).toMatchObject({ length_m: 13, duration_s: 51, arrives: { heading_deg: 90 } });
    expect(ask("F1,1,5", "window:A01", ["lift"])).toEqual({ reason: "closed", closed: ["lift"] });
  });
});
