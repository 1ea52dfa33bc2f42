/** A ground's triangles: what lies across each edge, which vertices a way can bend round, which triangles lie where. */
import type { GroundPart } from "./file";
import { turn } from "./predicates";

// Side of the cells that find the triangle of a point, metres; how far round its triangles a cell looks.
const CELL = 1;
const MARGIN = 1e-6;

/** V vertices, T triangles; free space lies left of every ring. An edge is 3 · triangle + k, from its corner k to k + 1. */
export interface Mesh {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** of each vertex its neighbours on its ring */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** 1 where the free space opens half a turn or more: nowhere else can a shortest way bend */
  readonly isCorner: Uint8Array;
  /** three vertices each, counter-clockwise */
  readonly triangles: Int32Array;
  /** the same edge of the triangle beyond, -1 at a wall */
  readonly across: Int32Array;
  /** the triangles' corners, 3 · triangle + k, at vertex v: fans[fanFirst[v]] … fans[fanFirst[v + 1] - 1] */
  readonly fanFirst: Int32Array;
  readonly fans: Int32Array;
  /** for each floor, the triangles that may reach into a cell, by cellKey */
  readonly cells: readonly ReadonlyMap<number, readonly number[]>[];
}

/** The cell of a point, as one number: of each floor its own map has it. */
export function cellKey(x: number, y: number): number {
  return Math.floor(x / CELL) * 2 ** 24 + Math.floor(y / CELL);
}

/** Steps: 1. neighbours on the rings, 2. corners, 3. triangles round each vertex, 4. across each edge, 5. cells. */
export function buildMesh({ rings, ringFloors, triangles }: GroundPart, floors: number): Mesh {
  const { x, y, starts } = rings;
  const count = x.length;
  const [before, after, floorOf] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  ringFloors.forEach((floor, ring) => {
    const [first, end] = [starts[ring] as number, starts[ring + 1] as number];
    for (let v = first; v < end; v++) {
      before[v] = v === first ? end - 1 : v - 1;
      after[v] = v === end - 1 ? first : v + 1;
      floorOf[v] = floor;
    }
  });
  const at = (v: number): [number, number] => [x[v] as number, y[v] as number];
  const isCorner = Uint8Array.from(x, (_, v) =>
    Number(turn(...at(before[v] as number), ...at(v), ...at(after[v] as number)) <= 0),
  );
  const { fanFirst, fans } = fansOf(triangles, count);
  const across = acrossOf(triangles, fanFirst, fans);
  const cells = Array.from({ length: floors }, () => new Map<number, number[]>());
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [...triangles.subarray(t, t + 3)];
    addToCells(cells[floorOf[corners[0] as number] as number] as Map<number, number[]>, t / 3, corners.map(at));
  }
  return { x, y, before, after, isCorner, triangles, across, fanFirst, fans, cells };
}

function fansOf(triangles: Int32Array, vertices: number): Pick<Mesh, "fanFirst" | "fans"> {
  const fanFirst = new Int32Array(vertices + 1);
  for (const v of triangles) fanFirst[v + 1] = (fanFirst[v + 1] as number) + 1;
  for (let v = 0; v < vertices; v++) fanFirst[v + 1] = (fanFirst[v + 1] as number) + (fanFirst[v] as number);
  const next = fanFirst.slice();
  const fans = new Int32Array(triangles.length);
  triangles.forEach((v, corner) => {
    fans[next[v] as number] = corner;
    next[v] = (next[v] as number) + 1;
  });
  return { fanFirst, fans };
}

/** The edge from a to b is, seen from the triangle beyond, one that begins at b and ends at a. */
function acrossOf(triangles: Int32Array, fanFirst: Int32Array, fans: Int32Array): Int32Array {
  const endOf = (edge: number): number => triangles[edge % 3 === 2 ? edge - 2 : edge + 1] as number;
  return triangles.map((a, edge) => {
    const b = endOf(edge);
    return fans.subarray(fanFirst[b], fanFirst[b + 1]).find((other) => endOf(other) === a) ?? -1;
  });
}

function addToCells(cells: Map<number, number[]>, t: number, corners: readonly (readonly [number, number])[]): void {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const range = (values: number[]): [number, number] => [
    Math.floor((Math.min(...values) - MARGIN) / CELL),
    Math.floor((Math.max(...values) + MARGIN) / CELL),
  ];
  const [[left, right], [low, high]] = [range(xs), range(ys)];
  for (let column = left; column <= right; column++) {
    for (let row = low; row <= high; row++) {
      const key = cellKey(column * CELL, row * CELL);
      const listed = cells.get(key);
      if (listed) listed.push(t);
      else cells.set(key, [t]);
    }
  }
}
