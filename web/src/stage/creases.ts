/** Normals for a mesh without any: smooth where faces meet at less than the crease angle, hard elsewhere. */

export interface Creased {
  /** (n, 3) metres */
  readonly positions: Float32Array;
  /** (n, 3) unit vectors */
  readonly normals: Float32Array;
  /** (n, 3) 0…1 */
  readonly colors: Float32Array;
  readonly indices: Uint32Array;
  /** (n): which of the given vertices each was */
  readonly sources: Uint32Array;
}

// Corners closer than this are one corner.
const WELD = 1e4;

/**
 * positions, colors: (n, 3); indices: (m), triangles.
 * Each corner's normal is the area-weighted sum of the faces round it that lean less than `creaseDeg` from its own face.
 * Corners that end up alike are merged again.
 */
export function creaseNormals(
  positions: Float32Array,
  colors: Float32Array,
  indices: Uint32Array,
  creaseDeg: number,
): Creased {
  const faces = faceNormals(positions, indices);
  const around = facesAround(positions, indices);
  const limit = Math.cos((creaseDeg * Math.PI) / 180);
  const out = new Weld(indices.length);
  for (let corner = 0; corner < indices.length; corner++) {
    const vertex = indices[corner] ?? 0;
    const normal = cornerNormal(faces, around.get(vertexKey(positions, vertex)) ?? [], Math.floor(corner / 3), limit);
    out.add(positions, colors, vertex, normal);
  }
  return out.finish();
}

function vertexKey(positions: Float32Array, vertex: number): string {
  const at = (k: number): number => Math.round((positions[vertex * 3 + k] ?? 0) * WELD);
  return `${at(0)},${at(1)},${at(2)}`;
}

/** (m / 3, 4): unit normal and area of each face. */
function faceNormals(positions: Float32Array, indices: Uint32Array): Float32Array {
  const faces = new Float32Array((indices.length / 3) * 4);
  for (let face = 0; face < indices.length / 3; face++) {
    const [a, b, c] = [0, 1, 2].map((k) => (indices[face * 3 + k] ?? 0) * 3) as [number, number, number];
    const side = (from: number, to: number, k: number): number => (positions[to + k] ?? 0) - (positions[from + k] ?? 0);
    const nx = side(a, b, 1) * side(a, c, 2) - side(a, b, 2) * side(a, c, 1);
    const ny = side(a, b, 2) * side(a, c, 0) - side(a, b, 0) * side(a, c, 2);
    const nz = side(a, b, 0) * side(a, c, 1) - side(a, b, 1) * side(a, c, 0);
    const length = Math.hypot(nx, ny, nz) || 1;
    faces.set([nx / length, ny / length, nz / length, length / 2], face * 4);
  }
  return faces;
}

function facesAround(positions: Float32Array, indices: Uint32Array): Map<string, number[]> {
  const around = new Map<string, number[]>();
  for (let corner = 0; corner < indices.length; corner++) {
    const key = vertexKey(positions, indices[corner] ?? 0);
    const list = around.get(key);
    if (list) list.push(Math.floor(corner / 3));
    else around.set(key, [Math.floor(corner / 3)]);
  }
  return around;
}

function cornerNormal(
  faces: Float32Array,
  around: readonly number[],
  own: number,
  limit: number,
): [number, number, number] {
  const at = (face: number, k: number): number => faces[face * 4 + k] ?? 0;
  let [x, y, z] = [0, 0, 0];
  for (const face of around) {
    const dot = at(face, 0) * at(own, 0) + at(face, 1) * at(own, 1) + at(face, 2) * at(own, 2);
    if (dot < limit) continue;
    x += at(face, 0) * at(face, 3);
    y += at(face, 1) * at(face, 3);
    z += at(face, 2) * at(face, 3);
  }
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

class Weld {
  private readonly seen = new Map<string, number>();
  private readonly positions: number[] = [];
  private readonly normals: number[] = [];
  private readonly colors: number[] = [];
  private readonly sources: number[] = [];
  private readonly indices: Uint32Array;
  private corner = 0;

  constructor(corners: number) {
    this.indices = new Uint32Array(corners);
  }

  add(positions: Float32Array, colors: Float32Array, vertex: number, normal: readonly [number, number, number]): void {
    const key = `${vertex},${normal.map((value) => Math.round(value * 500)).join()}`;
    let index = this.seen.get(key);
    if (index === undefined) {
      index = this.positions.length / 3;
      this.seen.set(key, index);
      for (let k = 0; k < 3; k++) {
        this.positions.push(positions[vertex * 3 + k] ?? 0);
        this.colors.push(colors[vertex * 3 + k] ?? 1);
      }
      this.normals.push(...normal);
      this.sources.push(vertex);
    }
    this.indices[this.corner++] = index;
  }

  finish(): Creased {
    return {
      positions: Float32Array.from(this.positions),
      normals: Float32Array.from(this.normals),
      colors: Float32Array.from(this.colors),
      indices: this.indices,
      sources: Uint32Array.from(this.sources),
    };
  }
}
