/** What lies under a point of the screen: rays against upright boxes of things that have a name, and the floor. */
import type { Vector3 } from "three";

/** An upright box turned round its middle; three's coordinates, metres, radians. */
export interface Target {
  readonly kind: "window" | "connector" | "building";
  readonly id: string;
  readonly middle: readonly [number, number, number];
  /** half extents along its heading, upwards, and across */
  readonly half: readonly [number, number, number];
  readonly heading: number;
}

export interface Ray {
  readonly origin: Vector3;
  readonly direction: Vector3;
}

/** Metres along the ray to the box, or null. */
export function distanceTo({ origin, direction }: Ray, target: Target): number | null {
  const [cos, sin] = [Math.cos(target.heading), Math.sin(target.heading)];
  const dx = origin.x - target.middle[0];
  const dz = origin.z - target.middle[2];
  // Into the box's own axes: rotation.y = heading turns +x towards -z.
  const from = [dx * cos - dz * sin, origin.y - target.middle[1], dx * sin + dz * cos];
  const along = [direction.x * cos - direction.z * sin, direction.y, direction.x * sin + direction.z * cos];
  let near = 0;
  let far = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 3; k++) {
    const speed = Math.abs(along[k] ?? 0) < 1e-9 ? 1e-9 : (along[k] ?? 0);
    const half = target.half[k] ?? 0;
    const a = (-half - (from[k] ?? 0)) / speed;
    const b = (half - (from[k] ?? 0)) / speed;
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near <= far ? near : null;
}

export function nearestTarget(
  ray: Ray,
  targets: readonly Target[],
  reach: number,
): { target: Target; at: number } | null {
  let best: { target: Target; at: number } | null = null;
  for (const target of targets) {
    const at = distanceTo(ray, target);
    if (at !== null && at < (best?.at ?? reach)) best = { target, at };
  }
  return best;
}

/** Where the ray meets the level plane, in hall coordinates, and how far away; null when it does not. */
export function floorPoint(
  { origin, direction }: Ray,
  elevation: number,
): { spot: [number, number]; at: number } | null {
  if (direction.y > -1e-4) return null;
  const at = (elevation - origin.y) / direction.y;
  return at > 0 ? { spot: [origin.x + direction.x * at, -(origin.z + direction.z * at)], at } : null;
}
