import { describe, expect, it } from "vitest";
import { creaseNormals } from "../src/stage/creases";

// Two squares that share an edge, the second tilted up by `deg`.
function folded(deg: number): { positions: Float32Array; indices: Uint32Array } {
  const c = Math.cos((deg * Math.PI) / 180);
  const s = Math.sin((deg * Math.PI) / 180);
  const positions = Float32Array.from([0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1 + c, s, 1, 1 + c, s, 0]);
  return { positions, indices: Uint32Array.from([0, 1, 2, 0, 2, 3, 3, 2, 4, 3, 4, 5]) };
}

function cornersOf(deg: number): number {
  const { positions, indices } = folded(deg);
  return creaseNormals(positions, new Float32Array(positions.length).fill(1), indices, 35).positions.length / 3;
}

describe("creased normals", () => {
  it("share corners where faces meet gently", () => {
    expect(cornersOf(20)).toBe(6);
  });

  it("split corners at a hard edge", () => {
    expect(cornersOf(60)).toBe(8);
  });

  it("are unit vectors that look out of the face", () => {
    const { positions, indices } = folded(0);
    const { normals } = creaseNormals(positions, new Float32Array(positions.length).fill(1), indices, 35);
    for (let i = 0; i < normals.length; i += 3)
      expect([...normals.slice(i, i + 3)].map((n) => n + 0)).toEqual([0, 1, 0]);
  });
});
