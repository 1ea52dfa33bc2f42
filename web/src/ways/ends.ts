/** The ends of ways, as in navmesh/ends.py: words made into points inside a triangle, snapped where they are off the floor. */
import type { WaysFile } from "./file";
import type { Mesh } from "./mesh";
import { ON_FLOOR, type Placed, place } from "./sight";
import { edgesOf, snap } from "./snap";

export interface Spot {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  readonly heading_deg: number | null;
}

/** Where a way really begins or ends; snapped_m: how far that is from what was asked. */
export interface End extends Spot {
  readonly placed: Placed;
  readonly snapped_m: number;
}

/** What window:A03, place:ID, entrance:ID or FLOOR,X,Y means; null when it names nothing in the hall. */
export function parseSpot({ goals, floors }: WaysFile, words: string): Spot | null {
  const named = Object.hasOwn(goals, words) ? goals[words] : undefined;
  if (named) return { floor: named[0], x: named[1], y: named[2], heading_deg: named[3] };
  // A floor's id may have commas of its own.
  const [x, y] = words.split(",").slice(-2);
  const floor = floors.findIndex(({ id }) => words === `${id},${x},${y}`);
  return floor < 0 ? null : { floor, x: Number(x), y: Number(y), heading_deg: null };
}

/** mesh: of that ground; null when no walkable point is in reach. */
export function placeSpot({ grounds, floors }: WaysFile, ground: number, mesh: Mesh, spot: Spot): End | null {
  const here = place(mesh, spot.floor, spot.x, spot.y);
  if (here !== null) return { ...spot, placed: here, snapped_m: 0 };
  const part = grounds[ground];
  const floor = floors[spot.floor];
  if (part === undefined || floor === undefined) return null;
  const walls = edgesOf(part.rings, (ring) => part.ringFloors[ring] === spot.floor);
  const solids = edgesOf(floor.solids, () => true);
  const near = snap(walls, solids, [spot.x, spot.y]);
  const placed = near && place(mesh, spot.floor, ...near);
  if (near === null || placed === null) return null;
  const metres = Math.hypot(near[0] - spot.x, near[1] - spot.y);
  return { ...spot, x: near[0], y: near[1], placed, snapped_m: metres > ON_FLOOR ? metres : 0 };
}
