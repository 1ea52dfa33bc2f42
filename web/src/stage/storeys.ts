/** The hall's things sorted by storey, each storey with its light, its batches and its signs. */
import { type IUniform, Vector2, Vector4 } from "three";
import type { Layout, Manifest } from "../api/wire";
import { type Batch, createBatch, type Placed } from "./batch";
import { bakeLightMap, type Patch } from "./lightmap";
import { createMaterials, type Light, type StoreyLook } from "./look";
import type { Shape } from "./shapes";

export interface Storey {
  /** floor, ceiling and walls */
  readonly shell: Batch;
  /** what stands there */
  readonly things: Batch;
  /** escalators, stairs and lifts that begin here, and the highest floor they reach */
  readonly links: readonly { readonly batch: Batch; readonly floors: readonly number[] }[];
  readonly look: StoreyLook;
}

export interface Outside {
  /** ground, road, trees */
  readonly site: Batch;
  /** the service centre as seen from without */
  readonly exterior: Batch;
  readonly look: StoreyLook;
}

// Small things are not drawn from afar: (metres of radius up to, metres of distance up to).
const THINNING: readonly (readonly [number, number])[] = [
  [0.55, 22],
  [0.95, 32],
  [1.6, 60],
];

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
      drawnWithin: floor === 0 ? 1e6 : reachOf(shapes.get(prototype)),
    });
  });
  return byFloor;
}

function reachOf(shape: Shape | undefined): number {
  if (shape === undefined) return 1e6;
  const [x0, y0, z0, x1, y1, z1] = shape.box;
  // What hangs from the ceiling belongs to the room's outline and stays.
  if (y0 > 2) return 1e6;
  const radius = Math.hypot(x1 - x0, y1 - y0, z1 - z0) / 2;
  return THINNING.find(([most]) => radius <= most)?.[1] ?? 1e6;
}

function lookOf(
  manifest: Manifest,
  floor: number,
  things: readonly Placed[],
  shapes: ReadonlyMap<string, Shape>,
): StoreyLook {
  const storey = manifest.floors[floor];
  const [minX, minY, maxX, maxY] = storey?.bounds ?? [0, 0, 1, 1];
  const bounds = [minX, -maxY, maxX - minX, maxY - minY] as const;
  const shell = shapes.get(`shell:${storey?.id ?? ""}`);
  const lamps: Patch[] = [];
  const standing: Patch[] = [];
  for (const thing of things) {
    const shape = shapes.get(thing.prototype);
    if (shape === undefined || shape === shell) continue;
    for (const box of shape.lamps) lamps.push({ ...thing, box });
    if (shape.foot !== null) standing.push({ ...thing, box: shape.foot });
  }
  for (const box of shell?.lamps ?? []) lamps.push({ x: 0, z: 0, heading: 0, box });
  return {
    bounds: new Vector4(...bounds),
    storey: new Vector2(storey?.elevation ?? 0, storey?.height ?? 4),
    lightMap: bakeLightMap({ bounds, lamps, standing, walls: shell?.wallFeet ?? [] }),
    outside: false,
  };
}

export function createStorey(
  manifest: Manifest,
  layout: Layout,
  shapes: ReadonlyMap<string, Shape>,
  floor: number,
  placed: readonly Placed[],
  light: Light,
): Storey {
  const look = lookOf(manifest, floor, placed, shapes);
  const materials = createMaterials(light, look);
  const shellName = `shell:${manifest.floors[floor]?.id ?? ""}`;
  const joined = floorsJoined(layout);
  const shell = placed.filter((one) => one.prototype === shellName);
  const rest = placed.filter((one) => one.prototype !== shellName);
  return {
    shell: createBatch(shapes, shell.length > 0 ? shell : shellAtHome(shapes, shellName), materials),
    things: createBatch(
      shapes,
      rest.filter((one) => joined(one) === null),
      materials,
    ),
    links: groupLinks(rest, joined).map(({ list, floors }) => ({
      batch: createBatch(shapes, list, materials),
      floors,
    })),
    look,
  };
}

/** A shell the layout does not place lies where it was modelled. */
function shellAtHome(shapes: ReadonlyMap<string, Shape>, prototype: string): Placed[] {
  return shapes.has(prototype) ? [{ id: null, prototype, x: 0, y: 0, z: 0, heading: 0, drawnWithin: 1e6 }] : [];
}

/** The floors a placed connector joins; null of all else. */
function floorsJoined({ connectors }: Layout): (one: Placed) => readonly number[] | null {
  const floors = new Map(connectors.map(({ id, stops }) => [`connector:${id}`, stops.map((stop) => stop.floor)]));
  return ({ id }) => floors.get(id ?? "") ?? null;
}

function groupLinks(
  placed: readonly Placed[],
  joined: (one: Placed) => readonly number[] | null,
): { list: Placed[]; floors: readonly number[] }[] {
  const groups = new Map<string, { list: Placed[]; floors: readonly number[] }>();
  for (const one of placed) {
    const floors = joined(one);
    if (floors === null) continue;
    const group = groups.get(floors.join()) ?? { list: [], floors };
    groups.set(floors.join(), group);
    group.list.push(one);
  }
  return [...groups.values()];
}

export function createOutside(
  shapes: ReadonlyMap<string, Shape>,
  placed: readonly Placed[],
  light: Light,
  lightMap: StoreyLook["lightMap"],
  glow: IUniform<number>,
): Outside {
  const look: StoreyLook = {
    bounds: new Vector4(-100, -100, 200, 200),
    storey: new Vector2(0, 6),
    lightMap,
    outside: true,
  };
  const materials = createMaterials(light, look);
  const lit = createMaterials(light, look, glow);
  const exterior = placed.filter((one) => one.prototype === "exterior");
  const site = placed.filter((one) => one.prototype !== "exterior");
  return {
    site: createBatch(
      shapes,
      site.some((one) => one.prototype === "site") ? site : [...shellAtHome(shapes, "site"), ...site],
      materials,
    ),
    exterior: createBatch(shapes, exterior.length > 0 ? exterior : shellAtHome(shapes, "exterior"), lit),
    look,
  };
}
