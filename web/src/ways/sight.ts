/**
 * What can be seen from a point, as in navmesh/sight.py: sight spreads from triangle to triangle through ever narrower
 * cones, and each step asks only which way three given points turn, so nothing is ever rounded.
 */
import { cellKey, type Mesh } from "./mesh";
import { turn } from "./predicates";

// So near to the walkable area a point is on it; on a wall it is moved inside by about NUDGE. Metres.
export const ON_FLOOR = 3e-9;
const NUDGE = 1e-10;

/** A point inside a triangle. */
export interface Placed {
  readonly triangle: number;
  readonly x: number;
  readonly y: number;
}

/** The corners one can see and go on from, and how far they are. */
export interface View {
  readonly corners: number[];
  readonly metres: number[];
}

function turnRound(mesh: Mesh, ax: number, ay: number, v: number, cx: number, cy: number): number {
  return turn(ax, ay, mesh.x[v] as number, mesh.y[v] as number, cx, cy);
}

/** Where c lies of the line from vertex a to vertex b. */
function turnPast(mesh: Mesh, a: number, b: number, cx: number, cy: number): number {
  return turnRound(mesh, mesh.x[a] as number, mesh.y[a] as number, b, cx, cy);
}

function corner(mesh: Mesh, edge: number): number {
  return mesh.triangles[edge] as number;
}

function across(mesh: Mesh, edge: number): number {
  return mesh.across[edge] as number;
}

/** The next edge of the same triangle, and the one after. */
function following(edge: number): number {
  return edge % 3 === 2 ? edge - 2 : edge + 1;
}

function last(edge: number): number {
  return edge % 3 === 0 ? edge + 2 : edge - 1;
}

/** The point inside a triangle, moved strictly inside where it touches a wall; null off the floor. */
export function place(mesh: Mesh, floor: number, x: number, y: number): Placed | null {
  const near = mesh.cells[floor]?.get(cellKey(x, y)) ?? [];
  for (const triangle of near) if (isInside(mesh, triangle, x, y)) return { triangle, x, y };
  let best: Placed | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const triangle of near) {
    const [metres, nearX, nearY] = nearestIn(mesh, triangle, x, y);
    if (metres > ON_FLOOR) continue;
    const inner = movedInside(mesh, triangle, nearX, nearY);
    const moved = Math.hypot(inner.x - x, inner.y - y);
    if (moved < least) [best, least] = [inner, moved];
  }
  return best;
}

/** Whether a point lies in a triangle or on an edge of it that is no wall. */
function isInside(mesh: Mesh, t: number, x: number, y: number): boolean {
  for (let edge = 3 * t; edge < 3 * t + 3; edge++) {
    const a = corner(mesh, edge);
    const side = turnPast(mesh, a, corner(mesh, following(edge)), x, y);
    if (side < 0 || (side === 0 && across(mesh, edge) < 0)) return false;
    if (x === mesh.x[a] && y === mesh.y[a]) return false;
  }
  return true;
}

/** Metres from a point to a triangle, and the nearest point of it. */
function nearestIn(mesh: Mesh, t: number, x: number, y: number): [number, number, number] {
  let nearest: [number, number, number] = [Number.POSITIVE_INFINITY, x, y];
  let inside = true;
  for (let edge = 3 * t; edge < 3 * t + 3; edge++) {
    const [a, b] = [corner(mesh, edge), corner(mesh, following(edge))];
    const [ax, ay, bx, by] = [mesh.x[a], mesh.y[a], mesh.x[b], mesh.y[b]] as [number, number, number, number];
    const found = nearestOnSegment(ax, ay, bx, by, x, y);
    if (found[0] < nearest[0]) nearest = found;
    inside = inside && turn(ax, ay, bx, by, x, y) >= 0;
  }
  return inside ? [0, x, y] : nearest;
}

/** Metres from a point to a segment, and the nearest point of it. */
export function nearestOnSegment(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x: number,
  y: number,
): [number, number, number] {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0), 1);
  const [onX, onY] = [ax + along * dx, ay + along * dy];
  return [Math.hypot(x - onX, y - onY), onX, onY];
}

/** A point at the rim of a triangle, moved towards its middle until it is strictly inside. */
function movedInside(mesh: Mesh, triangle: number, x: number, y: number): Placed {
  const vertices = [...mesh.triangles.subarray(3 * triangle, 3 * triangle + 3)];
  const middle = (values: Float64Array): number => vertices.reduce((sum, v) => sum + (values[v] as number), 0) / 3;
  const [middleX, middleY] = [middle(mesh.x), middle(mesh.y)];
  const distance = Math.max(Math.hypot(middleX - x, middleY - y), NUDGE);
  for (let share = NUDGE / distance; share < 1; share *= 4) {
    const [innerX, innerY] = [x + share * (middleX - x), y + share * (middleY - y)];
    if (isInside(mesh, triangle, innerX, innerY)) return { triangle, x: innerX, y: innerY };
  }
  return { triangle, x: middleX, y: middleY };
}

/** Whether a shortest path from a point can bend at vertex v: the ring lies wholly on one side of the line. */
function canBend(mesh: Mesh, x: number, y: number, v: number): boolean {
  const [before, after] = [mesh.before[v] as number, mesh.after[v] as number];
  const one = turnRound(mesh, x, y, v, mesh.x[before] as number, mesh.y[before] as number);
  const other = turnRound(mesh, x, y, v, mesh.x[after] as number, mesh.y[after] as number);
  return (one >= 0 && other >= 0) || (one <= 0 && other <= 0);
}

