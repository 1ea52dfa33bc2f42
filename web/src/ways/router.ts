/** The fastest way between two spots, as the server's /api/v1/route finds it; and the first why when there is none. */
import type { Leg, Path, Point3 } from "../api/wire";
import type { ConnectorPart, ProfilePart, RidePart, WaysFile } from "./file";
import { footprintsOf } from "./footprints";
import { arcsOf, buildGraph, findWay, type Graph, type RideArc } from "./graph";
import { buildMesh } from "./mesh";
import { ON_FLOOR, type Placed, place } from "./sight";
import { edgesOf, snap } from "./snap";

// Points nearer than this are one, and a bend that leaves the straight line by less is none.
const SAME_POINT = 1e-8;

export interface Question {
  /** window:A03, place:ID, entrance:ID or FLOOR,X,Y */
  readonly from: string;
  readonly to: string;
  readonly profile: string;
  /** ids of connectors closed now, beside those the hall file closes */
  readonly closed: readonly string[];
}

export interface FoundWay extends Path {
  /** how far the ends were moved onto the floor; not counted in the length */
  readonly snapped_m: { readonly from: number; readonly to: number };
}

/** closed: the connectors that would have opened a way, were they open */
export interface NoWay {
  readonly reason: "unknown" | "start_off_floor" | "goal_off_floor" | "closed" | "no_way";
  readonly closed: readonly string[];
}

export type Answer = FoundWay | NoWay;

interface Spot {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  readonly heading_deg: number | null;
}

/** A spot on the floor, and the same point strictly inside a triangle. */
interface End extends Spot {
  readonly placed: Placed;
  readonly snapped_m: number;
}

/** Finds ways in one hall; what a radius needs is made when it is first asked for. */
export class Router {
  private readonly graphs = new Map<number, Graph>();

  constructor(readonly file: WaysFile) {}

  find({ from, to, profile, closed }: Question): Answer {
    const walker = this.file.profiles[profile];
    const [start, goal] = [this.spotOf(from), this.spotOf(to)];
    if (walker === undefined || start === null || goal === null) return { reason: "unknown", closed: [] };
    const [here, there] = [this.placeSpot(walker, start), this.placeSpot(walker, goal)];
    if (here === null) return { reason: "start_off_floor", closed: [] };
    if (there === null) return { reason: "goal_off_floor", closed: [] };
    const shut = (connector: ConnectorPart): boolean => connector.closed || closed.includes(connector.id);
    const legs = this.legs(walker, here, there, (connector) => !shut(connector));
    return legs === null ? this.whyNot(walker, here, there, shut) : this.answer(here, there, legs);
  }

  /** All that a profile's first way needs, or one more part of it; false when nothing is left to do. */
  prepare(profile: string): boolean {
    const walker = this.file.profiles[profile];
    if (walker === undefined) return false;
    const graph = this.graphOf(walker);
    const { isCorner } = graph.mesh;
    let made = 0;
    for (let v = 0; v < isCorner.length && made < 64; v++) {
      if (isCorner[v] !== 1 || graph.arcs[v] !== undefined) continue;
      arcsOf(graph, v);
      made += 1;
    }
    return made > 0;
  }

  private spotOf(words: string): Spot | null {
    const named = Object.hasOwn(this.file.goals, words) ? this.file.goals[words] : undefined;
    if (named) return { floor: named[0], x: named[1], y: named[2], heading_deg: named[3] };
    const [id = "", x = Number.NaN, y = Number.NaN] = words
      .split(",")
      .map((part, i) => (i === 0 ? part : Number(part)));
    const floor = this.file.floors.findIndex((one) => one.id === id);
    return floor < 0 ? null : { floor, x: Number(x), y: Number(y), heading_deg: null };
  }

