/**
 * Many placements of many prototypes drawn as one call for each group of surfaces.
 * BatchedMesh culls each placement on its own and picks by number; with one InstancedMesh per prototype, material and
 * 20 m cell the same hall took several times the draws.
 */
import { BatchedMesh, type BufferGeometry, Color, type Matrix4, Object3D } from "three";
import { type Materials, type Paint, paintWith } from "./look";
import type { Shape } from "./shapes";
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
  /** Shows what is near enough to the eye, and nothing beyond `reach` metres; `share` brings all limits nearer. */
  readonly thin: (x: number, z: number, reach: number, share: number) => void;
  /** Brings what moves of a placed thing, or of all without a name, to a phase, 0…1 of its way. */
  readonly move: (id: string | null, phase: number) => void;
  /** Draws every surface as a plain one: enough for what is seen through windows, and one material for all. */
  readonly simplify: (plainly: boolean) => void;
  readonly dispose: () => void;
}

export function createBatch(shapes: Shapes, placed: readonly Placed[], materials: Materials): Batch {
  const meshes: BatchedMesh[] = [];
  const thinners: Batch["thin"][] = [];
  const movers: Batch["move"][] = [];
  const repaints: Batch["simplify"][] = [];
  for (const group of GROUPS) {
    const shown = placed.filter((one) => shapes.get(one.prototype)?.groups.has(group));
    if (shown.length === 0) continue;
    const { mesh, thin, move, repaint } = createMesh(shapes, shown, group, materials[group]);
    mesh.renderOrder = group === "glass" ? 2 : 0;
    meshes.push(mesh);
    thinners.push(thin);
    if (group !== "glass") repaints.push((plainly) => repaint(materials[plainly ? "plain" : group]));
    if (group === "moving") movers.push(move);
  }
  return {
    meshes,
    thin: (...given) => {
      for (const thin of thinners) thin(...given);
    },
    move: (id, phase) => {
      for (const move of movers) move(id, phase);
    },
    simplify: (plainly) => {
      for (const repaint of repaints) repaint(plainly);
    },
    dispose: () => {
      for (const mesh of meshes) mesh.dispose();
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

function createMesh(
  shapes: Shapes,
  placed: readonly Placed[],
  group: Group,
  paint: Paint,
): { mesh: BatchedMesh; repaint: (paint: Paint) => void } & Pick<Batch, "thin" | "move"> {
  const geometries = new Map<string, BufferGeometry>();
  for (const one of placed) {
    const geometry = shapes.get(one.prototype)?.groups.get(group);
    if (geometry) geometries.set(one.prototype, geometry);
  }
  let vertices = 0;
  let corners = 0;
  for (const geometry of geometries.values()) {
    vertices += geometry.getAttribute("position").count;
    corners += geometry.getIndex()?.count ?? 0;
  }
  const mesh = new BatchedMesh(placed.length, vertices, corners, paint.material);
  const cull = mesh.onBeforeRender;
  const repaint = (now: Paint): void => {
    mesh.material = now.material;
    mesh.onBeforeRender = (...given) => {
      cull.apply(mesh, given);
      paintWith(now);
    };
  };
  repaint(paint);
  const ids = new Map<string, number>();
  for (const [name, geometry] of geometries) ids.set(name, mesh.addGeometry(geometry));
  const instances = placed.map((one) => {
    const id = mesh.addInstance(ids.get(one.prototype) ?? 0);
    mesh.setMatrixAt(id, matrixOf(one));
    return id;
  });
  mesh.sortObjects = !paint.material.transparent;
  const thin: Batch["thin"] = (x, z, reach, share) => {
    placed.forEach((one, i) => {
      const id = instances[i] ?? 0;
      const near = Math.hypot(one.x - x, one.z - z) < Math.min(one.drawnWithin * share, reach);
      if (mesh.getVisibleAt(id) !== near) mesh.setVisibleAt(id, near);
    });
  };
  // A batch has one colour for each instance to spare: its red is the phase.
  const move: Batch["move"] = (id, phase) => {
    placed.forEach((one, i) => {
      if (one.id === id) mesh.setColorAt(instances[i] ?? 0, PHASE.setRGB(phase, 0, 0));
    });
  };
  if (group === "moving") for (const one of instances) mesh.setColorAt(one, PHASE.setRGB(0, 0, 0));
  return { mesh, thin, move, repaint };
}