/** The corners seen from a point round which a path from it can bend. */
export function lookRound(mesh: Mesh, { triangle, x, y }: Placed): View {
  const look = new Look(mesh, -1, x, y);
  for (let edge = 3 * triangle; edge < 3 * triangle + 3; edge++) {
    const [right, left] = [corner(mesh, edge), corner(mesh, following(edge))];
    look.report(right);
    look.push(edge, left, right);
  }
  look.spread();
  return look.view;
}

/** As lookRound, from a vertex; only towards where a path that comes round the vertex can go on. */
export function lookFromCorner(mesh: Mesh, v: number): View {
  const look = new Look(mesh, v, mesh.x[v] as number, mesh.y[v] as number);
  for (let k = mesh.fanFirst[v] as number; k < (mesh.fanFirst[v + 1] as number); k++) {
    const own = mesh.fans[k] as number;
    const edge = following(own);
    const [right, left] = [corner(mesh, edge), corner(mesh, last(own))];
    look.report(right);
    if (across(mesh, last(own)) < 0) look.report(left);
    if (look.leftOf(v, right) < 0) look.push(edge, look.leftOf(v, left) <= 0 ? left : v, right);
    if (look.rightOf(v, left) > 0) look.push(edge, left, look.rightOf(v, right) >= 0 ? right : v);
  }
  look.spread();
  const kept = look.view.corners.map((seen) => canBend(mesh, mesh.x[seen] as number, mesh.y[seen] as number, v));
  return {
    corners: look.view.corners.filter((_, i) => kept[i]),
    metres: look.view.metres.filter((_, i) => kept[i]),
  };
}

/**
 * One look round from an eye. From a vertex only what a path coming round it can go on to is looked at: from the wall
 * after it to the line of the wall before it, and the same on the other side. A bound of a cone is the vertex it goes
 * through; where that is the eye's own vertex, the line of the wall.
 */
class Look {
  readonly view: View = { corners: [], metres: [] };
  /** the cones still to follow: edge, left and right bound, one after the other */
  private readonly cones: number[] = [];

  constructor(
    private readonly mesh: Mesh,
    private readonly vertex: number,
    private readonly x: number,
    private readonly y: number,
  ) {}

  report(v: number): void {
    if (this.mesh.isCorner[v] !== 1 || !canBend(this.mesh, this.x, this.y, v)) return;
    this.view.corners.push(v);
    this.view.metres.push(Math.hypot((this.mesh.x[v] as number) - this.x, (this.mesh.y[v] as number) - this.y));
  }

  /** Remembers to look on through an edge between two bounds; at a wall the cone ends. */
  push(edge: number, left: number, right: number): void {
    const beyond = across(this.mesh, edge);
    if (beyond >= 0) this.cones.push(beyond, left, right);
  }

  /** Positive where a vertex lies left of the left bound of a cone, 0 on it. */
  leftOf(bound: number, v: number): number {
    return this.besideBound(bound, this.mesh.before, v);
  }

  /** Negative where a vertex lies right of the right bound of a cone, 0 on it. */
  rightOf(bound: number, v: number): number {
    return this.besideBound(bound, this.mesh.after, v);
  }

  private besideBound(bound: number, wall: Int32Array, v: number): number {
    const [x, y] = [this.mesh.x[v] as number, this.mesh.y[v] as number];
    if (bound === this.vertex) return turnPast(this.mesh, wall[bound] as number, bound, x, y);
    return turnRound(this.mesh, this.x, this.y, bound, x, y);
  }

  /**
   * Follows every cone to the walls. A cone is open: what lies exactly on its rim is hidden. The rim of a corner's whole
   * view is the exception: along the wall's line one sees the next vertex.
   */
  spread(): void {
    const { mesh, cones, vertex } = this;
    while (cones.length > 0) {
      let right = cones.pop() as number;
      let left = cones.pop() as number;
      const edge = cones.pop() as number;
      const apex = corner(mesh, last(edge));
      const fromLeft = this.leftOf(left, apex);
      const fromRight = this.rightOf(right, apex);
      if ((fromLeft === 0 && left === vertex) || (fromRight === 0 && right === vertex)) {
        this.report(apex);
        if (fromLeft === 0) left = apex;
        else right = apex;
      }
      if (fromLeft >= 0) this.push(following(edge), left, right);
      else if (fromRight <= 0) this.push(last(edge), left, right);
      else {
        this.report(apex);
        this.push(following(edge), apex, right);
        this.push(last(edge), left, apex);
      }
    }
  }
}

/** Whether the open segment between two points touches no wall and no corner. */
export function sees(mesh: Mesh, from: Placed, to: Placed): boolean {
  if (from.triangle === to.triangle) return true;
  let edge = firstCrossed(mesh, from, to);
  while (edge >= 0) {
    if (Math.trunc(edge / 3) === to.triangle) return true;
    const apex = corner(mesh, last(edge));
    const side = turn(from.x, from.y, to.x, to.y, mesh.x[apex] as number, mesh.y[apex] as number);
    if (side === 0) return false;
    edge = across(mesh, side > 0 ? following(edge) : last(edge));
  }
  return false;
}

/** What lies across the edge through which one leaves a triangle for a goal outside it, -1 at a wall or a corner. */
function firstCrossed(mesh: Mesh, from: Placed, to: Placed): number {
  for (let edge = 3 * from.triangle; edge < 3 * from.triangle + 3; edge++) {
    const [a, b] = [corner(mesh, edge), corner(mesh, following(edge))];
    if (turnRound(mesh, from.x, from.y, a, to.x, to.y) > 0 && turnRound(mesh, from.x, from.y, b, to.x, to.y) < 0)
      return across(mesh, edge);
  }
  return -1;
}
