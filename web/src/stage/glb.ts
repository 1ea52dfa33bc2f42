/** Reads the kit: the part of glTF 2.0 binary that our own bundle writes (one buffer, plain or quantized positions). */

interface Accessor {
  readonly bufferView: number;
  readonly byteOffset?: number;
  readonly componentType: number;
  readonly count: number;
  readonly type: string;
  readonly normalized?: boolean;
}

interface BufferView {
  readonly byteOffset?: number;
  readonly byteLength: number;
  readonly byteStride?: number;
}

interface GlbNode {
  readonly name?: string;
  readonly mesh?: number;
  readonly children?: readonly number[];
  readonly translation?: readonly number[];
  readonly rotation?: readonly number[];
  readonly scale?: readonly number[];
}

interface Primitive {
  readonly attributes: Readonly<Record<string, number>>;
  readonly indices?: number;
  readonly material?: number;
}

interface GlbJson {
  readonly scene?: number;
  readonly scenes?: readonly { readonly nodes: readonly number[] }[];
  readonly nodes: readonly GlbNode[];
  readonly meshes: readonly { readonly primitives: readonly Primitive[] }[];
  readonly materials?: readonly { readonly name?: string; readonly extras?: { readonly crease_deg?: number } }[];
  readonly accessors: readonly Accessor[];
  readonly bufferViews: readonly BufferView[];
}

/** One material's triangles of a prototype, in metres, Y up. positions (n, 3); colors (n, 3) in 0…1, linear; indices (m). */
export interface KitPart {
  readonly material: string;
  readonly creaseDeg: number;
  readonly positions: Float32Array;
  readonly colors: Float32Array;
  readonly indices: Uint32Array;
}

export type Kit = ReadonlyMap<string, readonly KitPart[]>;

const DEFAULT_CREASE_DEG = 35;
const COMPONENTS: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

class KitError extends Error {
  override name = "KitError";
}

export function parseKit(data: ArrayBuffer): Kit {
  const view = new DataView(data);
  if (view.getUint32(0, true) !== 0x46546c67) throw new KitError("kit.glb is not a binary glTF file");
  const jsonLength = view.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 20, jsonLength))) as GlbJson;
  const file: File = { json, view, binary: 20 + jsonLength + 8 };
  const kit = new Map<string, KitPart[]>();
  for (const root of rootsOf(json)) {
    const node = json.nodes[root];
    if (node?.name === undefined) continue;
    const parts: KitPart[] = [];
    collectParts(file, root, IDENTITY, parts);
    kit.set(node.name, parts);
  }
  return kit;
}

interface File {
  readonly json: GlbJson;
  readonly view: DataView;
  readonly binary: number;
}

function rootsOf(json: GlbJson): readonly number[] {
  return json.scenes?.[json.scene ?? 0]?.nodes ?? json.nodes.map((_, i) => i);
}

/** Column-major 3 × 4: three axes and a translation. */
type Affine = readonly number[];
const IDENTITY: Affine = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];

function affineOf(node: GlbNode): Affine {
  const [x = 0, y = 0, z = 0, w = 1] = node.rotation ?? [];
  const [sx = 1, sy = 1, sz = 1] = node.scale ?? [];
  const [tx = 0, ty = 0, tz = 0] = node.translation ?? [];
  return [
    (1 - 2 * (y * y + z * z)) * sx,
    2 * (x * y + z * w) * sx,
    2 * (x * z - y * w) * sx,
    2 * (x * y - z * w) * sy,
    (1 - 2 * (x * x + z * z)) * sy,
    2 * (y * z + x * w) * sy,
    2 * (x * z + y * w) * sz,
    2 * (y * z - x * w) * sz,
    (1 - 2 * (x * x + y * y)) * sz,
    tx,
    ty,
    tz,
  ];
}

function apply(m: Affine, x: number, y: number, z: number): [number, number, number] {
  const at = (i: number): number => m[i] ?? 0;
  return [
    at(0) * x + at(3) * y + at(6) * z + at(9),
    at(1) * x + at(4) * y + at(7) * z + at(10),
    at(2) * x + at(5) * y + at(8) * z + at(11),
  ];
}

