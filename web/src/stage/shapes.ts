/** The kit's prototypes as geometry: what is opaque in one, what is glass in another. */
import { BufferAttribute, BufferGeometry } from "three";
import { mergeGeometries } from "three/examples/jsm/utils/BufferGeometryUtils.js";
import { creaseNormals } from "./creases";
import type { Kit, KitPart } from "./kit";
import { GROUPS, type Group, groupOf, SURFACES } from "./surfaces";

export interface Shape {
  /** what is drawn with one program, in one geometry */
  readonly groups: ReadonlyMap<Group, BufferGeometry>;
  /** min x, min y, min z, max x, max y, max z; Y up */
  readonly box: readonly [number, number, number, number, number, number];
  /** what stands on the floor: the box of all below half a metre, or null */
  readonly foot: readonly [number, number, number, number] | null;
  /** rectangles (min x, min z, max x, max z) of what shines downwards, and how high they hang */
  readonly lamps: readonly (readonly [number, number, number, number])[];
  /** (n, 4): x, z of both ends of the lower edges of upright faces; only for storeys' shells */
  readonly wallFeet: readonly number[];
}

export function buildShapes(kit: Kit): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const [name, parts] of kit) {
    shapes.set(name, {
      groups: groupsOf(parts),
      box: boxOf(parts),
      foot: footOf(parts),
      lamps: parts.filter((part) => part.material === "glow").flatMap(lampsOf),
      wallFeet: name.startsWith("shell:") ? parts.flatMap(wallFeetOf) : [],
    });
  }
  return shapes;
}

/** All of a shape but its glass in one geometry, to be drawn by the plain program; null when there is nothing. */
export function plainGeometry({ groups }: Shape): BufferGeometry | null {
  const solid = [...groups].filter(([group]) => group !== "glass").map(([, geometry]) => geometry);
  if (solid.length === 0) return null;
  const bare = solid.map((geometry) => {
    const copy = new BufferGeometry().setIndex(geometry.getIndex());
    for (const name of ["position", "normal", "tint"]) copy.setAttribute(name, geometry.getAttribute(name));
    return copy;
  });
  return mergeGeometries(bare);
}

export function disposeShapes(shapes: ReadonlyMap<string, Shape>): void {
  for (const shape of shapes.values()) {
    for (const geometry of shape.groups.values()) geometry.dispose();
  }
}

function groupsOf(parts: readonly KitPart[]): Map<Group, BufferGeometry> {
  const groups = new Map<Group, BufferGeometry>();
  for (const group of GROUPS) {
    const geometry = geometryOf(
      parts.filter((part) => groupOf(part.material) === group),
      group === "steel",
    );
    if (geometry !== null) groups.set(group, geometry);
  }
  return groups;
}

