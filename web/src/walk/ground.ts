/** Where the walker may stand on one floor: polygons already shrunk by the walker's radius (even-odd rule). */

const CELL = 2;
// Kept between the walker and an edge, so that the next step does not start on it.
const CLEARANCE = 1e-3;

export interface Ground {
  /** x0, y0, x1, y1 of each edge */
  readonly edges: Float64Array;
  readonly cells: ReadonlyMap<number, readonly number[]>;
  /** what is shut now */
  readonly barriers: readonly Barrier[];
}

/** A line that nobody crosses towards its right; whoever is between the two of a door gets out. `of` = what is shut there. */
interface Barrier {
  readonly of: string;
  readonly segment: Segment;
}

type Segment = readonly [x0: number, y0: number, x1: number, y1: number];
export type Spot = readonly [number, number];

export function buildGround(rings: readonly ArrayLike<number>[]): Ground {
  const edges: number[] = [];
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      edges.push(ring[i] ?? 0, ring[i + 1] ?? 0, ring[next] ?? 0, ring[next + 1] ?? 0);
    }
  }
  const cells = new Map<number, number[]>();
  for (let edge = 0; edge < edges.length / 4; edge++) addToCells(cells, edges, edge);
  return { edges: Float64Array.from(edges), cells, barriers: [] };
}

// Of who walks, as everywhere here.
const RADIUS = 0.3;

/** The lines before and behind a shut door. line: the door's own */
export function barriersOf(of: string, line: readonly Spot[]): Barrier[] {
  return line.slice(1).flatMap(([bx, by], i) => {
    const [ax, ay] = line[i] ?? [bx, by];
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const [nx, ny] = [(-(by - ay) / length) * RADIUS, ((bx - ax) / length) * RADIUS];
    return [
      { of, segment: [ax + nx, ay + ny, bx + nx, by + ny] },
      { of, segment: [bx - nx, by - ny, ax - nx, ay - ny] },
    ];
  });
}

/** What is shut between two spots, or null. */
export function shutBetween(ground: Ground, from: Spot, to: Spot): string | null {
  return ground.barriers.find(({ segment }) => isEntered(segment, from, to))?.of ?? null;
}

/** Whether a step leads over a barrier to its right. */
function isEntered(segment: Segment, from: Spot, to: Spot): boolean {
  const [x0, y0, x1, y1] = segment;
  const towards = (to[0] - from[0]) * (y1 - y0) - (to[1] - from[1]) * (x1 - x0);
  return towards > 0 && crossing(segment, from, to) !== null;
}

function cellKey(column: number, row: number): number {
  return (column + 32768) * 65536 + row + 32768;
}

function addToCells(cells: Map<number, number[]>, edges: readonly number[], edge: number): void {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = edges.slice(edge * 4, edge * 4 + 4);
  for (const key of cellsOfBox(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1))) {
    const list = cells.get(key);
    if (list) list.push(edge);
    else cells.set(key, [edge]);
  }
}

function cellsOfBox(minX: number, minY: number, maxX: number, maxY: number): number[] {
  const keys: number[] = [];
  for (let column = Math.floor(minX / CELL); column <= Math.floor(maxX / CELL); column++) {
    for (let row = Math.floor(minY / CELL); row <= Math.floor(maxY / CELL); row++) keys.push(cellKey(column, row));
  }
  return keys;
}

