/** What is worth drawing from where one stands: what is near enough, and of the next storey what shows through the holes between. */
import type { Box, Manifest } from "../api/wire";
import type { Placed } from "./batch";

interface Eye {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** What lies between two storeys: z of the upper one's floor, and the holes in it. */
interface Slab {
  readonly z: number;
  readonly voids: readonly Box[];
}

// Metres: as thick as a thing may be, and as far as one may have gone since it was asked.
const MARGIN = 3.5;

// How far one sees what stands on the next storey, metres.
const ACROSS = 45;
const MIRRORED = 30;

/** `share` brings all limits nearer. */
export function isNear(one: Placed, eye: Eye, share: number): boolean {
  return awayFrom(one, eye) < one.drawnWithin * share;
}

/** Whether the floor's mirror shows it: half as far as the eye sees it, and nothing from far away. */
export function isMirrored(one: Placed, eye: Eye): boolean {
  return awayFrom(one, eye) < Math.min(MIRRORED, one.drawnWithin / 2);
}

/** Whether a thing of a storey may be seen from the eye's. What joins storeys reaches into both. */
export function isSeen(
  one: Placed,
  storey: number,
  eye: Eye & { readonly floor: number },
  floors: Manifest["floors"],
  share: number,
): boolean {
  if (!isNear(one, eye, share)) return false;
  const [here, upper] = [floors[storey], floors[Math.max(storey, eye.floor)]];
  const joins = one.id?.startsWith("connector:") === true;
  if (storey === eye.floor || joins || here === undefined || upper === undefined) return true;
  if (awayFrom(one, eye) > share * ACROSS) return false;
  const slab = { z: upper.elevation, voids: upper.voids };
  return showsThrough(slab, eye, one.x, -one.z, here.elevation, here.elevation + here.height);
}

/** On the plan, from three's coordinates to the hall's. */
function awayFrom({ x, z }: Placed, eye: Eye): number {
  return Math.hypot(x - eye.x, -z - eye.y);
}

/**
 * Whether anything that stands at (x, y), between the heights `low` and `high`, may be seen through a hole of the slab.
 * Sight from the eye to its foot and to its top meets the slab at two places of one line on the plan: a hole near the
 * stretch between them will do.
 */
export function showsThrough({ z, voids }: Slab, eye: Eye, x: number, y: number, low: number, high: number): boolean {
  const shares = [low, high].map((height) => (z - eye.z) / (height - eye.z));
  const [from, to] = [Math.min(...shares), Math.min(1, Math.max(...shares))];
  // On the way from one storey to the other: no slab lies between.
  if (!(from >= 0 && to > 0)) return true;
  const at = (share: number): readonly [number, number] => [eye.x + (x - eye.x) * share, eye.y + (y - eye.y) * share];
  return voids.some((box) => crosses(at(from), at(to), box));
}

/** Whether a line comes within the margin of a box. */
function crosses(a: readonly [number, number], b: readonly [number, number], [x0, y0, x1, y1]: Box): boolean {
  let [first, last] = [0, 1];
  for (const [start, end, near, far] of [
    [a[0], b[0], x0, x1],
    [a[1], b[1], y0, y1],
  ] as const) {
    const [low, high] = [near - MARGIN - start, far + MARGIN - start];
    const way = end - start;
    if (Math.abs(way) < 1e-9) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    first = Math.max(first, Math.min(low / way, high / way));
    last = Math.min(last, Math.max(low / way, high / way));
  }
  return first <= last;
}
