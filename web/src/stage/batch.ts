/**
 * Many placements of many prototypes drawn as one call for each group of surfaces.
 * BatchedMesh culls each placement on its own and picks by number; with one InstancedMesh per prototype, material and
 * 20 m cell the same hall took several times the draws.
 */
import { BatchedMesh, type BufferGeometry, Color, type Matrix4, Object3D } from "three";
import { type Materials, type Paint, paintWith } from "./look";
import { plainGeometry, type Shape } from "./shapes";
import { GROUPS, type Group } from "./surfaces";

/** A placement in three's coordinates: metres, heading in radians. */
export interface Placed {
  /** as in the layout: connector:lift-1 */
  readonly id: string | null;
  readonly prototype: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly heading: number;
  /** metres from the eye beyond which it is not drawn */
  readonly drawnWithin: number;
}

export interface Batch {
  readonly meshes: readonly BatchedMesh[];
  /** Shows only what can be seen. */
  readonly thin: (isSeen: (one: Placed) => boolean) => void;
  /** Brings what moves of a placed thing, or of all without a name, to a phase, 0…1 of its way. */
  readonly move: (id: string | null, phase: number) => void;
  readonly dispose: () => void;
}

export function createBatch(shapes: Shapes, placed: readonly Placed[], materials: Materials): Batch {
  return joinParts(
    GROUPS.flatMap((group) => {
      const geometries = geometriesOf(placed, (one) => shapes.get(one)?.groups.get(group));
      const shown = placed.filter((one) => geometries.has(one.prototype));
      return shown.length > 0 ? [createPart(geometries, shown, group, materials[group])] : [];
    }),
  );
}

/** All that is not glass in one mesh, drawn as plain surfaces. */
export function createPlainBatch(shapes: Shapes, placed: readonly Placed[], materials: Materials): Batch {
  const geometries = geometriesOf(placed, (one) => {
    const shape = shapes.get(one);
    return shape && plainGeometry(shape);
  });
  const shown = placed.filter((one) => geometries.has(one.prototype));
  const batch = joinParts(shown.length > 0 ? [createPart(geometries, shown, "plain", materials.plain)] : []);
  for (const geometry of geometries.values()) geometry.dispose();
  return batch;
}

/** The geometry of each prototype that is placed and has one. */
function geometriesOf(
  placed: readonly Placed[],
  find: (prototype: string) => BufferGeometry | null | undefined,
): Map<string, BufferGeometry> {
  const found = new Map<string, BufferGeometry>();
  for (const prototype of new Set(placed.map((one) => one.prototype))) {
    const geometry = find(prototype);
    if (geometry) found.set(prototype, geometry);
  }
  return found;
}

interface Part extends Pick<Batch, "thin" | "move"> {
  readonly mesh: BatchedMesh;
}

function joinParts(parts: readonly Part[]): Batch {
  return {
    meshes: parts.map(({ mesh }) => mesh),
    thin: (...given) => {
      for (const { thin } of parts) thin(...given);
    },
    move: (...given) => {
      for (const { move } of parts) move(...given);
    },
    dispose: () => {
      for (const { mesh } of parts) mesh.dispose();
    },
  };
}

type Shapes = ReadonlyMap<string, Shape>;

const POSE = new Object3D();
const PHASE = new Color();

function matrixOf({ x, y, z, heading }: Placed): Matrix4 {
  POSE.position.set(x, y, z);
  POSE.rotation.set(0, heading, 0);
  POSE.updateMatrix();
  return POSE.matrix;
}

const nothing: Batch["move"] = () => undefined;

function createPart(
  geometries: ReadonlyMap<string, BufferGeometry>,
  placed: readonly Placed[],
  group: Group,
  paint: Paint,
): Part {
  let vertices = 0;
  let corners = 0;
  for (const geometry of geometries.values()) {
    vertices += geometry.getAttribute("position").count;
    corners += geometry.getIndex()?.count ?? 0;
  }
  const mesh = new BatchedMesh(placed.length, vertices, corners, paint.material);
  const cull = mesh.onBeforeRender;
  mesh.onBeforeRender = (...given) => {
    cull.apply(mesh, given);
    paintWith(paint);
  };
  mesh.renderOrder = group === "glass" ? 2 : 0;
  const ids = new Map<string, number>();
  for (const [name, geometry] of geometries) ids.set(name, mesh.addGeometry(geometry));
  const instances = placed.map((one) => {
    const id = mesh.addInstance(ids.get(one.prototype) ?? 0);
    mesh.setMatrixAt(id, matrixOf(one));
    return id;
  });
  mesh.sortObjects = !paint.material.transparent;
  const thin: Batch["thin"] = (isSeen) => {
    placed.forEach((one, i) => {
      const id = instances[i] ?? 0;
      const seen = isSeen(one);
      if (mesh.getVisibleAt(id) !== seen) mesh.setVisibleAt(id, seen);
    });
  };
  // A batch has one colour for each instance to spare: its red is the phase.
  const move: Batch["move"] = (id, phase) => {
    placed.forEach((one, i) => {
      if (one.id === id) mesh.setColorAt(instances[i] ?? 0, PHASE.setRGB(phase, 0, 0));
    });
  };
  if (group === "steel") for (const one of instances) mesh.setColorAt(one, PHASE.setRGB(0, 0, 0));
  return { mesh, thin, move: group === "steel" ? move : nothing };
}