export function isWalkable(ground: Ground, [x, y]: Spot): boolean {
  const { edges } = ground;
  let inside = false;
  for (let i = 0; i < edges.length; i += 4) {
    const y0 = edges[i + 1] ?? 0;
    const y1 = edges[i + 3] ?? 0;
    if (y0 > y === y1 > y) continue;
    const x0 = edges[i] ?? 0;
    const x1 = edges[i + 2] ?? 0;
    if (x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

interface Hit {
  readonly part: number;
  readonly segment: Segment;
}

function edgeAt({ edges }: Ground, edge: number): Segment {
  return [edges[edge * 4] ?? 0, edges[edge * 4 + 1] ?? 0, edges[edge * 4 + 2] ?? 0, edges[edge * 4 + 3] ?? 0];
}

function crossing([x0, y0, x1, y1]: Segment, from: Spot, to: Spot): number | null {
  const ex = x1 - x0;
  const ey = y1 - y0;
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const denominator = dx * ey - dy * ex;
  if (Math.abs(denominator) < 1e-12) return null;
  const part = ((x0 - from[0]) * ey - (y0 - from[1]) * ex) / denominator;
  const along = ((x0 - from[0]) * dy - (y0 - from[1]) * dx) / denominator;
  return part >= 0 && part <= 1 && along >= 0 && along <= 1 ? part : null;
}

function firstHit(ground: Ground, from: Spot, to: Spot): Hit | null {
  const keys = cellsOfBox(
    Math.min(from[0], to[0]),
    Math.min(from[1], to[1]),
    Math.max(from[0], to[0]),
    Math.max(from[1], to[1]),
  );
  let best: Hit | null = null;
  const meet = (segment: Segment): void => {
    const part = crossing(segment, from, to);
    if (part !== null && (best === null || part < best.part)) best = { part, segment };
  };
  for (const key of keys) for (const edge of ground.cells.get(key) ?? []) meet(edgeAt(ground, edge));
  for (const { segment } of ground.barriers) if (isEntered(segment, from, to)) meet(segment);
  return best;
}

/** Whether one can walk straight from one spot to the other. */
export function isClear(ground: Ground, from: Spot, to: Spot): boolean {
  return isWalkable(ground, from) && firstHit(ground, from, to) === null;
}

/** Where a step ends: at `to`, or slid along what is in the way. Never leaves the walkable polygons. */
export function slide(ground: Ground, from: Spot, to: Spot): Spot {
  let at = from;
  let aim = to;
  for (let turn = 0; turn < 3; turn++) {
    const hit = firstHit(ground, at, aim);
    if (hit === null) return isWalkable(ground, aim) ? aim : from;
    const stop = beforeEdge(hit, at, aim);
    if (firstHit(ground, at, stop.at) !== null) break;
    at = stop.at;
    aim = stop.aim;
  }
  return isWalkable(ground, at) ? at : from;
}

function beforeEdge(hit: Hit, at: Spot, aim: Spot): { at: Spot; aim: Spot } {
  const [x0, y0, x1, y1] = hit.segment;
  const ex = x1 - x0;
  const ey = y1 - y0;
  const length = Math.hypot(ex, ey) || 1;
  let nx = -ey / length;
  let ny = ex / length;
  const dx = aim[0] - at[0];
  const dy = aim[1] - at[1];
  // The normal on the walker's side points against the step.
  if (nx * dx + ny * dy > 0) {
    nx = -nx;
    ny = -ny;
  }
  const stopX = at[0] + dx * hit.part + nx * CLEARANCE;
  const stopY = at[1] + dy * hit.part + ny * CLEARANCE;
  const restX = aim[0] - stopX;
  const restY = aim[1] - stopY;
  const into = restX * nx + restY * ny;
  return { at: [stopX, stopY], aim: [stopX + restX - nx * into, stopY + restY - ny * into] };
}

/** The nearest spot one can stand on, within `reach` metres, or null. */
export function nearestWalkable(ground: Ground, spot: Spot, reach: number): Spot | null {
  if (isWalkable(ground, spot)) return spot;
  let best: Spot | null = null;
  let bestDistance = reach;
  for (let i = 0; i < ground.edges.length; i += 4) {
    const candidate = stepInside(ground, i, spot);
    const distance = Math.hypot(candidate[0] - spot[0], candidate[1] - spot[1]);
    if (distance < bestDistance && isWalkable(ground, candidate)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function stepInside(ground: Ground, i: number, [x, y]: Spot): Spot {
  const x0 = ground.edges[i] ?? 0;
  const y0 = ground.edges[i + 1] ?? 0;
  const ex = (ground.edges[i + 2] ?? 0) - x0;
  const ey = (ground.edges[i + 3] ?? 0) - y0;
  const part = Math.min(1, Math.max(0, ((x - x0) * ex + (y - y0) * ey) / (ex * ex + ey * ey || 1)));
  const px = x0 + ex * part;
  const py = y0 + ey * part;
  const distance = Math.hypot(px - x, py - y) || 1;
  return [px + ((px - x) / distance) * CLEARANCE, py + ((py - y) / distance) * CLEARANCE];
}