/** `moves`: each vertex says how far it goes, though it be nowhere. */
function geometryOf(parts: readonly KitPart[], moves: boolean): BufferGeometry | null {
  const full = parts.filter((part) => part.indices.length > 0);
  if (full.length === 0) return null;
  const creased = full.map((part) => creaseNormals(part.positions, part.colors, part.indices, part.creaseDeg));
  const vertices = creased.reduce((sum, part) => sum + part.positions.length / 3, 0);
  const corners = creased.reduce((sum, part) => sum + part.indices.length, 0);
  const position = new Float32Array(vertices * 3);
  const normal = new Int8Array(vertices * 4);
  const tint = new Uint8Array(vertices * 4);
  const index = new Uint32Array(corners);
  const shift = moves ? new Float32Array(vertices * 3) : null;
  let vertex = 0;
  let corner = 0;
  creased.forEach((part, i) => {
    const surface = Math.max(0, (SURFACES as readonly string[]).indexOf(full[i]?.material ?? "matte"));
    const count = part.positions.length / 3;
    position.set(part.positions, vertex * 3);
    for (let v = 0; v < count; v++) {
      for (let k = 0; k < 3; k++) {
        normal[(vertex + v) * 4 + k] = Math.round((part.normals[v * 3 + k] ?? 0) * 127);
        tint[(vertex + v) * 4 + k] = Math.round((part.colors[v * 3 + k] ?? 1) * 255);
      }
      tint[(vertex + v) * 4 + 3] = surface;
    }
    const ways = full[i]?.shifts;
    if (shift && ways) {
      part.sources.forEach((source, v) => {
        shift.set(ways.subarray(source * 3, source * 3 + 3), (vertex + v) * 3);
      });
    }
    index.set(
      part.indices.map((value) => value + vertex),
      corner,
    );
    vertex += count;
    corner += part.indices.length;
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(position, 3));
  geometry.setAttribute("normal", new BufferAttribute(normal, 4, true));
  geometry.setAttribute("tint", new BufferAttribute(tint, 4, true));
  if (shift) geometry.setAttribute("shift", new BufferAttribute(shift, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  return geometry;
}

function boxOf(parts: readonly KitPart[]): Shape["box"] {
  const box: [number, number, number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const part of parts) {
    for (let i = 0; i < part.positions.length; i++) {
      const value = part.positions[i] ?? 0;
      const k = (i % 3) as 0 | 1 | 2;
      box[k] = Math.min(box[k], value);
      box[(k + 3) as 3 | 4 | 5] = Math.max(box[(k + 3) as 3 | 4 | 5], value);
    }
  }
  return box;
}

const FOOT_HEIGHT = 0.5;

function footOf(parts: readonly KitPart[]): Shape["foot"] {
  const low = parts.filter((part) => part.material !== "glass").flatMap(({ positions }) => lowPoints(positions));
  if (low.length === 0) return null;
  let [minX, minZ, maxX, maxZ] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, z] of low) {
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minZ = Math.min(minZ, z);
    maxZ = Math.max(maxZ, z);
  }
  return minX < maxX && minZ < maxZ ? [minX, minZ, maxX, maxZ] : null;
}

function lowPoints(positions: Float32Array): (readonly [number, number])[] {
  const points: [number, number][] = [];
  for (let i = 0; i < positions.length; i += 3) {
    const y = positions[i + 1] ?? 0;
    if (y <= FOOT_HEIGHT && y >= -0.3) points.push([positions[i] ?? 0, positions[i + 2] ?? 0]);
  }
  return points;
}

interface Triangle {
  readonly xs: readonly [number, number, number];
  readonly ys: readonly [number, number, number];
  readonly zs: readonly [number, number, number];
  /** the normal's upward part, -1…1 */
  readonly up: number;
}

function* trianglesOf({ positions, indices }: KitPart): Generator<Triangle> {
  for (let i = 0; i < indices.length; i += 3) {
    const corner = (c: number, k: number): number => positions[(indices[i + c] ?? 0) * 3 + k] ?? 0;
    const axis = (k: number): [number, number, number] => [corner(0, k), corner(1, k), corner(2, k)];
    const [xs, ys, zs] = [axis(0), axis(1), axis(2)];
    const nx = (ys[1] - ys[0]) * (zs[2] - zs[0]) - (zs[1] - zs[0]) * (ys[2] - ys[0]);
    const ny = (zs[1] - zs[0]) * (xs[2] - xs[0]) - (xs[1] - xs[0]) * (zs[2] - zs[0]);
    const nz = (xs[1] - xs[0]) * (ys[2] - ys[0]) - (ys[1] - ys[0]) * (xs[2] - xs[0]);
    yield { xs, ys, zs, up: ny / (Math.hypot(nx, ny, nz) || 1) };
  }
}

const LAMP_HEIGHT = 2.2;

function lampsOf(part: KitPart): (readonly [number, number, number, number])[] {
  const lamps: [number, number, number, number][] = [];
  for (const { xs, ys, zs, up } of trianglesOf(part)) {
    if (up > -0.7 || Math.min(...ys) < LAMP_HEIGHT) continue;
    lamps.push([Math.min(...xs), Math.min(...zs), Math.max(...xs), Math.max(...zs)]);
  }
  return lamps;
}

function wallFeetOf(part: KitPart): number[] {
  if (part.material === "glass") return [];
  const feet: number[] = [];
  for (const { xs, ys, zs, up } of trianglesOf(part)) {
    if (Math.abs(up) > 0.2) continue;
    const low = ([0, 1, 2] as const).filter((c) => ys[c] < FOOT_HEIGHT && ys[c] > -0.05);
    const [a, b] = low;
    if (a !== undefined && b !== undefined && Math.max(...ys) > FOOT_HEIGHT) feet.push(xs[a], zs[a], xs[b], zs[b]);
  }
  return feet;
}