  private graphOf({ ground }: ProfilePart): Graph {
    const known = this.graphs.get(ground);
    if (known !== undefined) return known;
    const part = this.file.grounds[ground];
    if (part === undefined) throw new Error(`ways.bin: no ground ${ground}`);
    const mesh = buildMesh(part, this.file.floors.length);
    const stops = this.file.connectors.flatMap(({ stops }) => stops.map(([floor, x, y]) => place(mesh, floor, x, y)));
    const graph = buildGraph(mesh, stops);
    this.graphs.set(ground, graph);
    return graph;
  }

  /** Where a route to or from a spot begins; null when no walkable point is in reach. */
  private placeSpot(walker: ProfilePart, spot: Spot): End | null {
    const { mesh } = this.graphOf(walker);
    const here = place(mesh, spot.floor, spot.x, spot.y);
    if (here !== null) return { ...spot, placed: here, snapped_m: 0 };
    const { rings, ringFloors } = this.file.grounds[walker.ground] as WaysFile["grounds"][number];
    const { solids } = this.file.floors[spot.floor] as WaysFile["floors"][number];
    const walls = edgesOf(rings, (ring) => ringFloors[ring] === spot.floor);
    const near = snap(
      walls,
      edgesOf(solids, () => true),
      [spot.x, spot.y],
    );
    const placed = near && place(mesh, spot.floor, ...near);
    if (!near || !placed) return null;
    const metres = Math.hypot(near[0] - spot.x, near[1] - spot.y);
    return { ...spot, x: near[0], y: near[1], placed, snapped_m: metres > ON_FLOOR ? metres : 0 };
  }

  /** Walk, ride, walk …: walks of no length are left out, unless there is nothing else. Null when there is no way. */
  private legs(
    walker: ProfilePart,
    here: End,
    there: End,
    isOpen: (connector: ConnectorPart) => boolean,
  ): Leg[] | null {
    const graph = this.graphOf(walker);
    const rides = this.ridesOf(walker, graph, isOpen);
    const nodes = findWay(graph, here.placed, there.placed, walker.speed, rides);
    if (nodes === null) return null;
    const corners = graph.mesh.x.length;
    const legs: Leg[] = [];
    let floor = here.floor;
    let line: [number, number][] = [[here.x, here.y]];
    nodes.forEach((node, i) => {
      const ride = i > 0 ? rides.get(nodes[i - 1] as number)?.find((one) => one.to === node) : undefined;
      if (ride === undefined) {
        line.push(this.pointOf(graph, node));
        return;
      }
      legs.push(this.walkLeg(walker, floor, line), this.rideLeg(ride.ride));
      [floor, line] = [this.stopAt(node - corners)[0], [this.pointOf(graph, node)]];
    });
    line.push([there.x, there.y]);
    legs.push(this.walkLeg(walker, floor, line));
    const kept = legs.filter((leg) => leg.connector !== undefined || leg.length_m > 0);
    return kept.length > 0 ? kept : legs.slice(0, 1);
  }

  private ridesOf(walker: ProfilePart, graph: Graph, isOpen: (connector: ConnectorPart) => boolean): Rides {
    const { connectors } = this.file;
    const firsts: number[] = [];
    connectors.reduce((first, { stops }) => firsts.push(first) && first + stops.length, 0);
    const rides = new Map<number, RideOf[]>();
    for (const ride of walker.rides) {
      const [number, first, last, seconds] = ride;
      const [board, alight] = [(firsts[number] as number) + first, (firsts[number] as number) + last];
      if (!isOpen(connectors[number] as ConnectorPart) || !graph.stops[board] || !graph.stops[alight]) continue;
      const node = graph.mesh.x.length + board;
      rides.set(node, [...(rides.get(node) ?? []), { to: graph.mesh.x.length + alight, seconds, ride }]);
    }
    return rides;
  }

  private stopAt(stop: number): ConnectorPart["stops"][number] {
    return this.file.connectors.flatMap(({ stops }) => stops)[stop] as ConnectorPart["stops"][number];
  }