function multiply(a: Affine, b: Affine): Affine {
  const origin = apply(a, 0, 0, 0);
  const axis = (i: number): number[] =>
    apply(a, b[i] ?? 0, b[i + 1] ?? 0, b[i + 2] ?? 0).map((value, k) => value - (origin[k] ?? 0));
  return [...axis(0), ...axis(3), ...axis(6), ...apply(a, b[9] ?? 0, b[10] ?? 0, b[11] ?? 0)];
}

function collectParts(file: File, index: number, parent: Affine, parts: KitPart[]): void {
  const node = file.json.nodes[index];
  if (node === undefined) return;
  const affine = multiply(parent, affineOf(node));
  const mesh = node.mesh === undefined ? undefined : file.json.meshes[node.mesh];
  for (const primitive of mesh?.primitives ?? []) parts.push(partOf(file, primitive, affine));
  for (const child of node.children ?? []) collectParts(file, child, affine, parts);
}

function partOf(file: File, primitive: Primitive, affine: Affine): KitPart {
  const material = file.json.materials?.[primitive.material ?? -1];
  const raw = readAccessor(file, primitive.attributes.POSITION);
  const positions = new Float32Array(raw.length);
  for (let i = 0; i < raw.length; i += 3)
    positions.set(apply(affine, raw[i] ?? 0, raw[i + 1] ?? 0, raw[i + 2] ?? 0), i);
  const count = positions.length / 3;
  return {
    material: material?.name ?? "matte",
    creaseDeg: material?.extras?.crease_deg ?? DEFAULT_CREASE_DEG,
    positions,
    colors: colorsOf(file, primitive.attributes.COLOR_0, count),
    indices: primitive.indices === undefined ? countUp(count) : Uint32Array.from(readAccessor(file, primitive.indices)),
  };
}

function countUp(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}

function colorsOf(file: File, accessor: number | undefined, count: number): Float32Array {
  if (accessor === undefined) return new Float32Array(count * 3).fill(1);
  const raw = readAccessor(file, accessor);
  const width = raw.length / count;
  const colors = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) colors[i * 3 + k] = raw[i * width + k] ?? 1;
  }
  return colors;
}

interface Component {
  readonly bytes: number;
  readonly scale: number;
  readonly read: (view: DataView, at: number) => number;
}

const COMPONENT_TYPES: Readonly<Record<number, Component>> = {
  5120: { bytes: 1, scale: 127, read: (view, at) => view.getInt8(at) },
  5121: { bytes: 1, scale: 255, read: (view, at) => view.getUint8(at) },
  5122: { bytes: 2, scale: 32767, read: (view, at) => view.getInt16(at, true) },
  5123: { bytes: 2, scale: 65535, read: (view, at) => view.getUint16(at, true) },
  5125: { bytes: 4, scale: 1, read: (view, at) => view.getUint32(at, true) },
  5126: { bytes: 4, scale: 1, read: (view, at) => view.getFloat32(at, true) },
};

function readAccessor(file: File, index: number | undefined): Float64Array {
  const accessor = file.json.accessors[index ?? -1];
  const bufferView = file.json.bufferViews[accessor?.bufferView ?? -1];
  const component = COMPONENT_TYPES[accessor?.componentType ?? 0];
  if (accessor === undefined || bufferView === undefined || component === undefined) {
    throw new KitError(`kit.glb: accessor ${index} cannot be read`);
  }
  const width = COMPONENTS[accessor.type] ?? 1;
  const stride = bufferView.byteStride ?? component.bytes * width;
  const start = file.binary + (bufferView.byteOffset ?? 0) + (accessor.byteOffset ?? 0);
  const scale = accessor.normalized === true ? 1 / component.scale : 1;
  const values = new Float64Array(accessor.count * width);
  for (let i = 0; i < accessor.count; i++) {
    for (let k = 0; k < width; k++) {
      values[i * width + k] = component.read(file.view, start + i * stride + k * component.bytes) * scale;
    }
  }
  return values;
}
