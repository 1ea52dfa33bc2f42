/** The hall's things sorted by storey, each storey with its light, its batches and its signs. */
import { BufferAttribute, type IUniform, Vector2, Vector4 } from "three";
import type { Layout, LightTile, Manifest } from "../api/wire";
import { type BakedPicture, bakedLight } from "./baked";
import { type Batch, createBatch, createPlainBatch, type Placed } from "./batch";
import type { LightMap } from "./light";
import { guessLight, lampsSeen, type Patch } from "./lightmap";
import {
  createMaterials,
  createShellMaterials,
  type Light,
  type StoreyLight,
  type StoreyLook,
  storeyLight,
} from "./look";
import { createPools } from "./pools";
import type { Shape } from "./shapes";

export interface Storey {
  /** floor, ceiling and walls */
  readonly shell: Batch;
  /** what stands there, and the escalators, stairs and lifts that begin there */
  readonly things: Batch;
  readonly light: StoreyLight;
  /** Takes the light that the server has worked out for this storey. */
  readonly relight: (picture: BakedPicture) => void;
}

export interface Outside {
  /** ground, road, trees */
  readonly site: Batch;
  /** the same in one piece, all surfaces plain: enough for what is seen through windows */
  readonly view: Batch;
  /** the service centre as seen from without */
  readonly exterior: Batch;
}

// Small things are not drawn from afar: (metres of radius up to, metres of distance up to).
const THINNING: readonly (readonly [number, number])[] = [
  [0.55, 22],
  [0.95, 32],
  [1.6, 60],
];

// The same of what stands outside, where one sees it through windows.
const TREE = [8, 90] as const;

export function placedThings(layout: Layout, shapes: ReadonlyMap<string, Shape>): Placed[][] {
  const { placements, prototypes } = layout;
  const byFloor: Placed[][] = [];
  placements.prototype.forEach((index, i) => {
    const prototype = prototypes[index] ?? "";
    const floor = (placements.floor[i] ?? -1) + 1;
    const list = byFloor[floor] ?? [];
    byFloor[floor] = list;
    list.push({
      id: placements.id[i] ?? null,
      prototype,
      x: (placements.x[i] ?? 0) / 1000,
      y: (placements.z[i] ?? 0) / 1000,
      z: -(placements.y[i] ?? 0) / 1000,
      heading: ((placements.heading[i] ?? 0) / 10) * (Math.PI / 180),
      drawnWithin: (floor === 0 ? reachOutside : reachOf)(shapes.get(prototype)),
    });
  });
  return byFloor;
}

function reachOf(shape: Shape | undefined): number {
  // What hangs from the ceiling belongs to the room's outline and stays.
  if (shape === undefined || shape.box[1] > 2) return 1e6;
  return THINNING.find(([most]) => radiusOf(shape) <= most)?.[1] ?? 1e6;
}

function reachOutside(shape: Shape | undefined): number {
  return shape !== undefined && radiusOf(shape) <= TREE[0] ? TREE[1] : 1e6;
}

function radiusOf({ box: [x0, y0, z0, x1, y1, z1] }: Shape): number {
  return Math.hypot(x1 - x0, y1 - y0, z1 - z0) / 2;
}

/** What shines down on a storey, and what stands on it. */
function standingOn(
  things: readonly Placed[],
  shapes: ReadonlyMap<string, Shape>,
  shell: Shape | undefined,
): { lamps: Patch[]; standing: Patch[] } {
  const lamps: Patch[] = (shell?.lamps ?? []).map((box) => ({ x: 0, z: 0, heading: 0, box }));
  const standing: Patch[] = [];
  for (const thing of things) {
    const shape = shapes.get(thing.prototype);
    if (shape === undefined || shape === shell) continue;
    for (const box of shape.lamps) lamps.push({ ...thing, box });
    if (shape.foot !== null) standing.push({ ...thing, box: shape.foot });
  }
  return { lamps, standing };
}

/** The lamps over a tile, whose rows go from south to north where three's z goes the other way. */
function seenOn({ columns, rows, low, step }: LightTile, lamps: readonly Patch[]): Float32Array {
  const grid = { minX: low[0] - step / 2, minZ: -low[1] - (rows - 0.5) * step, step, columns, rows };
  const southward = lampsSeen(grid, lamps);
  const seen = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    seen.set(southward.subarray((rows - 1 - row) * columns, (rows - row) * columns), row * columns);
  }
  return seen;
}

