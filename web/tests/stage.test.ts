import { Vector3, type Vector4 } from "three";
import { describe, expect, it } from "vitest";
import { parseKit } from "../src/stage/kit";
import { guessLight } from "../src/stage/lightmap";
import { distanceTo, floorPoint, nearestTarget, type Target } from "../src/stage/pick";
import { createPools } from "../src/stage/pools";
import { buildShapes } from "../src/stage/shapes";

/** A kit of one prototype, "tile": a square of 2 × 2 m, one metre up, red. */
function tinyKit(): ArrayBuffer {
  // Each axis: how many levels, the levels, and which one each vertex is on; as signed differences 1 is -1, 2 is 1.
  const levels = [2, 1, 4, 1, 2, 2, 1, 4];
  const axes = [
    [0, 0, 2, 0],
    [0, 0, 0, 0],
    [0, 2, 0, 1],
  ];
  const corners = [0, 0, 0, 3, 1, 0];
  const colors = [255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const streams = [levels, ...axes, corners, colors];
  const head = {
    materials: [["wood", 35]],
    prototypes: [{ name: "tile", grid: 1, parts: [[0, 4, 2]] }],
    streams: streams.map((stream) => stream.length),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const prelude = new Uint8Array(12);
  prelude.set(new TextEncoder().encode("KITS"));
  new DataView(prelude.buffer).setUint32(4, 1, true);
  new DataView(prelude.buffer).setUint32(8, text.length, true);
  return Uint8Array.from([...prelude, ...text, ...streams.flat()]).buffer;
}

describe("the kit", () => {
  it("comes back from levels, ranks and corners", () => {
    const [part] = parseKit(tinyKit()).get("tile") ?? [];
    expect(part?.material).toBe("wood");
    expect([...(part?.positions ?? [])]).toEqual([-1, 1, -1, -1, 1, 1, 1, 1, 1, 1, 1, -1]);
    expect([...(part?.indices ?? [])]).toEqual([0, 1, 2, 0, 2, 3]);
    expect([...(part?.colors ?? [])]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]);
  });

  it("refuses what is no kit", () => {
    expect(() => parseKit(new ArrayBuffer(64))).toThrow("no kit file");
  });

  it("becomes shapes that know their box", () => {
    const shape = buildShapes(parseKit(tinyKit())).get("tile");
    expect(shape?.box).toEqual([-1, 1, -1, 1, 1, 1]);
    expect([...(shape?.groups.keys() ?? [])]).toEqual(["grained"]);
    expect(shape?.groups.get("grained")?.getIndex()?.count).toBe(6);
  });
});

describe("light as guessed", () => {
  it("is bright under lamps, dark under what stands, and dark in the air under neither", () => {
    const patch = { x: 5, z: 5, heading: 0, box: [-0.5, -0.5, 0.5, 0.5] as const };
    const map = guessLight({
      bounds: [0, 0, 30, 30],
      lamps: [patch],
      standing: [{ ...patch, x: 20, z: 20 }],
      walls: [],
    });
    const { data, width, height } = map.texture.image as { data: Uint8Array; width: number; height: number };
    const at = ({ x: u, y: v, z: ou, w: ov }: Vector4, x: number, z: number, channel: number): number =>
      data[(Math.floor((z * v + ov) * height) * width + Math.floor((x * u + ou) * width)) * 4 + channel] ?? 0;
    expect(at(map.floorAt, 5, 5, 0)).toBeGreaterThan(at(map.floorAt, 20, 5, 0));
    expect(at(map.floorAt, 5, 5, 3)).toBeGreaterThan(100);
    expect(at(map.floorAt, 20, 20, 0)).toBeLessThan(at(map.airAt, 20, 20, 0));
    expect(at(map.airAt, 1, 15, 1)).toBeGreaterThan(at(map.airAt, 15, 15, 1));
  });
});

describe("the pools of light outside", () => {
  it("lie below the lamps, turned with their posts, and end before the texture's edge", () => {
    const { map, at } = createPools([{ x: 10, z: -20, heading: Math.PI / 2, box: [4, -0.1, 6, 0.1] }]);
    const { data, width } = map.image as { data: Uint8Array; width: number };
    const red = (x: number, z: number): number =>
      data[(Math.floor((z * at.y + at.w) * width) * width + Math.floor((x * at.x + at.z) * width)) * 4] ?? 0;
    // +x of a post that is turned by a quarter lies towards -z.
    expect(red(10, -25)).toBeGreaterThan(80);
    expect(red(10, -15)).toBeLessThan(red(10, -25) / 3);
    expect(data.filter((_, i) => i % 4 === 0 && i < width * 4).every((value) => value === 0)).toBe(true);
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
