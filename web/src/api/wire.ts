/** What the server says: bundle files and JSON answers, in hall coordinates (metres, x east, y north, z up). */

export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Point = readonly [number, number];
export type Point3 = readonly [number, number, number];

/** min x, min y, max x, max y */
export type Box = readonly [number, number, number, number];

interface Floor {
  readonly id: string;
  readonly ordinal: number;
  readonly label: string | null;
  readonly name: Text | null;
  readonly elevation: number;
  readonly height: number;
  readonly bounds: Box;
  /** of each hole in it, through which one sees the storey below */
  readonly voids: readonly Box[];
}

interface Named {
  readonly id: string;
  readonly floor: string;
  readonly name: Text | null;
}

interface Entrance extends Named {
  readonly at: Point;
  readonly heading_deg: number;
}

export interface Place extends Named {
  readonly at: Point;
  readonly kind: string;
}

interface Area extends Named {
  readonly kind: string;
  readonly polygon: readonly Point[];
}

interface Tour {
  readonly id: string;
  readonly name: Text | null;
  readonly stops: readonly string[];
}

export interface Manifest {
  readonly id: string;
  readonly name: Text;
  readonly version: string;
  readonly floors: readonly Floor[];
  readonly entrances: readonly Entrance[];
  readonly places: readonly Place[];
  readonly tours: readonly Tour[];
  readonly areas: readonly Area[];
  readonly outside: { readonly camera: Point3; readonly target: Point3 };
  readonly files_base: string;
  /** where the light files lie, once there are any */
  readonly light: string | null;
  readonly time: "day" | "evening";
}

/** light.json, see docs/light_files.md */
export interface LightIndex {
  readonly full: readonly [number, number];
  readonly wall: { readonly step: number; readonly rows: number };
  readonly storeys: readonly LightStorey[];
  /** a byte for each vertex of these prototypes of the kit, one after the other: name, vertices */
  readonly shades: { readonly file: string; readonly prototypes: readonly (readonly [string, number])[] };
}

export interface LightStorey {
  readonly floor: string;
  readonly file: string;
  /** width and height of each of the picture's two planes */
  readonly size: readonly [number, number];
  readonly tiles: Readonly<Record<"floor" | "ceiling" | "air", LightTile>>;
  /** cm: x and y of the corners, one after the other */
  readonly rings: readonly { readonly top: number; readonly cm: readonly number[] }[];
}

export interface LightTile {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  /** middle of the first texel */
  readonly low: Point;
  readonly step: number;
}

interface Placements {
  readonly prototype: readonly number[];
  /** index into the manifest's floors, -1 = outside */
  readonly floor: readonly number[];
  /** millimetres; z absolute */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[];
  /** tenths of a degree */
  readonly heading: readonly number[];
  readonly id: readonly (string | null)[];
}

export interface Sign {
  readonly id: string;
  readonly floor: number;
  readonly kind: string;
  readonly at: Point3;
  readonly heading_deg: number;
  readonly size: Point;
  readonly double?: boolean;
  readonly lines: readonly Text[];
  readonly window?: string;
  /** of a display: those it tells of */
  readonly windows?: readonly string[];
}

export interface Stop {
  readonly floor: number;
  readonly at: Point;
  readonly z: number;
}

export interface Connector {
  readonly id: string;
  readonly kind: string;
  readonly direction: string;
  readonly width: number | null;
  readonly closed: boolean;
  readonly seconds: number | null;
  readonly stops: readonly Stop[];
}

interface WindowColumns {
  readonly code: readonly string[];
  readonly floor: readonly number[];
  /** metres, of the plate */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[];
  readonly heading: readonly number[];
  readonly stand_x: readonly number[];
  readonly stand_y: readonly number[];
  readonly kind: readonly string[];
}

export interface Layout {
  readonly prototypes: readonly string[];
  readonly placements: Placements;
  readonly signs: readonly Sign[];
  readonly connectors: readonly Connector[];
  readonly windows: WindowColumns;
}

interface UnitName {
  readonly code: string;
  readonly name: Text | string;
  readonly short_name: Text | string;
}

export interface WindowAnswer {
  readonly code: string;
  readonly units: readonly UnitName[];
  readonly zone?: Text | string | null;
  readonly state?: string;
  /** ISO 8601, when it closes or opens */
  readonly until?: string | null;
  /** how many wait, where a queue machine tells it */
  readonly waiting?: number | null;
}

export interface Hit {
  readonly kind: string;
  readonly code: string;
  readonly title: Text;
  readonly why: Text;
  readonly window?: string | null;
  readonly unit?: string | null;
}

export interface Leg {
  readonly floor?: string;
  readonly connector?: string;
  readonly from_floor?: string;
  readonly to_floor?: string;
  /** the exact line */
  readonly points: readonly Point3[];
  /** of a walk the line to look at and to follow, with the same ends */
  readonly trail?: readonly Point3[];
  readonly length_m: number;
  readonly duration_s: number;
}

export interface Prints {
  readonly floor: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[];
  readonly heading_deg: readonly number[];
  readonly at_m: readonly number[];
  readonly foot: string;
}

interface Step {
  readonly text: Text;
  readonly leg: number;
  readonly at_m: number;
}

interface Arrival {
  readonly floor: string;
  readonly x: number;
  readonly y: number;
  readonly heading_deg: number;
  /** which of several goals it is, as in a route's address */
  readonly goal?: string;
}

/** A way as one travels it, whoever found it. */
export interface Path {
  readonly length_m: number;
  readonly duration_s: number;
  readonly arrives: Arrival;
  readonly legs: readonly Leg[];
  readonly footprints: Prints;
}

export interface Route extends Path {
  readonly version: string;
  readonly profile: string;
  readonly steps: readonly Step[];
}

interface ErrandStop {
  /** names the stop, however often the visit is planned anew */
  readonly key: string;
  readonly at_m: number;
}

export interface Errands {
  readonly stops: readonly ErrandStop[];
  readonly route: Route;
}

/** What the server says by itself, by the name of its event. */
export interface LiveStates {
  /** which version of the hall is served, and of its light, once that is worked out */
  readonly hall: { readonly version: string; readonly light: string | null };
  /** all that is closed */
  readonly closures: { readonly closures: readonly Closure[] };
  /** how many wait, by window; none where nobody told it of late */
  readonly queues: { readonly waiting: Readonly<Record<string, number>> };
}

/** Something closed for a time, now: target is connector:ID, door:ID or entrance:ID. */
export interface Closure {
  readonly id: string;
  readonly target: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: Text;
  readonly name: Text;
  /** of a door, where it stands: the floor's id, points along it */
  readonly door: { readonly floor: string; readonly line: readonly Point[] } | null;
}

/** The server's one error shape, or what stands for it when there was no answer. */
export interface Refusal {
  readonly code: string;
  readonly message: Text;
}
