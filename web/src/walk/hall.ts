/** The hall a visit walks in: its floors' ground, its windows, its rides, by the names people and the server use. */
import type { Closure, Connector, Layout, Manifest, Path, Place, Stop, Text, WindowAnswer } from "../api/wire";
import type { Opened } from "../ways/worker";
import { radians } from "./angles";
import { closedConnectors } from "./closures";
import { buildGround, type Ground, nearestWalkable, slide } from "./ground";
import { type Journey, journeyOf } from "./journey";
import { type Ride, ridePoints } from "./rides";
import { inLanguage, type Language } from "./texts";

export interface HallWindow {
  readonly code: string;
  readonly floor: number;
  /** the plate */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** radians, from the window towards who stands there */
  readonly heading: number;
  readonly stand: readonly [number, number];
}

export interface Spot {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
}

/** What the windows are called; known before one can walk. */
export interface Titles {
  readonly answers: ReadonlyMap<string, WindowAnswer>;
  readonly language: Language;
}

export interface Hall extends Titles {
  readonly manifest: Manifest;
  readonly layout: Layout;
  /** of each floor where one can walk: x0, y0, x1, y1 … of each ring, even-odd */
  readonly rings: readonly (readonly Float64Array[])[];
  /** with walls where doors are shut now: `setClosures` alone changes them */
  readonly grounds: Ground[];
  readonly windows: readonly HallWindow[];
  readonly cores: ReadonlyMap<string, number>;
  /** of connectors */
  readonly names: ReadonlyMap<string, Text>;
  /** whether a connector runs another way at other hours */
  readonly turns: boolean;
  /** what staff have closed now, by its target: `setClosures` alone changes it */
  readonly closures: Map<string, Closure>;
}

export function titlesOf(answers: readonly WindowAnswer[], language: Language): Titles {
  return { answers: new Map(answers.map((answer) => [answer.code, answer])), language };
}

export function openHall(manifest: Manifest, layout: Layout, { walkable, names, turns }: Opened, titles: Titles): Hall {
  const rings = manifest.floors.map((floor) => walkable.get(floor.id) ?? []);
  return {
    ...titles,
    manifest,
    layout,
    rings,
    grounds: rings.map(buildGround),
    windows: windowsOf(layout),
    cores: coresOf(layout),
    names,
    turns,
    closures: new Map(),
  };
}

/** The connectors as they are now. */
export function connectorsOf(hall: Hall): readonly Connector[] {
  const closed = closedConnectors(hall);
  return hall.layout.connectors.map((one) => (closed.has(one.id) ? { ...one, closed: true } : one));
}

export function connectorName(hall: Hall, id: string): string {
  return inLanguage(hall.names.get(id), hall.language) || id;
}

function windowsOf({ windows }: Layout): HallWindow[] {
  return windows.code.map((code, i) => ({
    code,
    floor: windows.floor[i] ?? 0,
    x: windows.x[i] ?? 0,
    y: windows.y[i] ?? 0,
    z: windows.z[i] ?? 0,
    heading: radians(windows.heading[i] ?? 0),
    stand: [windows.stand_x[i] ?? 0, windows.stand_y[i] ?? 0],
  }));
}

/** Where each placed connector looks, in radians: a dog-leg stair's core lies that way. */
function coresOf({ placements }: Layout): Map<string, number> {
  const cores = new Map<string, number>();
  placements.id.forEach((id, i) => {
    if (id !== null) cores.set(id.replace(/^connector:/, ""), radians((placements.heading[i] ?? 0) / 10));
  });
  return cores;
}

export function floorIndex(hall: Hall, id: string): number {
  return hall.manifest.floors.findIndex((floor) => floor.id === id);
}

export function floorName(hall: Hall, floor: number): string {
  const one = hall.manifest.floors[floor];
  return inLanguage(one?.name, hall.language) || (one?.label ?? one?.id ?? "");
}

/** As short as on the signs: 2F. */
export function floorLabel(hall: Hall, floor: number): string {
  const one = hall.manifest.floors[floor];
  return one?.label ?? one?.id ?? "";
}

export function elevationOf(hall: Hall, floor: number): number {
  return hall.manifest.floors[floor]?.elevation ?? 0;
}

export function travelAlong(hall: Hall, route: Path): Journey {
  return journeyOf(
    route,
    (id) => floorIndex(hall, id),
    (connector, from, to) => {
      const ride = rideBetween(hall, connector, from, to);
      return ride && ridePoints(ride, hall.cores.get(connector) ?? 0);
    },
  );
}

