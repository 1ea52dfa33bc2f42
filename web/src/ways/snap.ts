/**
 * An end off the walkable area, as in navmesh/snap.py: the nearest walkable point one can reach without crossing a solid,
 * within 1.5 m.
 */
import type { Point } from "../api/wire";
import type { Rings } from "./file";
import { turn } from "./predicates";
import { nearestOnSegment } from "./sight";

const REACH = 1.5;
// A segment that only grazes a solid does not cross it, metres.
const GRAZE = 1e-8;

/** ax, ay, bx, by; metres */
type Edge = readonly [number, number, number, number];

/** The edges of all rings that are wanted. */
export function edgesOf({ x, y, starts }: Rings, isWanted: (ring: number) => boolean): readonly Edge[] {
  return starts.slice(1).flatMap((end, ring) => {
    if (!isWanted(ring)) return [];
    const first = starts[ring] as number;
    return Array.from({ length: end - first }, (_, i): Edge => {
      const next = first + ((i + 1) % (end - first));
      return [x[first + i], y[first + i], x[next], y[next]] as unknown as Edge;
    });
  });
}

/**
 * Where to go instead of a spot off the floor; null where there is nothing in reach. walls, solids: edges of a floor's
 * walkable area and of what stands on it. Steps: 1. only what is near, 2. nothing for who is stuck in a solid, 3. the
 * nearest point, 4. where a solid hides that one, the nearest that is in sight.
 */
export function snap(walls: readonly Edge[], solids: readonly Edge[], at: Point): Point | null {
  const metresTo = (edge: Edge): number => nearestOnSegment(...edge, ...at)[0];
  const nearSolids = solids.filter((edge) => metresTo(edge) <= 2 * REACH);
  if (isWithin(solids, at) && !nearSolids.some((edge) => metresTo(edge) <= GRAZE)) return null;
  const nearWalls = walls.filter((edge) => metresTo(edge) <= 2 * REACH);
  const feet = nearWalls.map((edge): Point => {
    const [, x, y] = nearestOnSegment(...edge, ...at);
    return [x, y];
  });
  const metresOf = ([x, y]: Point): number => Math.hypot(x - at[0], y - at[1]);
  const isInSight = (place: Point): boolean => metresInside(solids, nearSolids, at, place) <= GRAZE;
  const nearest = (places: readonly Point[]): Point[] =>
    places.filter((place) => metresOf(place) <= REACH).sort((a, b) => metresOf(a) - metresOf(b));
  const [first] = nearest(feet);
  if (first === undefined || isInSight(first)) return first ?? null;
  return nearest([...feet, ...emerging(nearWalls, nearSolids, at)]).find(isInSight) ?? null;
}

/** Even-odd; what lies on an edge may be either. */
function isWithin(edges: readonly Edge[], [x, y]: Point): boolean {
  let inside = false;
  for (const [ax, ay, bx, by] of edges) {
    if (ay > y !== by > y && turn(ax, ay, bx, by, x, y) > 0 === by > ay) inside = !inside;
  }
  return inside;
}

/** How much of the segment from a to b lies in solids or along their faces; near: the edges it can meet. */
function metresInside(solids: readonly Edge[], near: readonly Edge[], a: Point, b: Point): number {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const shares = [0, 1, ...near.flatMap((edge) => meetings(edge, a, b))].sort((one, other) => one - other);
  return shares.slice(1).reduce((total, share, i) => {
    const before = shares[i] as number;
    const middle: Point = [
      a[0] + ((b[0] - a[0]) * (before + share)) / 2,
      a[1] + ((b[1] - a[1]) * (before + share)) / 2,
    ];
    return total + (share > before && isWithin(solids, middle) ? (share - before) * length : 0);
  }, 0);
}

/** Where an edge crosses the segment from a to b, as a share of it in 0…1: once, or not at all. */
function meetings([cx, cy, dx, dy]: Edge, a: Point, b: Point): number[] {
  const [fromC, fromD] = [turn(...a, ...b, cx, cy), turn(...a, ...b, dx, dy)];
  if (fromC > 0 === fromD > 0) return [];
  const [fromA, fromB] = [turn(cx, cy, dx, dy, ...a), turn(cx, cy, dx, dy, ...b)];
  const share = fromA / (fromA - fromB);
  return share > 0 && share < 1 ? [share] : [];
}

/** Where the lines of sight past the corners of solids meet the walls: there an edge comes out from behind a solid. */
function emerging(walls: readonly Edge[], solids: readonly Edge[], at: Point): Point[] {
  return solids.flatMap(([x, y]) => {
    const metres = Math.hypot(x - at[0], y - at[1]);
    if (metres === 0 || metres > REACH) return [];
    const far = (2 * REACH) / metres;
    const end: Point = [at[0] + (x - at[0]) * far, at[1] + (y - at[1]) * far];
    return walls
      .flatMap((wall) => meetings(wall, at, end))
      .map((share): Point => [at[0] + (end[0] - at[0]) * share, at[1] + (end[1] - at[1]) * share]);
  });
}
