/** kit.bin as docs/kit_file.md tells it: every prototype once. */

/** One material's triangles of a prototype, in metres, Y up. positions (n, 3); colors (n, 3) in 0…1, linear; indices (m). */
export interface KitPart {
  readonly material: string;
  readonly creaseDeg: number;
  readonly positions: Float32Array;
  readonly colors: Float32Array;
  readonly indices: Uint32Array;
  /** (n, 3) metres, only of what moves: how far each vertex goes */
  readonly shifts: Float32Array | null;
}

export type Kit = ReadonlyMap<string, readonly KitPart[]>;

interface Head {
  /** name, and the angle in degrees below which its edges are smooth */
  readonly materials: readonly (readonly [string, number])[];
  readonly prototypes: readonly {
    readonly name: string;
    /** metres a step */
    readonly grid: number;
    readonly middle?: readonly number[];
    /** material, vertices, faces */
    readonly parts: readonly (readonly [number, number, number])[];
  }[];
  /** bytes of each */
  readonly streams: readonly number[];
}

const MAGIC = "KITS";
const VERSION = 1;
const PRELUDE = 12;

/** Steps: 1. what it is, 2. names and counts, 3. part by part from all streams at once. */
export function parseKit(bytes: ArrayBuffer): Kit {
  const text = new TextDecoder();
  if (bytes.byteLength < PRELUDE || text.decode(bytes.slice(0, 4)) !== MAGIC) throw new Error("kit.bin: no kit file");
  const [, version = 0, headBytes = 0] = new Uint32Array(bytes, 0, 3);
  if (version !== VERSION) throw new Error(`kit.bin: version ${version}, not ${VERSION}`);
  const head = JSON.parse(text.decode(new Uint8Array(bytes, PRELUDE, headBytes))) as Head;
  const streams = openStreams(bytes, PRELUDE + headBytes, head.streams);
  return new Map(
    head.prototypes.map(({ name, grid, middle, parts }) => [
      name,
      parts.map(([material, vertices, faces]) => {
        const [named = "matte", creaseDeg = 35] = head.materials[material] ?? [];
        const positions = readPositions(streams, vertices, grid, middle ?? [0, 0, 0]);
        const indices = readCorners(streams.corners, faces * 3);
        const colors = readColors(streams.colors, vertices);
        const shifts = named === "moving" ? readShifts(streams.shifts, vertices, grid) : null;
        return { material: named, creaseDeg, positions, colors, indices, shifts };
      }),
    ]),
  );
}

class Stream {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** Seven bits a byte, lowest first. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  signed(): number {
    const value = this.number();
    return (value >>> 1) ^ -(value & 1);
  }
}

interface Streams {
  readonly levels: Stream;
  readonly axes: readonly [Stream, Stream, Stream];
  readonly corners: Stream;
  readonly colors: Stream;
  readonly shifts: Stream;
}

function openStreams(bytes: ArrayBuffer, start: number, sizes: readonly number[]): Streams {
  let at = start;
  const next = (i: number): Stream => {
    const size = sizes[i] ?? 0;
    at += size;
    return new Stream(new Uint8Array(bytes, at - size, size));
  };
  return { levels: next(0), axes: [next(1), next(2), next(3)], corners: next(4), colors: next(5), shifts: next(6) };
}

/** Axis by axis: its levels, then each vertex's level as a difference from the vertex before. */
function readPositions(
  { levels, axes }: Streams,
  vertices: number,
  grid: number,
  middle: readonly number[],
): Float32Array {
  const positions = new Float32Array(vertices * 3);
  axes.forEach((ranks, axis) => {
    const heights = new Float64Array(levels.number());
    let level = 0;
    for (let i = 0; i < heights.length; i++) {
      level += levels.signed();
      heights[i] = level * grid + (middle[axis] ?? 0);
    }
    let rank = 0;
    for (let i = 0; i < vertices; i++) {
      rank += ranks.signed();
      positions[i * 3 + axis] = heights[rank] ?? 0;
    }
  });
  return positions;
}

function readCorners(stream: Stream, count: number): Uint32Array {
  const corners = new Uint32Array(count);
  let fresh = 0;
  for (let i = 0; i < count; i++) {
    const behind = stream.number();
    corners[i] = fresh - behind;
    if (behind === 0) fresh++;
  }
  return corners;
}

function readColors(stream: Stream, vertices: number): Float32Array {
  const colors = new Float32Array(vertices * 3);
  for (let channel = 0; channel < 3; channel++) {
    let value = 0;
    for (let i = 0; i < vertices; i++) {
      value = (value + stream.byte()) & 255;
      colors[i * 3 + channel] = value / 255;
    }
  }
  return colors;
}

function readShifts(stream: Stream, vertices: number, grid: number): Float32Array {
  const shifts = new Float32Array(vertices * 3);
  for (let axis = 0; axis < 3; axis++) {
    let steps = 0;
    for (let i = 0; i < vertices; i++) {
      steps += stream.signed();
      shifts[i * 3 + axis] = steps * grid;
    }
  }
  return shifts;
}