function rideBetween(hall: Hall, id: string, fromFloor: number, toFloor: number): Ride | null {
  const connector = hall.layout.connectors.find((one) => one.id === id);
  const from = connector?.stops.find((stop) => stop.floor === fromFloor);
  const to = connector?.stops.find((stop) => stop.floor === toFloor);
  return connector && from && to ? { connector, from, to } : null;
}

/** A ride by itself, as a journey of one leg. */
export function rideJourney(hall: Hall, ride: Ride): Journey {
  const points = ridePoints(ride, hall.cores.get(ride.connector.id) ?? 0);
  const measured = points
    .slice(1)
    .reduce(
      (sum, [x, y, z], i) =>
        sum + Math.hypot(x - (points[i]?.[0] ?? x), y - (points[i]?.[1] ?? y), z - (points[i]?.[2] ?? z)),
      0,
    );
  const id = (floor: number): string => hall.manifest.floors[floor]?.id ?? "";
  const route: Path = {
    length_m: measured,
    duration_s: 0,
    arrives: { floor: id(ride.to.floor), x: ride.to.at[0], y: ride.to.at[1], heading_deg: 0 },
    legs: [
      {
        connector: ride.connector.id,
        from_floor: id(ride.from.floor),
        to_floor: id(ride.to.floor),
        points,
        length_m: measured,
        duration_s: 0,
      },
    ],
    footprints: { floor: [], x: [], y: [], z: [], heading_deg: [], at_m: [], foot: "" },
  };
  return travelAlong(hall, route);
}

// Past the vestibule's doors, from where the hall lies open.
const INSIDE = 3.4;

/** Where one enters the hall, just inside. */
export function entranceSpot(hall: Hall): Spot {
  const entrance = hall.manifest.entrances[0];
  if (entrance === undefined) return { floor: 0, x: 0, y: 0, heading: Math.PI / 2 };
  return stepAhead(
    hall,
    standable(hall, {
      floor: floorIndex(hall, entrance.floor),
      x: entrance.at[0],
      y: entrance.at[1],
      heading: radians(entrance.heading_deg),
    }),
    INSIDE,
  );
}

/** Some metres on the way one faces (or back, when negative), as far as one can walk. */
function stepAhead(hall: Hall, spot: Spot, metres: number): Spot {
  const ground = hall.grounds[spot.floor];
  if (ground === undefined) return spot;
  const aim = [spot.x + Math.cos(spot.heading) * metres, spot.y + Math.sin(spot.heading) * metres] as const;
  const [x, y] = slide(ground, [spot.x, spot.y], aim);
  return { ...spot, x, y };
}

/** Where one comes out on a floor: an escalator's end, or a lift. */
export function arrivalOn(hall: Hall, floor: number): Spot {
  const connectors = connectorsOf(hall);
  const arrivals = [...connectors.filter((one) => one.kind === "escalator"), ...connectors];
  for (const connector of arrivals) {
    const last = connector.direction === "down" ? connector.stops[0] : connector.stops.at(-1);
    const stop = connector.kind === "lift" ? connector.stops.find((one) => one.floor === floor) : last;
    if (connector.closed || stop?.floor !== floor) continue;
    return standable(hall, { floor, x: stop.at[0], y: stop.at[1], heading: headingFrom(hall, connector, stop) });
  }
  return entranceSpot(hall);
}

/** How one looks on leaving a connector: on from an escalator, out of a lift. */
function headingFrom(hall: Hall, connector: Connector, stop: Stop): number {
  const other = connector.stops.find((one) => Math.hypot(one.at[0] - stop.at[0], one.at[1] - stop.at[1]) > 0.5);
  if (other === undefined) return hall.cores.get(connector.id) ?? Math.PI / 2;
  return Math.atan2(stop.at[1] - other.at[1], stop.at[0] - other.at[0]);
}

/** A spot as a route's address has it. */
export function spotText(hall: Hall, { floor, x, y }: Spot): string {
  return `${hall.manifest.floors[floor]?.id ?? ""},${x.toFixed(3)},${y.toFixed(3)}`;
}

/** The nearest place to stand within three metres, or the spot itself. */
export function standable(hall: Hall, spot: Spot): Spot {
  const ground = hall.grounds[spot.floor];
  const near = ground ? nearestWalkable(ground, [spot.x, spot.y], 3) : null;
  return near ? { ...spot, x: near[0], y: near[1] } : spot;
}