  private pointOf({ mesh }: Graph, node: number): [number, number] {
    if (node < mesh.x.length) return [mesh.x[node] as number, mesh.y[node] as number];
    const [, x, y] = this.stopAt(node - mesh.x.length);
    return [x, y];
  }

  private walkLeg({ speed }: ProfilePart, floor: number, line: readonly [number, number][]): Leg {
    const { id, elevation } = this.file.floors[floor] as WaysFile["floors"][number];
    const kept = withoutNeedless(line);
    const metres = kept.slice(1).reduce((sum, at, i) => sum + distance(kept[i] as [number, number], at), 0);
    return {
      floor: id,
      points: kept.map(([x, y]): Point3 => [x, y, elevation]),
      length_m: metres > SAME_POINT ? metres : 0,
      duration_s: metres / speed,
    };
  }

  private rideLeg([number, first, last, seconds, metres]: RidePart): Leg {
    const { id, stops } = this.file.connectors[number] as ConnectorPart;
    const passed = first < last ? stops.slice(first, last + 1) : stops.slice(last, first + 1).reverse();
    const floorId = (stop: number): string => this.file.floors[stops[stop]?.[0] ?? 0]?.id ?? "";
    return {
      connector: id,
      from_floor: floorId(first),
      to_floor: floorId(last),
      points: passed.map(([, x, y, z]): Point3 => [x, y, z]),
      length_m: metres,
      duration_s: seconds,
    };
  }

  private answer(here: End, there: End, legs: readonly Leg[]): FoundWay {
    const floorIndex = (id: string): number => this.file.floors.findIndex((floor) => floor.id === id);
    const [[x0, y0], [x1, y1]] = (legs.at(-1) as Leg).points.slice(-2) as [Point3, Point3];
    const heading = there.heading_deg ?? ((Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI + 360) % 360;
    return {
      length_m: legs.reduce((sum, leg) => sum + leg.length_m, 0),
      duration_s: legs.reduce((sum, leg) => sum + leg.duration_s, 0),
      snapped_m: { from: here.snapped_m, to: there.snapped_m },
      arrives: { floor: this.file.floors[there.floor]?.id ?? "", x: there.x, y: there.y, heading_deg: heading },
      legs,
      footprints: footprintsOf(legs, floorIndex),
    };
  }

  private whyNot(walker: ProfilePart, here: End, there: End, shut: (connector: ConnectorPart) => boolean): NoWay {
    const legs = this.legs(walker, here, there, () => true) ?? [];
    const ridden = new Set(legs.flatMap((leg) => leg.connector ?? []));
    const closed = this.file.connectors.filter((one) => ridden.has(one.id) && shut(one)).map(({ id }) => id);
    return { reason: closed.length > 0 ? "closed" : "no_way", closed };
  }
}

interface RideOf extends RideArc {
  readonly ride: RidePart;
}

type Rides = ReadonlyMap<number, readonly RideOf[]>;

function distance([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  return Math.hypot(bx - ax, by - ay);
}

/** A line without points that double their neighbour or lie on the straight way; its ends stay. */
function withoutNeedless(line: readonly [number, number][]): [number, number][] {
  const kept = line.slice(0, 1);
  line.slice(1, -1).forEach((at, i) => {
    const [before, after] = [kept.at(-1) as [number, number], line[i + 2] as [number, number]];
    const isApart = distance(before, at) > SAME_POINT && distance(at, after) > SAME_POINT;
    if (isApart && bend(before, at, after) > SAME_POINT) kept.push(at);
  });
  return [...kept, ...line.slice(-1)];
}

/** How far a point lies off the line between its neighbours, metres. */
function bend(before: [number, number], at: [number, number], after: [number, number]): number {
  const length = distance(before, after);
  const area = (after[0] - before[0]) * (at[1] - before[1]) - (after[1] - before[1]) * (at[0] - before[0]);
  return length > SAME_POINT ? Math.abs(area) / length : distance(before, at);
}
