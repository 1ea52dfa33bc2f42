import { describe, expect, it } from "vitest";
import { footstepsOf } from "../src/walk/footsteps";

describe("footsteps", () => {
  it("come from columns of millimetres and degrees", () => {
    const prints = {
      floor: [0, 1],
      x: [1500, 0],
      y: [-2000, 0],
      z: [0, 5400],
      heading_deg: [90, 180],
      at_m: [350, 1050],
      foot: "LR",
    };
    expect(footstepsOf(prints)).toEqual([
      { floor: 0, x: 1.5, y: -2, z: 0, heading: Math.PI / 2, at: 0.35, left: true },
      { floor: 1, x: 0, y: 0, z: 5.4, heading: Math.PI, at: 1.05, left: false },
    ]);
  });
});
