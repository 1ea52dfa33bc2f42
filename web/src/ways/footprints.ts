/** Footprints along a route, as in navmesh/footprints.py: left and right, evenly spaced, turning with the way. */
import type { Leg, Point3, Prints } from "../api/wire";

const STRIDE = 0.65;
const FOOT_ASIDE = 0.1;
// A foot points along the chord of half a stride before and after it, so that feet turn round a corner with the body.
const LOOK_ALONG = STRIDE / 2;
const SHORTEST_WALK = 0.1;

type Columns = Record<"floor" | "x" | "y" | "z" | "heading_deg" | "at_m", number[]>;

/** The prints of all walks, left first; the feet go on alternating after a ride. floorIndex: of a floor's id. */
export function footprintsOf(legs: readonly Leg[], floorIndex: (id: string) => number): Prints {
  const columns: Columns = { floor: [], x: [], y: [], z: [], heading_deg: [], at_m: [] };
  let start = 0;
  for (const leg of legs) {
    if (leg.floor !== undefined && leg.length_m > SHORTEST_WALK)
      addPrints(columns, leg.trail ?? leg.points, floorIndex(leg.floor), start, leg.length_m);
    start += leg.length_m;
  }
  return { ...columns, foot: "LR".repeat(columns.x.length).slice(0, columns.x.length) };
}

/** Adds the prints of one walk on its trail: millimetres and degrees. measured: the walk's length along the route. */
function addPrints(columns: Columns, points: readonly Point3[], floor: number, start: number, measured: number): void {
  const along = [0];
  points.slice(1).forEach(([x, y], i) => {
    const [beforeX, beforeY] = points[i] as Point3;
    along.push((along[i] as number) + Math.hypot(x - beforeX, y - beforeY));
  });
  const length = along.at(-1) as number;
  const count = Math.max(1, roundEven(length / STRIDE));
  for (let i = 0; i < count; i++) {
    const at = (i + 0.5) * (length / count);
    const [x, y] = pointAt(points, along, at);
    const [aheadX, aheadY] = pointAt(points, along, at + LOOK_ALONG);
    const [behindX, behindY] = pointAt(points, along, at - LOOK_ALONG);
    const heading = Math.atan2(aheadY - behindY, aheadX - behindX);
    const aside = columns.x.length % 2 === 0 ? FOOT_ASIDE : -FOOT_ASIDE;
    columns.floor.push(floor);
    columns.x.push(roundEven((x - aside * Math.sin(heading)) * 1000));
    columns.y.push(roundEven((y + aside * Math.cos(heading)) * 1000));
    columns.z.push(roundEven((points[0]?.[2] ?? 0) * 1000));
    columns.heading_deg.push((roundEven((heading * 180) / Math.PI) + 360) % 360);
    columns.at_m.push(roundEven((start + at * (measured / length)) * 1000));
  }
}

/** The point of a line so many metres along it; its ends before and after. */
function pointAt(points: readonly Point3[], along: readonly number[], at: number): [number, number] {
  const next = along.findIndex((metres) => metres > at);
  if (next === 0 || points.length < 2) return [(points[0] as Point3)[0], (points[0] as Point3)[1]];
  if (next < 0) return [(points.at(-1) as Point3)[0], (points.at(-1) as Point3)[1]];
  const [x0, y0] = points[next - 1] as Point3;
  const [x1, y1] = points[next] as Point3;
  const [from, to] = [along[next - 1] as number, along[next] as number];
  return [x0 + ((x1 - x0) / (to - from)) * (at - from), y0 + ((y1 - y0) / (to - from)) * (at - from)];
}

/** To the nearest whole number, of two equally near the even one: as the server rounds. */
function roundEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
