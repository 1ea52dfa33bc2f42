import { describe, expect, it } from "vitest";
import type { Layout } from "../src/api/wire";
import type { Batch } from "../src/stage/batch";
import { createMovers } from "../src/stage/movers";
import type { Storey } from "../src/stage/storeys";

const stop = (floor: number, x: number, y: number) => ({ floor, at: [x, y] as const, z: floor * 5 });
const connector = { width: null, closed: false, seconds: null };
const LAYOUT = {
  connectors: [
    { ...connector, id: "up", kind: "escalator", direction: "up", stops: [stop(0, 0, 0), stop(1, 10, 0)] },
    { ...connector, id: "down", kind: "escalator", direction: "down", stops: [stop(0, 0, 2), stop(1, 10, 2)] },
    { ...connector, id: "lift", kind: "lift", direction: "both", stops: [stop(0, 30, 0), stop(1, 30, 0)] },
  ],
} as unknown as Layout;

/** Two storeys that write down what was moved on which. */
function hall(): { movers: ReturnType<typeof createMovers>; moved: Map<string, number> } {
  const moved = new Map<string, number>();
  const storeys = [0, 1].map((floor) => ({
    things: { move: (id: string, phase: number) => moved.set(`${id}@${floor}`, phase) },
  }));
  const site = { move: (id: string | null, phase: number) => moved.set(`${id}@outside`, phase) };
  return { movers: createMovers(LAYOUT, storeys as unknown as Storey[], site as unknown as Batch), moved };
}

const at = (x: number, y: number, heading = 0, floor = 0) => ({ floor, x, y, z: floor * 5 + 1.6, heading });

describe("escalators", () => {
  it("run up and down, and stand still when closed", () => {
    const { movers, moved } = hall();
    movers.run(0.2);
    expect(moved.get("connector:up@0")).toBeCloseTo(0.25);
    expect(moved.get("connector:down@0")).toBeCloseTo(0.75);
    movers.close(new Set(["up"]));
    movers.run(0.4);
    expect(moved.get("connector:up@0")).toBeCloseTo(0.25);
    expect(moved.get("connector:down@0")).toBeCloseTo(0.5);
  });

  it("are worth a frame only near and ahead, on a floor they join", () => {
    const { movers } = hall();
    expect(movers.runs(at(-10, 0))).toBe(true);
    expect(movers.runs(at(-10, 0, Math.PI))).toBe(false);
    expect(movers.runs(at(-20, 0))).toBe(false);
    expect(movers.runs(at(-10, 0, 0, 2))).toBe(false);
  });
});

describe("flags", () => {
  it("wave to and fro while one is outside", () => {
    const { movers, moved } = hall();
    expect(movers.runs(at(0, -40, Math.PI / 2, -1))).toBe(true);
    movers.run(0);
    expect(moved.get("null@outside")).toBe(0.5);
    movers.run(0.3);
    expect(moved.get("null@outside")).toBeGreaterThan(0.6);
  });
});

describe("a lift's door", () => {
  it("opens on one's own floor to who comes near, and shuts again", () => {
    const { movers, moved } = hall();
    expect(movers.openDoors(0.3, at(20, 0), false)).toBe(false);
    for (let i = 0; i < 5; i++) movers.openDoors(0.3, at(29, 0), false);
    expect(moved.get("connector:lift@0")).toBe(1);
    expect(moved.get("connector:lift@1")).toBeUndefined();
    expect(movers.openDoors(0.3, at(29, 0), false)).toBe(false);
    expect(movers.openDoors(0.3, at(20, 0), true)).toBe(true);
    expect(moved.get("connector:lift@0")).toBe(0);
  });

  it("stays shut when the lift is closed", () => {
    const { movers, moved } = hall();
    movers.close(new Set(["lift"]));
    expect(movers.openDoors(1, at(29, 0), false)).toBe(false);
    expect(moved.size).toBe(0);
  });
});
