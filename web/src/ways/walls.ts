/** How near a straight line comes to things, as in navmesh/walls.py, and to the last bit: + - * / and square roots only. */
import type { Point } from "../api/wire";
import type { GroundPart } from "./file";
import { cellKey, type Mesh } from "./mesh";

// How far from things one likes to walk; a line is looked at in pieces of this many metres at most, from their middles.
const CLEARANCE = 0.6;
const PIECE = 0.5;
// A line that ends this near to an edge does not cross it, metres.
const GRAZE = 1e-9;
// From the middle of a cell, which is a metre wide, to its corners, and a little more.
const HALF_DIAGONAL = 0.71;

export interface Walls {
  readonly mesh: Mesh;
  /** of each floor, by cellKey, the vertices at which edges begin that are near */
  readonly cells: readonly ReadonlyMap<number, readonly number[]>[];
  /** metres that one likes to keep from the edges of the walkable floor */
  readonly wanted: number;
}

/** The edges of a ground, each listed in the cells to which it is near. */
export function buildWalls(mesh: Mesh, { radius, rings, ringFloors }: GroundPart, floors: number): Walls {
  const wanted = Math.max(CLEARANCE - radius, 0);
  const near = Math.max(wanted, PIECE / 2) + GRAZE;
  const cells = Array.from({ length: floors }, () => new Map<number, number[]>());
  ringFloors.forEach((floor, ring) => {
    const listed = cells[floor] as Map<number, number[]>;
    for (let v = rings.starts[ring] as number; v < (rings.starts[ring + 1] as number); v++)
      listEdge(mesh, listed, v, near);
  });
  return { mesh, cells, wanted };
}

function listEdge(mesh: Mesh, cells: Map<number, number[]>, v: number, near: number): void {
  const [ax, ay] = pointOf(mesh, v);
  const [bx, by] = pointOf(mesh, mesh.after[v] as number);
  for (let x = Math.floor(Math.min(ax, bx) - near); x <= Math.max(ax, bx) + near; x++) {
    for (let y = Math.floor(Math.min(ay, by) - near); y <= Math.max(ay, by) + near; y++) {
      if (Math.sqrt(gap([ax, ay], [bx, by], x + 0.5, y + 0.5).square) > near + HALF_DIAGONAL) continue;
      const listed = cells.get(cellKey(x, y));
      if (listed) listed.push(v);
      else cells.set(cellKey(x, y), [v]);
    }
  }
}

/** The metres of a line, and how many of them are lost by being too near to things; infinitely many: no way. */
export interface Look {
  readonly metres: number;
  readonly lost: number;
}

/** What is lost: a metre right at an edge wholly, one at half the wanted distance by half. */
export function lookAlong({ mesh, cells, wanted }: Walls, floor: number, a: Point, b: Point): Look {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const metres = Math.sqrt(dx * dx + dy * dy);
  const pieces = Math.max(1, Math.ceil(metres / PIECE));
  const reach = (0.5 * metres) / pieces + 2 * GRAZE;
  let lost = 0;
  for (let k = 0; k < pieces; k++) {
    const share = (k + 0.5) / pieces;
    const [x, y] = [a[0] + share * dx, a[1] + share * dy];
    let [nearest, isInside] = [wanted * wanted, false];
    for (const v of cells[floor]?.get(cellKey(x, y)) ?? []) {
      const end = mesh.after[v] as number;
      const [from, to] = [pointOf(mesh, v), pointOf(mesh, end)];
      const { square, isBehind } = gap(from, to, x, y);
      // What lies across a piece is at most half of it away from its middle.
      if (square < reach * reach && blocks(from, to, pointOf(mesh, mesh.after[end] as number), a, b, metres))
        return { metres, lost: Infinity };
      if (square < nearest) [nearest, isInside] = [square, isBehind];
    }
    if (isInside) return { metres, lost: Infinity };
    if (wanted > 0) lost += (1 - Math.sqrt(nearest) / wanted) * (metres / pieces);
  }
  return { metres, lost };
}

function pointOf(mesh: Mesh, v: number): Point {
  return [mesh.x[v] as number, mesh.y[v] as number];
}

/** Whether the edge from c to d, after which comes the one to e, lies across the line from a to b, or its end d does. */
function blocks(c: Point, d: Point, e: Point, a: Point, b: Point, length: number): boolean {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const beside = (at: Point): number => ux * (at[1] - a[1]) - uy * (at[0] - a[0]);
  const near = GRAZE * length;
  const [fromC, fromD] = [beside(c), beside(d)];
  if (Math.abs(fromD) <= near) {
    const along = ux * (d[0] - a[0]) + uy * (d[1] - a[1]);
    if (!(near < along && along < length * length - near)) return false;
    const opens = (d[0] - c[0]) * (e[1] - d[1]) - (d[1] - c[1]) * (e[0] - d[0]) <= 0;
    return areApart(fromC, beside(e), near) || !opens;
  }
  if (!areApart(fromC, fromD, near)) return false;
  const [wx, wy] = [d[0] - c[0], d[1] - c[1]];
  const fromEdge = (at: Point): number => wx * (at[1] - c[1]) - wy * (at[0] - c[0]);
  return areApart(fromEdge(a), fromEdge(b), GRAZE * Math.sqrt(wx * wx + wy * wy));
}

function areApart(one: number, other: number, near: number): boolean {
  return (one > near && other < -near) || (one < -near && other > near);
}

/** The square of the metres from a point to the edge from c to d; whether the point lies behind it, in the thing. */
function gap(c: Point, d: Point, x: number, y: number): { square: number; isBehind: boolean } {
  const [wx, wy] = [d[0] - c[0], d[1] - c[1]];
  const square = wx * wx + wy * wy;
  const share = ((x - c[0]) * wx + (y - c[1]) * wy) / square;
  const within = Math.min(Math.max(share, 0), 1);
  const [dx, dy] = [c[0] + within * wx - x, c[1] + within * wy - y];
  const side = wx * (y - c[1]) - wy * (x - c[0]);
  return { square: dx * dx + dy * dy, isBehind: share > 0 && share < 1 && side < -GRAZE * Math.sqrt(square) };
}