export function createStorey(
  manifest: Manifest,
  shapes: ReadonlyMap<string, Shape>,
  floor: number,
  placed: readonly Placed[],
  light: Light,
): Storey {
  const storey = manifest.floors[floor];
  const [minX, minY, maxX, maxY] = storey?.bounds ?? [0, 0, 1, 1];
  const bounds = [minX, -maxY, maxX - minX, maxY - minY] as const;
  const shellName = `shell:${storey?.id ?? ""}`;
  const shellShape = shapes.get(shellName);
  const { lamps, standing } = standingOn(placed, shapes, shellShape);
  const guessed = guessLight({ bounds, lamps, standing, walls: shellShape?.wallFeet ?? [] });
  const lit = storeyLight(guessed);
  const look: StoreyLook = {
    bounds: new Vector4(...bounds),
    storey: new Vector2(storey?.elevation ?? 0, storey?.height ?? 4),
    light: lit,
  };
  const materials = createMaterials(light, look);
  const shell = placed.filter((one) => one.prototype === shellName);
  const rest = placed.filter((one) => one.prototype !== shellName);
  shellShape?.groups.get("plain")?.setAttribute("lit", litOf(shellShape, guessed));
  const shellBatch = createBatch(
    shapes,
    shell.length > 0 ? shell : shellAtHome(shapes, shellName),
    createShellMaterials(light, look),
  );
  return {
    shell: shellBatch,
    things: createBatch(shapes, rest, materials),
    light: lit,
    relight: (picture) => {
      const baked = bakedLight(picture, (tile) => seenOn(tile, lamps));
      lit.map.value.dispose();
      lit.map.value = baked.texture;
      lit.full.value = baked.full;
      lit.floorAt.value = baked.floorAt;
      lit.airAt.value = baked.airAt;
      if (shellShape !== undefined) relightShell(shellBatch, litOf(shellShape, baked));
    },
  };
}

/** Where in a storey's light each plain vertex of its shell lies. */
function litOf(shell: Shape, light: LightMap): BufferAttribute {
  const geometry = shell.groups.get("plain");
  const positions = geometry?.getAttribute("position").array as Float32Array | undefined;
  const indices = geometry?.getIndex()?.array as Uint32Array | undefined;
  return new BufferAttribute(light.shellAt(positions ?? new Float32Array(), indices ?? new Uint32Array()), 2);
}

/** The shell is the only geometry of its batch, so that its vertices come first in the batch's own. */
function relightShell({ meshes }: Batch, lit: BufferAttribute): void {
  for (const { geometry } of meshes) {
    const drawn = geometry.attributes.lit;
    if (drawn === undefined) continue;
    drawn.array.set(lit.array);
    drawn.needsUpdate = true;
  }
}

/** A shell the layout does not place lies where it was modelled. */
function shellAtHome(shapes: ReadonlyMap<string, Shape>, prototype: string): Placed[] {
  return shapes.has(prototype) ? [{ id: null, prototype, x: 0, y: 0, z: 0, heading: 0, drawnWithin: 1e6 }] : [];
}

export function createOutside(
  shapes: ReadonlyMap<string, Shape>,
  placed: readonly Placed[],
  light: Light,
  glow: IUniform<number>,
): Outside {
  const look: StoreyLook = {
    bounds: new Vector4(-100, -100, 200, 200),
    storey: new Vector2(0, 6),
    light: null,
    pools: createPools(standingOn(placed, shapes, undefined).lamps),
  };
  const materials = createMaterials(light, look);
  const lit = createMaterials(light, look, glow);
  const exterior = placed.filter((one) => one.prototype === "exterior");
  const site = placed.filter((one) => one.prototype !== "exterior");
  const ground = site.some((one) => one.prototype === "site") ? site : [...shellAtHome(shapes, "site"), ...site];
  return {
    site: createBatch(shapes, ground, materials),
    view: createPlainBatch(shapes, ground, materials),
    exterior: createBatch(shapes, exterior.length > 0 ? exterior : shellAtHome(shapes, "exterior"), lit),
  };
}
