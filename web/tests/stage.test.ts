import { Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { parseKit } from "../src/stage/glb";
import { bakeLightMap } from "../src/stage/lightmap";
import { distanceTo, floorPoint, nearestTarget, type Target } from "../src/stage/pick";
import { buildShapes } from "../src/stage/shapes";

/** A kit of one prototype, "tile": a quantized square of 2 × 2 m in its node's scale, one metre up, half red. */
function tinyKit(): ArrayBuffer {
  const positions = Int16Array.from([
    -32767, 0, -32767, 0, -32767, 0, 32767, 0, 32767, 0, 32767, 0, 32767, 0, -32767, 0,
  ]);
  const colors = Uint8Array.from([255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255]);
  const indices = Uint16Array.from([0, 1, 2, 0, 2, 3]);
  const binary = new Uint8Array(32 + 16 + 12);
  binary.set(new Uint8Array(positions.buffer), 0);
  binary.set(colors, 32);
  binary.set(new Uint8Array(indices.buffer), 48);
  const json = {
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name: "tile", mesh: 0, translation: [0, 1, 0] }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, COLOR_0: 1 }, indices: 2, material: 0 }] }],
    materials: [{ name: "wood" }],
    accessors: [
      { bufferView: 0, componentType: 5122, count: 4, type: "VEC3", normalized: true },
      { bufferView: 1, componentType: 5121, count: 4, type: "VEC4", normalized: true },
      { bufferView: 2, componentType: 5123, count: 6, type: "SCALAR" },
    ],
    bufferViews: [
      { byteOffset: 0, byteLength: 32, byteStride: 8 },
      { byteOffset: 32, byteLength: 16 },
      { byteOffset: 48, byteLength: 12 },
    ],
  };
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = text.length + ((4 - (text.length % 4)) % 4);
  const file = new ArrayBuffer(12 + 8 + padded + 8 + binary.length);
  const view = new DataView(file);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(12, padded, true);
  new Uint8Array(file).fill(32, 20, 20 + padded);
  new Uint8Array(file).set(text, 20);
  new Uint8Array(file).set(binary, 20 + padded + 8);
  return file;
}

describe("the kit", () => {
  it("comes back from quantized positions and node transforms", () => {
    const [part] = parseKit(tinyKit()).get("tile") ?? [];
    expect(part?.material).toBe("wood");
    expect([...(part?.positions.slice(0, 3) ?? [])]).toEqual([-1, 1, -1]);
    expect([...(part?.colors.slice(0, 3) ?? [])]).toEqual([1, 0, 0]);
  });

  it("refuses what is no glTF", () => {
    expect(() => parseKit(new ArrayBuffer(64))).toThrow("not a binary glTF");
  });

  it("becomes shapes that know their box", () => {
    const shape = buildShapes(parseKit(tinyKit())).get("tile");
    expect(shape?.box).toEqual([-1, 1, -1, 1, 1, 1]);
    expect([...(shape?.groups.keys() ?? [])]).toEqual(["wood"]);
    expect(shape?.groups.get("wood")?.getIndex()?.count).toBe(6);
  });
});

describe("the light map", () => {
  it("is bright under lamps, dark under what stands, even where there is neither", () => {
    const patch = { x: 5, z: 5, heading: 0, box: [-0.5, -0.5, 0.5, 0.5] as const };
    const map = bakeLightMap({
      bounds: [0, 0, 30, 30],
      lamps: [patch],
      standing: [{ ...patch, x: 20, z: 20 }],
      walls: [],
    });
    const { data, width } = map.image as { data: Uint8Array; width: number };
    const at = (x: number, z: number, channel: number): number =>
      data[(Math.floor(z / 0.15) * width + Math.floor(x / 0.15)) * 4 + channel] ?? 0;
    expect(at(5, 5, 0)).toBeGreaterThan(at(20, 5, 0));
    expect(at(5, 5, 3)).toBeGreaterThan(200);
    expect(at(20, 20, 2)).toBeGreaterThan(200);
    expect(at(12, 12, 2)).toBe(0);
  });
});

describe("picking", () => {
  const plate: Target = { kind: "window", id: "A03", middle: [0, 1, -5], half: [0.2, 0.5, 0.8], heading: 0 };
  const ray = { origin: new Vector3(0, 1.6, 0), direction: new Vector3(0, -0.1, -1).normalize() };

  it("finds the nearest named thing on the ray", () => {
    const behind: Target = { ...plate, id: "A04", middle: [0, 1, -9] };
    expect(nearestTarget(ray, [behind, plate], 50)?.target.id).toBe("A03");
    expect(distanceTo({ ...ray, direction: new Vector3(1, 0, 0) }, plate)).toBeNull();
  });

  it("meets the floor where the ray comes down", () => {
    const down = { origin: new Vector3(2, 1.6, -3), direction: new Vector3(0, -1, 0) };
    expect(floorPoint(down, 0)).toEqual({ spot: [2, 3], at: 1.6 });
    expect(floorPoint({ ...down, direction: new Vector3(0, 1, 0) }, 0)).toBeNull();
  });
});
