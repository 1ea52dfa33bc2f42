/** A route as something one can travel along: a distance gives a pose, a spot gives a distance. */
import type { Path, Point3 } from "../api/wire";

/** One straight piece. `connector` is set while riding. Metres; `start` counts from the route's beginning. */
interface Piece {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
  readonly start: number;
  readonly length: number;
  readonly floor: number;
  readonly toFloor: number;
  readonly connector: string | null;
}

export interface Journey {
  readonly route: Path;
  readonly pieces: readonly Piece[];
  readonly length: number;
}

export interface Pose {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** radians, counter-clockwise from east */
  readonly heading: number;
  readonly connector: string | null;
}

/** How a connector is really ridden between two of its floors: points, or null where the route's own will do. */
export type RidePath = (connector: string, from: number, to: number) => readonly Point3[] | null;

export function journeyOf(route: Path, floorIndex: (id: string) => number, ridePath: RidePath): Journey {
  const pieces: Piece[] = [];
  let start = 0;
  for (const leg of route.legs) {
    const floor = floorIndex(leg.floor ?? leg.from_floor ?? "");
    const toFloor = floorIndex(leg.floor ?? leg.to_floor ?? "");
    const connector = leg.connector ?? null;
    const ridden = connector === null ? null : ridePath(connector, floor, toFloor);
    for (const piece of piecesOf(ridden ?? leg.trail ?? leg.points, leg.length_m)) {
      pieces.push({ ...piece, start, floor, toFloor, connector });
      start += piece.length;
    }
  }
  return { route, pieces, length: start };
}

/** The straight pieces of a leg; their lengths add up to what the leg says it measures. */
function piecesOf(points: readonly Point3[], measured: number): { from: Point3; to: Point3; length: number }[] {
  const pieces = points.slice(1).map((to, i) => {
    const from = points[i] ?? to;
    return { from, to, length: Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]) };
  });
  const sum = pieces.reduce((total, piece) => total + piece.length, 0);
  const scale = sum > 0 ? measured / sum : 1;
  return pieces.map((piece) => ({ ...piece, length: piece.length * scale }));
}

