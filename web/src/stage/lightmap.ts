/**
 * A storey's light on a grid of 15 cm, worked out once when it is loaded (about 30 ms):
 * red = lamplight on the floor, green = wide occlusion by what stands near, blue = contact shadow, alpha = lamps seen from below.
 */
import { ClampToEdgeWrapping, DataTexture, LinearFilter, RGBAFormat, UnsignedByteType } from "three";

const CELL = 0.15;

/** A rectangle on the plan (three's x and z), turned by `heading` round its origin. */
export interface Patch {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  /** min x, min z, max x, max z in the patch's own coordinates */
  readonly box: readonly [number, number, number, number];
}

interface Grid {
  readonly minX: number;
  readonly minZ: number;
  readonly columns: number;
  readonly rows: number;
}

export interface LightPlan {
  /** min x, min z, size x, size z */
  readonly bounds: readonly [number, number, number, number];
  readonly lamps: readonly Patch[];
  readonly standing: readonly Patch[];
  /** x, z of both ends, four numbers each */
  readonly walls: readonly number[];
}

export function bakeLightMap(plan: LightPlan): DataTexture {
  const [minX, minZ, sizeX, sizeZ] = plan.bounds;
  const grid: Grid = { minX, minZ, columns: Math.ceil(sizeX / CELL), rows: Math.ceil(sizeZ / CELL) };
  const lamps = new Float32Array(grid.columns * grid.rows);
  for (const patch of plan.lamps) fillPatch(grid, lamps, patch);
  const standing = new Float32Array(grid.columns * grid.rows);
  for (const patch of plan.standing) fillPatch(grid, standing, patch);
  for (let i = 0; i < plan.walls.length; i += 4) drawLine(grid, standing, plan.walls.slice(i, i + 4));
  return toTexture(grid, {
    light: evened(blur(blur(lamps, grid, 14), grid, 20)),
    wide: blur(blur(standing, grid, 5), grid, 4),
    contact: blur(blur(standing, grid, 1), grid, 1),
    seen: blur(lamps, grid, 1),
  });
}

function fillPatch(grid: Grid, cells: Float32Array, { x, z, heading, box }: Patch): void {
  const reach = Math.hypot(Math.max(-box[0], box[2]), Math.max(-box[1], box[3]));
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const [firstColumn, lastColumn] = rangeOf(x - reach - grid.minX, x + reach - grid.minX, grid.columns);
  const [firstRow, lastRow] = rangeOf(z - reach - grid.minZ, z + reach - grid.minZ, grid.rows);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = grid.minX + (column + 0.5) * CELL - x;
      const dz = grid.minZ + (row + 0.5) * CELL - z;
      // rotation.y = heading turns +x towards -z.
      const u = dx * cos - dz * sin;
      const v = dx * sin + dz * cos;
      if (u >= box[0] && u <= box[2] && v >= box[1] && v <= box[3]) cells[row * grid.columns + column] = 1;
    }
  }
}

function rangeOf(low: number, high: number, count: number): [number, number] {
  return [Math.max(0, Math.floor(low / CELL)), Math.min(count - 1, Math.floor(high / CELL))];
}

function drawLine(grid: Grid, cells: Float32Array, line: readonly number[]): void {
  const [x0 = 0, z0 = 0, x1 = 0, z1 = 0] = line;
  const steps = Math.ceil(Math.hypot(x1 - x0, z1 - z0) / (CELL * 0.7)) + 1;
  for (let i = 0; i <= steps; i++) {
    const column = Math.floor((x0 + ((x1 - x0) * i) / steps - grid.minX) / CELL);
    const row = Math.floor((z0 + ((z1 - z0) * i) / steps - grid.minZ) / CELL);
    if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rows) cells[row * grid.columns + column] = 1;
  }
}

/** A box blur of (2 · radius + 1)² cells, as two running sums. */
function blur(cells: Float32Array, grid: Grid, radius: number): Float32Array {
  const across = new Float32Array(cells.length);
  for (let row = 0; row < grid.rows; row++) runningMean(cells, across, row * grid.columns, 1, grid.columns, radius);
  const both = new Float32Array(cells.length);
  for (let column = 0; column < grid.columns; column++) {
    runningMean(across, both, column, grid.columns, grid.rows, radius);
  }
  return both;
}

function runningMean(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  count: number,
  radius: number,
): void {
  const at = (i: number): number => from[start + Math.min(count - 1, Math.max(0, i)) * stride] ?? 0;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += at(i);
  for (let i = 0; i < count; i++) {
    to[start + i * stride] = sum / (2 * radius + 1);
    sum += at(i + radius + 1) - at(i - radius);
  }
}

/** Lamplight with a mean of one half, so that a hall with few lamps is as bright as one with many. */
function evened(light: Float32Array): Float32Array {
  const mean = light.reduce((sum, value) => sum + value, 0) / light.length;
  return mean > 0 ? light.map((value) => Math.min(1, (value / mean) * 0.5)) : light.fill(0.5);
}

interface Channels {
  readonly light: Float32Array;
  readonly wide: Float32Array;
  readonly contact: Float32Array;
  readonly seen: Float32Array;
}

function toTexture(grid: Grid, { light, wide, contact, seen }: Channels): DataTexture {
  const data = new Uint8Array(light.length * 4);
  for (let i = 0; i < light.length; i++) {
    data[i * 4] = (light[i] ?? 0) * 255;
    data[i * 4 + 1] = Math.min(1, (wide[i] ?? 0) * 1.4) * 255;
    data[i * 4 + 2] = (contact[i] ?? 0) * 255;
    data[i * 4 + 3] = (seen[i] ?? 0) * 255;
  }
  const texture = new DataTexture(data, grid.columns, grid.rows, RGBAFormat, UnsignedByteType);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.wrapS = ClampToEdgeWrapping;
  texture.wrapT = ClampToEdgeWrapping;
  texture.needsUpdate = true;
  return texture;
}
