/**
 * A storey's light as far as a browser can guess it in some 30 ms, until the server has worked it out or where it cannot:
 * lamps as a wide blur, darker near what stands there, daylight by the distance from the façade.
 */
import { ClampToEdgeWrapping, DataTexture, LinearFilter, RGBAFormat, UnsignedByteType, Vector2, Vector4 } from "three";
import type { LightMap } from "./light";

const CELL = 0.2;

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
  readonly step: number;
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

/** The floor's tile, and below it the air's: the same without what stands there. */
export function guessLight(plan: LightPlan): LightMap {
  const [minX, minZ, sizeX, sizeZ] = plan.bounds;
  const grid = { minX, minZ, step: CELL, columns: Math.ceil(sizeX / CELL), rows: Math.ceil(sizeZ / CELL) };
  const standing = new Float32Array(grid.columns * grid.rows);
  for (const patch of plan.standing) fillPatch(grid, standing, patch);
  for (let i = 0; i < plan.walls.length; i += 4) drawLine(grid, standing, plan.walls.slice(i, i + 4));
  const wide = blur(blur(standing, grid, 4), grid, 3);
  const contact = blur(standing, grid, 1);
  const lit = evened(blur(blur(lampsOn(grid, plan.lamps), grid, 10), grid, 15));
  const seen = lampsSeen(grid, plan.lamps);
  const { columns, rows } = grid;
  const bytes = new Uint8Array(columns * rows * 8);
  for (let i = 0; i < columns * rows; i++) {
    const [lamps, day] = [0.55 + 0.4 * (lit[i] ?? 0), dayAt(grid, plan.bounds, i)];
    const free = (1 - 0.5 * (contact[i] ?? 0)) * (1 - 0.55 * (wide[i] ?? 0));
    bytes.set([Math.sqrt(lamps * free) * 255, Math.sqrt(day * free) * 255, 0, (seen[i] ?? 0) * 255], i * 4);
    bytes.set([Math.sqrt(lamps) * 255, Math.sqrt(day) * 255], (columns * rows + i) * 4);
  }
  const [u, v] = [1 / (CELL * columns), 1 / (2 * CELL * rows)];
  const airAt = new Vector4(u, v, -minX * u, -minZ * v + 0.5);
  return {
    texture: lightTexture(bytes, columns, rows * 2),
    floorAt: new Vector4(u, v, -minX * u, -minZ * v),
    airAt,
    full: new Vector2(1, 1),
    baked: false,
    shellAt: (positions) => {
      const at = new Float32Array((positions.length / 3) * 2);
      for (let i = 0; i < positions.length / 3; i++) {
        at[i * 2] = (positions[i * 3] ?? 0) * airAt.x + airAt.z;
        at[i * 2 + 1] = (positions[i * 3 + 2] ?? 0) * airAt.y + airAt.w;
      }
      return at;
    },
  };
}

function dayAt({ columns, step }: Grid, [, , sizeX, sizeZ]: LightPlan["bounds"], cell: number): number {
  const [x, z] = [((cell % columns) + 0.5) * step, (Math.floor(cell / columns) + 0.5) * step];
  const away = Math.max(0, Math.min(x, z, sizeX - x, sizeZ - z)) / 5;
  return 0.5 / (1 + away * away);
}

/** The lamps as the floor mirrors them, 0…1 for each cell of a grid: soft, for hard ones read as lines painted on it. */
export function lampsSeen(grid: Grid, lamps: readonly Patch[]): Float32Array {
  return blur(blur(lampsOn(grid, lamps), grid, 3), grid, 3);
}

function lampsOn(grid: Grid, lamps: readonly Patch[]): Float32Array {
  const cells = new Float32Array(grid.columns * grid.rows);
  for (const patch of lamps) fillPatch(grid, cells, patch);
  return cells;
}

function fillPatch(grid: Grid, cells: Float32Array, { x, z, heading, box }: Patch): void {
  const reach = Math.hypot(Math.max(-box[0], box[2]), Math.max(-box[1], box[3]));
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const [firstColumn, lastColumn] = rangeOf(grid, x - reach - grid.minX, x + reach - grid.minX, grid.columns);
  const [firstRow, lastRow] = rangeOf(grid, z - reach - grid.minZ, z + reach - grid.minZ, grid.rows);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = grid.minX + (column + 0.5) * grid.step - x;
      const dz = grid.minZ + (row + 0.5) * grid.step - z;
      // rotation.y = heading turns +x towards -z.
      const u = dx * cos - dz * sin;
      const v = dx * sin + dz * cos;
      if (u >= box[0] && u <= box[2] && v >= box[1] && v <= box[3]) cells[row * grid.columns + column] = 1;
    }
  }
}

function rangeOf({ step }: Grid, low: number, high: number, count: number): [number, number] {
  return [Math.max(0, Math.floor(low / step)), Math.min(count - 1, Math.floor(high / step))];
}

function drawLine(grid: Grid, cells: Float32Array, line: readonly number[]): void {
  const [x0 = 0, z0 = 0, x1 = 0, z1 = 0] = line;
  const steps = Math.ceil(Math.hypot(x1 - x0, z1 - z0) / (grid.step * 0.7)) + 1;
  for (let i = 0; i <= steps; i++) {
    const column = Math.floor((x0 + ((x1 - x0) * i) / steps - grid.minX) / grid.step);
    const row = Math.floor((z0 + ((z1 - z0) * i) / steps - grid.minZ) / grid.step);
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

/** bytes: (height, width, 4) */
export function lightTexture(bytes: Uint8Array, width: number, height: number): DataTexture {
  const texture = new DataTexture(bytes, width, height, RGBAFormat, UnsignedByteType);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.wrapS = ClampToEdgeWrapping;
  texture.wrapT = ClampToEdgeWrapping;
  texture.needsUpdate = true;
  return texture;
}
