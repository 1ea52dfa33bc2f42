/** How escalators, stairs and lifts are ridden: the way of one's feet between two floors, and where one steps on. */
import type { Connector, Point3, Stop } from "../api/wire";

// The steps of an escalator climb at 30 degrees; of stairs 0.155 m over 0.29 m.
const ESCALATOR_RUN = 1.733;
const STAIRS_RUN = 0.29 / 0.155;
const LANDING = 0.6;
const CORE_WELL = 0.2;

export interface Ride {
  readonly connector: Connector;
  readonly from: Stop;
  readonly to: Stop;
}

function floorPointOf(stop: Stop): Point3 {
  return [stop.at[0], stop.at[1], stop.z];
}

function isDogLeg({ connector, from, to }: Ride): boolean {
  const upright = connector.kind === "lift" || connector.kind === "ramp";
  return !upright && Math.hypot(to.at[0] - from.at[0], to.at[1] - from.at[1]) < 0.5;
}

/** The way of one's feet. `core` = radians a dog-leg stair's core lies towards, where the stops lie above each other. */
export function ridePoints(ride: Ride, core: number): readonly Point3[] {
  const { connector, from, to } = ride;
  if (connector.kind === "lift" || connector.kind === "ramp") return [floorPointOf(from), floorPointOf(to)];
  if (isDogLeg(ride)) return dogLeg(connector, from, to, core);
  return straight(connector.kind, from, to, Math.hypot(to.at[0] - from.at[0], to.at[1] - from.at[1]));
}

function straight(kind: string, from: Stop, to: Stop, run: number): readonly Point3[] {
  const rise = Math.abs(to.z - from.z);
  const climb = Math.min(run * 0.96, rise * (kind === "escalator" ? ESCALATOR_RUN : STAIRS_RUN));
  const flat = (run - climb) / 2 / run;
  const at = (part: number, z: number): Point3 => [
    from.at[0] + (to.at[0] - from.at[0]) * part,
    from.at[1] + (to.at[1] - from.at[1]) * part,
    z,
  ];
  return [floorPointOf(from), at(flat, from.z), at(1 - flat, to.z), floorPointOf(to)];
}

/** Up on the right, along the landing, and on up to the left; down the same way back. */
function dogLeg(connector: Connector, from: Stop, to: Stop, core: number): readonly Point3[] {
  const width = connector.width ?? 2;
  const [low, high] = from.z < to.z ? [from, to] : [to, from];
  const flight = Math.ceil((high.z - low.z) / 0.155 / 2) * 0.29;
  const lane = (width + CORE_WELL) / 2;
  const [ux, uy] = [Math.cos(core), Math.sin(core)];
  const at = (along: number, left: number, z: number): Point3 => [
    low.at[0] + ux * along - uy * left,
    low.at[1] + uy * along + ux * left,
    z,
  ];
  const half = (low.z + high.z) / 2;
  const turn = LANDING + flight + width / 2;
  const up = [
    floorPointOf(low),
    at(LANDING, -lane, low.z),
    at(LANDING + flight, -lane, half),
    at(turn, -lane, half),
    at(turn, lane, half),
    at(LANDING + flight, lane, half),
    at(LANDING, lane, high.z),
    floorPointOf(high),
  ];
  return from === low ? up : up.reverse();
}

/** Rides that may be begun at a floor: only the way an escalator goes, not what is closed. */
export function ridesFrom(connectors: readonly Connector[], floor: number): readonly Ride[] {
  return connectors.filter((one) => !one.closed).flatMap((connector) => ridesOf(connector, floor));
}

function ridesOf(connector: Connector, floor: number): Ride[] {
  const rides: Ride[] = [];
  connector.stops.forEach((from, i) => {
    if (from.floor !== floor) return;
    const up = connector.stops[i + 1];
    const down = connector.stops[i - 1];
    if (up && connector.direction !== "down") rides.push({ connector, from, to: up });
    if (down && connector.direction !== "up") rides.push({ connector, from, to: down });
  });
  return rides;
}

const STEP_ON = 0.75;

/** Where one steps on, which way one goes there, and from how far. */
interface Threshold {
  readonly at: readonly [number, number];
  readonly towards: readonly [number, number];
  readonly reach: number;
}

function thresholdOf(ride: Ride, core: number): Threshold | null {
  const { at } = ride.from;
  const [, next] = ridePoints(ride, core);
  if (ride.connector.kind === "lift" || next === undefined) return null;
  if (!isDogLeg(ride)) return { at, towards: [next[0] - at[0], next[1] - at[1]], reach: STEP_ON };
  // Either flight of a dog-leg begins beside its stop; the stop itself lies between them and belongs to both.
  const towards = [Math.cos(core), Math.sin(core)] as const;
  const foot = [next[0] - LANDING * towards[0], next[1] - LANDING * towards[1]] as const;
  return { at: foot, towards, reach: Math.hypot(foot[0] - at[0], foot[1] - at[1]) + STEP_ON / 2 };
}

/** The ride a step leads onto: near its threshold and walking into it (a lift is boarded by standing there). */
export function rideEntered(
  rides: readonly Ride[],
  at: readonly [number, number],
  moved: readonly [number, number],
  core: (connector: string) => number,
): Ride | null {
  let entered: Ride | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ride of rides) {
    const threshold = thresholdOf(ride, core(ride.connector.id));
    if (threshold === null) continue;
    const { towards, reach } = threshold;
    const gap = Math.hypot(threshold.at[0] - at[0], threshold.at[1] - at[1]);
    const into = (towards[0] * moved[0] + towards[1] * moved[1]) / (Math.hypot(...towards) * Math.hypot(...moved) || 1);
    // Of two flights equally near, the first: upwards.
    if (gap > reach || into <= 0.5 || gap > nearest - 1e-6) continue;
    entered = ride;
    nearest = gap;
  }
  return entered;
}

/** The lift one stands before, or null. */
export function liftAt(
  connectors: readonly Connector[],
  floor: number,
  at: readonly [number, number],
): Connector | null {
  const near = ({ kind, closed, stops }: Connector): boolean =>
    kind === "lift" &&
    !closed &&
    stops.some((stop) => stop.floor === floor && Math.hypot(stop.at[0] - at[0], stop.at[1] - at[1]) < 0.9);
  return connectors.find(near) ?? null;
}
