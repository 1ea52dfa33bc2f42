/** The light that the server has worked out (docs/light_files.md): pictures and where everything lies in them. */
import { Vector2, Vector4 } from "three";
import type { LightIndex, LightStorey, LightTile } from "../api/wire";
import type { LightMap } from "./light";
import { lightTexture } from "./lightmap";

export interface BakedPicture {
  readonly index: LightIndex;
  readonly storey: LightStorey;
  /** (height, width) bytes of lamps, then as many of day */
  readonly planes: Uint8Array;
}

/** `seenOn`: the lamps as the floor mirrors them, (columns · rows) of 0…1 on a tile */
export function bakedLight(
  { index, storey, planes }: BakedPicture,
  seenOn: (tile: LightTile) => Float32Array,
): LightMap {
  const [width, height] = storey.size;
  const bytes = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    bytes[i * 4] = planes[i] ?? 0;
    bytes[i * 4 + 1] = planes[width * height + i] ?? 0;
  }
  const { floor, ceiling, air } = storey.tiles;
  seenOn(floor).forEach((seen, i) => {
    const row = floor.y + Math.floor(i / floor.columns);
    bytes[(row * width + floor.x + (i % floor.columns)) * 4 + 3] = seen * 255;
  });
  const onCeiling = levelAt(ceiling, storey.size);
  const inAir = levelAt(air, storey.size);
  const strips = stripsOf(index, storey);
  return {
    texture: lightTexture(bytes, width, height),
    floorAt: levelAt(floor, storey.size),
    airAt: inAir,
    full: new Vector2(...index.full),
    baked: true,
    shellAt: (positions, indices) =>
      shellAt(positions, indices, ({ x, y, z, nx, ny, nz }) => {
        if (ny < -0.7 && y > 2.2) return (px, _, pz) => affine(onCeiling, px, pz);
        const strip = Math.abs(ny) < 0.3 && y > 0 ? stripAt(strips, { x, z, nx, nz, y }) : undefined;
        if (strip === undefined) return (px, _, pz) => affine(inAir, px, pz);
        return (px, py, pz) => stripUv(strip, storey.size, index.wall.rows, px, py, pz);
      }),
  };
}

function levelAt({ x, y, low, step }: LightTile, [width, height]: readonly [number, number]): Vector4 {
  // The hall's y is -z.
  return new Vector4(
    1 / (step * width),
    -1 / (step * height),
    (x + 0.5 - low[0] / step) / width,
    (y + 0.5 - low[1] / step) / height,
  );
}

function affine(at: Vector4, x: number, z: number): readonly [number, number] {
  return [x * at.x + at.z, z * at.y + at.w];
}

// --- walls ---

interface Strip {
  /** first texel */
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  /** the side's first point, its direction, its length; three's x and z */
  readonly ax: number;
  readonly az: number;
  readonly dx: number;
  readonly dz: number;
  readonly length: number;
  readonly top: number;
}

/** Strips from left to right in shelves below the tiles, in the order of the rings. */
function stripsOf(index: LightIndex, storey: LightStorey): Strip[] {
  const { step, rows } = index.wall;
  const [width] = storey.size;
  const strips: Strip[] = [];
  let [x, y] = [0, storey.tiles.ceiling.y + storey.tiles.ceiling.rows];
  for (const { top, cm } of storey.rings) {
    for (let i = 0; i < cm.length; i += 2) {
      const [ax, az] = [(cm[i] ?? 0) / 100, -(cm[i + 1] ?? 0) / 100];
      const [bx, bz] = [(cm[(i + 2) % cm.length] ?? 0) / 100, -(cm[(i + 3) % cm.length] ?? 0) / 100];
      const length = Math.hypot(bx - ax, bz - az);
      const columns = Math.min(width, Math.ceil(length / step - 1e-9) + 1);
      if (x + columns > width) [x, y] = [0, y + rows];
      strips.push({ x, y, columns, ax, az, dx: (bx - ax) / length, dz: (bz - az) / length, length, top });
      x += columns;
    }
  }
  return strips;
}

// A skirting stands a little before its wall, and belongs to it.
const BEFORE = 0.04;

interface Facing {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly nx: number;
  readonly nz: number;
}

function stripAt(strips: readonly Strip[], { x, z, nx, nz, y }: Facing): Strip | undefined {
  return strips.find(({ ax, az, dx, dz, length, top }) => {
    // With a on the left the room lies to the right of a → b on the plan: (-dz, dx) in three's x and z.
    if (-dz * nx + dx * nz < 0.95 || y > top + 0.1) return false;
    const along = (x - ax) * dx + (z - az) * dz;
    const before = -(x - ax) * dz + (z - az) * dx;
    return along > -BEFORE && along < length + BEFORE && Math.abs(before) < BEFORE;
  });
}

function stripUv(
  { x, y, columns, ax, az, dx, dz, length, top }: Strip,
  [width, height]: readonly [number, number],
  rows: number,
  px: number,
  py: number,
  pz: number,
): readonly [number, number] {
  const along = Math.min(1, Math.max(0, ((px - ax) * dx + (pz - az) * dz) / length));
  const up = Math.min(rows - 0.5, Math.max(0.5, (py / top) * rows));
  return [(x + 0.5 + along * (columns - 1)) / width, (y + up) / height];
}

// --- the shell ---

type Place = (x: number, y: number, z: number) => readonly [number, number];
interface Face extends Facing {
  readonly ny: number;
}

/** Each triangle's middle and normal say where its corners lie; corners shared by triangles lie in the same plane. */
function shellAt(positions: Float32Array, indices: Uint32Array, placeOf: (face: Face) => Place): Float32Array {
  const out = new Float32Array((positions.length / 3) * 2);
  for (let i = 0; i < indices.length; i += 3) {
    const corners = [indices[i] ?? 0, indices[i + 1] ?? 0, indices[i + 2] ?? 0] as const;
    const place = placeOf(faceOf(positions, corners));
    for (const corner of corners) {
      const at = corner * 3;
      out.set(place(positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0), corner * 2);
    }
  }
  return out;
}

function faceOf(positions: Float32Array, corners: readonly [number, number, number]): Face {
  const at = (corner: number, k: number): number => positions[(corners[corner] ?? 0) * 3 + k] ?? 0;
  const middle = (k: number): number => (at(0, k) + at(1, k) + at(2, k)) / 3;
  const u = [0, 1, 2].map((k) => at(1, k) - at(0, k)) as [number, number, number];
  const v = [0, 1, 2].map((k) => at(2, k) - at(0, k)) as [number, number, number];
  const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
  const length = Math.hypot(...n) || 1;
  return { x: middle(0), y: middle(1), z: middle(2), nx: n[0] / length, ny: n[1] / length, nz: n[2] / length };
}