/** A spot written as in a route's address: window:A03, place:ID, entrance:ID or F1,12.5,8.0. */
export function spotNamed(hall: Hall, name: string): Spot | null {
  const [kind = "", id = ""] = name.split(/:(.*)/);
  if (kind === "window") return windowView(hall, id);
  if (kind === "place") return placeSpot(hall, hall.manifest.places, id);
  if (kind === "entrance") {
    const entrance = hall.manifest.entrances.find((one) => one.id === id);
    return entrance
      ? standable(hall, {
          floor: floorIndex(hall, entrance.floor),
          x: entrance.at[0],
          y: entrance.at[1],
          heading: radians(entrance.heading_deg),
        })
      : null;
  }
  const [floor = "", x, y] = name.split(",");
  const index = floorIndex(hall, floor);
  const at = [Number(x), Number(y)] as const;
  if (index < 0 || !at.every(Number.isFinite)) return null;
  return standable(hall, { floor: index, x: at[0], y: at[1], heading: Math.PI / 2 });
}

const STEP_BACK = 2;

/** Some way before a window, from where its number and its plate are both in the picture. */
export function windowView(hall: Hall, code: string): Spot | null {
  const spot = windowSpot(hall, code);
  return spot && stepAhead(hall, spot, -STEP_BACK);
}

/** Before a window, facing it. */
function windowSpot(hall: Hall, code: string): Spot | null {
  const window = hall.windows.find((one) => one.code === code);
  return window
    ? { floor: window.floor, x: window.stand[0], y: window.stand[1], heading: window.heading + Math.PI }
    : null;
}

function placeSpot(hall: Hall, places: readonly Place[], id: string): Spot | null {
  const place = places.find((one) => one.id === id);
  if (place === undefined) return null;
  return standable(hall, {
    floor: floorIndex(hall, place.floor),
    x: place.at[0],
    y: place.at[1],
    heading: Math.PI / 2,
  });
}

export function windowTitle(hall: Titles, code: string, language: Language = hall.language): string {
  const units = hall.answers.get(code)?.units ?? [];
  const names = units.map((unit) => inLanguage(unit.short_name, language) || inLanguage(unit.name, language));
  if (names.length > 2) return language === "zh" ? "综合窗口" : "All services";
  return names.join(language === "zh" ? "、" : ", ");
}

/** What a goal is called, for the ribbon. */
export function goalTitle(hall: Hall, goal: string): string {
  const [kind = "", id = ""] = goal.split(/:(.*)/);
  if (kind === "window") return `${id} ${windowTitle(hall, id)}`.trim();
  const named = [...hall.manifest.places, ...hall.manifest.entrances].find((one) => one.id === id);
  return inLanguage(named?.name, hall.language) || goal;
}

/** The ends that a goal means, any of which would do: unit:CODE, kind:KIND and leave mean several. */
export function endsOf({ manifest, answers }: Hall, goal: string): readonly string[] {
  const [kind = "", id = ""] = goal.split(/:(.*)/);
  if (goal === "leave") return manifest.entrances.map((one) => `entrance:${one.id}`);
  // A kind's last word is a kind too: kind:toilet is any toilet.
  const isKind = (place: Place): boolean => `_${place.kind}`.endsWith(`_${id}`);
  if (kind === "kind") return manifest.places.filter(isKind).map((one) => `place:${one.id}`);
  if (kind !== "unit") return [goal];
  return [...answers.values()].flatMap(({ code, units }) =>
    units.some((unit) => unit.code === id) ? [`window:${code}`] : [],
  );
}

/** Windows on this floor by distance, nearest first. */
export function windowsNear(hall: Hall, at: Spot, most: number): { window: HallWindow; metres: number }[] {
  return hall.windows
    .filter((window) => window.floor === at.floor)
    .map((window) => ({ window, metres: Math.hypot(window.stand[0] - at.x, window.stand[1] - at.y) }))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, most);
}

/** The window one faces: near, and not far from the middle of the picture. */
export function windowFaced(hall: Hall, at: Spot): HallWindow | null {
  const facing = ({ window }: { window: HallWindow }): boolean => {
    const [dx, dy] = [window.x - at.x, window.y - at.y];
    const along = dx * Math.cos(at.heading) + dy * Math.sin(at.heading);
    return along / (Math.hypot(dx, dy) || 1) > 0.8;
  };
  return windowsNear(hall, at, 12).find((one) => one.metres < 6 && facing(one))?.window ?? null;
}
