/** ways.bin as docs/ways_file.md tells it: read, and checked where a reader could go wrong. */
import type { Point3, Text } from "../api/wire";

/** Rings of one or more areas; ring r has the points starts[r] … starts[r + 1] - 1. Metres, not closed. */
export interface Rings {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly starts: readonly number[];
}

/** Where walkers of one radius may be. `ringFloors`: the floor of each ring; `triangles`: three vertices each. */
export interface GroundPart {
  readonly radius: number;
  readonly rings: Rings;
  readonly ringFloors: readonly number[];
  readonly triangles: Int32Array;
}

interface FloorPart {
  readonly id: string;
  readonly elevation: number;
  readonly solids: Rings;
}

export interface ConnectorPart {
  readonly id: string;
  readonly name: Text;
  readonly kind: string;
  readonly closed: boolean;
  /** its direction follows a timetable, which only the server knows */
  readonly turns?: boolean;
  /** floor, x, y, z */
  readonly stops: readonly (readonly [number, ...Point3])[];
}

/** connector, first stop, last stop, seconds, metres */
export type RidePart = readonly [number, number, number, number, number];

export interface ProfilePart {
  readonly ground: number;
  /** metres per second on floors */
  readonly speed: number;
  readonly rides: readonly RidePart[];
}

/** floor, x, y, heading in degrees where one has to face somewhere */
type GoalPart = readonly [number, number, number, number | null];

interface Head {
  readonly floors: readonly { readonly id: string; readonly elevation: number; readonly solids: readonly number[] }[];
  readonly connectors: readonly ConnectorPart[];
  readonly profiles: Readonly<Record<string, ProfilePart>>;
  readonly goals: Readonly<Record<string, GoalPart>>;
  readonly grounds: readonly {
    readonly radius: number;
    readonly floors: readonly (readonly (readonly number[])[])[];
    readonly triangles: number;
  }[];
}

export interface WaysFile extends Pick<Head, "connectors" | "profiles" | "goals"> {
  readonly floors: readonly FloorPart[];
  readonly grounds: readonly GroundPart[];
}

const MAGIC = "WAYS";
const VERSION = 1;
const PRELUDE = 16;

/** Steps: 1. what it is, 2. the words and counts, 3. coordinates, 4. triangles. */
export function readWays(bytes: ArrayBuffer): WaysFile {
  const text = new TextDecoder();
  if (bytes.byteLength < PRELUDE || text.decode(bytes.slice(0, 4)) !== MAGIC) throw new Error("ways.bin: no ways file");
  const [, version = 0, headBytes = 0, indexBytes = 0] = new Uint32Array(bytes, 0, 4);
  if (version !== VERSION) throw new Error(`ways.bin: version ${version}, not ${VERSION}`);
  const head = JSON.parse(text.decode(new Uint8Array(bytes, PRELUDE, headBytes))) as Head;
  const sizes = head.grounds.map((ground) => ground.floors.flat(2));
  const solidSizes = head.floors.flatMap((floor) => floor.solids);
  const points = sum([...sizes.flat(), ...solidSizes]);
  const corners = 3 * sum(head.grounds.map((ground) => ground.triangles));
  const expected = PRELUDE + headBytes + 16 * points + indexBytes * corners;
  if (bytes.byteLength !== expected) throw new Error(`ways.bin: ${bytes.byteLength} bytes, not ${expected}`);

  let at = PRELUDE + headBytes;
  const column = (count: number): Float64Array => {
    at += 8 * count;
    return new Float64Array(bytes, at - 8 * count, count);
  };
  const rings = (counts: readonly number[]): Rings => {
    const starts = startsOf(counts);
    const count = sum(counts);
    return { x: column(count), y: column(count), starts };
  };
  const groundRings = sizes.map(rings);
  const solids = rings(solidSizes);
  const steps = indexBytes === 2 ? new Uint16Array(bytes, at) : new Uint32Array(bytes, at);
  const firsts = startsOf(head.grounds.map((ground) => 3 * ground.triangles));
  const floorFirsts = startsOf(head.floors.map((floor) => floor.solids.length));
  return {
    connectors: head.connectors,
    profiles: head.profiles,
    goals: head.goals,
    floors: head.floors.map(({ id, elevation }, i) => ({
      id,
      elevation,
      solids: { ...solids, starts: solids.starts.slice(floorFirsts[i], (floorFirsts[i + 1] ?? 0) + 1) },
    })),
    grounds: groundRings.map((ringsHere, i) => ({
      radius: head.grounds[i]?.radius ?? 0,
      rings: ringsHere,
      ringFloors: (head.grounds[i]?.floors ?? []).flatMap((pieces, floor) => pieces.flat().map(() => floor)),
      triangles: trianglesOf(steps.subarray(firsts[i], firsts[i + 1])),
    })),
  };
}

/** A triangle's first vertex counts from that of the triangle before, the other two from the first. */
function trianglesOf(steps: Uint16Array | Uint32Array): Int32Array {
  const triangles = new Int32Array(steps.length);
  let first = 0;
  for (let i = 0; i < steps.length; i += 3) {
    first += steps[i] as number;
    triangles[i] = first;
    triangles[i + 1] = first + (steps[i + 1] as number);
    triangles[i + 2] = first + (steps[i + 2] as number);
  }
  return triangles;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function startsOf(counts: readonly number[]): number[] {
  const starts = [0];
  for (const count of counts) starts.push((starts.at(-1) ?? 0) + count);
  return starts;
}