function pieceAt(journey: Journey, at: number): Piece | null {
  let low = 0;
  let high = journey.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((journey.pieces[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return journey.pieces[low] ?? null;
}

/** Where one is after `at` metres; the heading looks a little ahead, so that corners are turned smoothly. */
export function poseAt(journey: Journey, at: number, lookAhead = 1.5): Pose | null {
  const piece = pieceAt(journey, Math.max(0, at));
  if (piece === null) return null;
  const part = piece.length > 0 ? Math.min(1, Math.max(0, (at - piece.start) / piece.length)) : 0;
  const mix = (i: 0 | 1 | 2): number => piece.from[i] + (piece.to[i] - piece.from[i]) * part;
  const [x, y, z] = [mix(0), mix(1), mix(2)];
  const ahead = pointAhead(journey, piece, at + lookAhead);
  const near = Math.hypot(ahead[0] - x, ahead[1] - y) < 0.05;
  const heading = near
    ? Math.atan2(piece.to[1] - piece.from[1], piece.to[0] - piece.from[0])
    : Math.atan2(ahead[1] - y, ahead[0] - x);
  const floor = rideShare(journey, piece, at) < 0.5 ? piece.floor : piece.toFloor;
  return { floor, x, y, z, heading, connector: piece.connector };
}

/** How much of the ride is done, 0…1, though it has several pieces. */
function rideShare(journey: Journey, piece: Piece, at: number): number {
  if (piece.connector === null) return 0;
  const ride = journey.pieces.filter((one) => one.connector === piece.connector && one.floor === piece.floor);
  const begin = ride[0]?.start ?? 0;
  const end = (ride.at(-1)?.start ?? 0) + (ride.at(-1)?.length ?? 0);
  return end > begin ? (at - begin) / (end - begin) : 0;
}

function pointAhead(journey: Journey, piece: Piece, at: number): readonly [number, number] {
  const ahead = pieceAt(journey, Math.min(at, journey.length)) ?? piece;
  // Not past a ride: nobody looks through the ceiling at where the escalator will have taken them.
  const target = ahead.connector === piece.connector ? ahead : piece;
  const part = target.length > 0 ? Math.min(1, Math.max(0, (at - target.start) / target.length)) : 1;
  return [
    target.from[0] + (target.to[0] - target.from[0]) * part,
    target.from[1] + (target.to[1] - target.from[1]) * part,
  ];
}

// A way may pass one spot twice: a metre further along counts like this much beside it.
const ALONG = 0.08;

/** How far along the journey the spot is, and how far beside it; of two passes, the one nearer to `since` metres. */
export function nearestOnJourney(
  journey: Journey,
  floor: number,
  spot: readonly [number, number],
  since: number,
): { at: number; off: number } | null {
  let best: { at: number; off: number } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const piece of journey.pieces) {
    if (piece.floor !== floor || piece.connector !== null) continue;
    const candidate = nearestOnPiece(piece, spot);
    const cost = candidate.off + ALONG * Math.abs(candidate.at - since);
    if (cost < least) {
      best = candidate;
      least = cost;
    }
  }
  return best;
}

function nearestOnPiece(piece: Piece, spot: readonly [number, number]): { at: number; off: number } {
  const dx = piece.to[0] - piece.from[0];
  const dy = piece.to[1] - piece.from[1];
  const part = ((spot[0] - piece.from[0]) * dx + (spot[1] - piece.from[1]) * dy) / (dx * dx + dy * dy || 1);
  const kept = Math.min(1, Math.max(0, part));
  const off = Math.hypot(piece.from[0] + dx * kept - spot[0], piece.from[1] + dy * kept - spot[1]);
  return { at: piece.start + piece.length * kept, off };
}

/** The way on one floor, for the plan: runs of points. */
export function runsOnFloor(journey: Journey, floor: number): [number, number][][] {
  const runs: [number, number][][] = [];
  let last: [number, number][] | null = null;
  for (const piece of journey.pieces) {
    if (piece.floor !== floor || piece.connector !== null) {
      last = null;
      continue;
    }
    if (last === null) {
      last = [[piece.from[0], piece.from[1]]];
      runs.push(last);
    }
    last.push([piece.to[0], piece.to[1]]);
  }
  return runs;
}

/** Where a ride begins, whither one boards it (radians), and the floor at which one leaves. */
export interface Boarding extends Alighting {
  readonly toFloor: number;
}

/** Where a ride has ended; `at` = metres from the route's beginning. */
export interface Alighting extends Omit<Pose, "connector"> {
  readonly at: number;
}

export function boardings({ pieces }: Journey): Boarding[] {
  return pieces.flatMap((piece, i) => {
    const before = pieces[i - 1];
    if (piece.connector === null || (before?.connector === piece.connector && before.floor === piece.floor)) return [];
    // A lift goes nowhere on the plan: one walks on into it.
    const isUpright = Math.hypot(piece.to[0] - piece.from[0], piece.to[1] - piece.from[1]) < 0.5;
    const { from, to } = isUpright && before ? before : piece;
    const [x, y, z] = piece.from;
    const heading = Math.atan2(to[1] - from[1], to[0] - from[0]);
    return [{ floor: piece.floor, toFloor: piece.toFloor, x, y, z, heading, at: piece.start }];
  });
}

// Metres walked while one reads a step that has no stretch of its own: what is closed, or a stop of a tour.
const READING = 4;

/** Where a ride has ended, and which way one walks on (radians). */
export function alightings({ pieces }: Journey): Alighting[] {
  return pieces.flatMap((piece, i) => {
    const before = pieces[i - 1];
    if (piece.connector !== null || before === undefined || before.connector === null) return [];
    const [x, y, z] = piece.from;
    return [{ floor: piece.floor, x, y, z, heading: onwards(pieces, i), at: piece.start }];
  });
}

/** Which way the walk leads that begins with a piece: to where it is a metre away, so that its first turn does not mislead. */
function onwards(pieces: readonly Piece[], first: number): number {
  const [x, y] = pieces[first]?.from ?? [0, 0];
  const rest = pieces.slice(first);
  const ride = rest.findIndex(({ connector }) => connector !== null);
  const walked = ride < 0 ? rest : rest.slice(0, ride);
  const far = walked.find(({ to }) => Math.hypot(to[0] - x, to[1] - y) >= 1) ?? walked.at(-1);
  return Math.atan2((far?.to[1] ?? y) - y, (far?.to[0] ?? x) - x);
}

// Who is nearer than this to a stretch's end has come to it.
const AT_ITS_END = 0.7;

/** The stretch of the way that is to be walked now on a floor: the first walk there that does not end behind one. */
export function stretchOn(
  { route }: Journey,
  floor: string,
  at: number,
): { readonly begin: number; readonly end: number } | null {
  let begin = 0;
  for (const { connector, floor: here, length_m } of route.legs) {
    const end = begin + length_m;
    if (connector === undefined && here === floor && end > at + AT_ITS_END) return { begin, end };
    begin = end;
  }
  return null;
}

/** The step that holds at this distance: the last one begun; of two at one place, the first one for a while. */
export function stepAt(steps: readonly { readonly at_m: number }[], at: number): number {
  let index = 0;
  steps.forEach((step, i) => {
    const isSecond = i > 0 && steps[i - 1]?.at_m === step.at_m;
    if (step.at_m + (isSecond ? READING : 0) <= at + 0.05) index = i;
  });
  return index;
}

/** The ride one is on at this distance: its connector, and the distances it begins and ends at; null on a floor. */
export function rideAt(journey: Journey, at: number): { connector: string; begin: number; end: number } | null {
  const piece = pieceAt(journey, at);
  if (piece === null || piece.connector === null) return null;
  const ride = journey.pieces.filter((one) => one.connector === piece.connector && one.floor === piece.floor);
  const begin = ride[0]?.start ?? 0;
  const last = ride.at(-1);
  return { connector: piece.connector, begin, end: (last?.start ?? 0) + (last?.length ?? 0) };
}
