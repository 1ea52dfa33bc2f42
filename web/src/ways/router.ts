/** The fastest way between two spots, as the server's /api/v1/route finds it; and the first why when there is none. */
import type { Leg, Path, Point3 } from "../api/wire";
import { clearLine } from "./clear";
import { type End, parseSpot, placeSpot } from "./ends";
import type { ConnectorPart, ProfilePart, WaysFile } from "./file";
import { footprintsOf } from "./footprints";
import { arcsOf, buildGraph, findWay, type Graph } from "./graph";
import { legsOf, ridesOf } from "./legs";
import { buildMesh } from "./mesh";
import { buildWalls, type Walls } from "./walls";

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

/** How many corners are looked from at a time while nobody asks. */
const AT_A_TIME = 64;

/** Finds ways in one hall; what a radius needs is made when it is first asked for. */
export class Router {
  private readonly graphs = new Map<number, Graph>();
  private readonly walls = new Map<number, Walls>();

  constructor(private readonly file: WaysFile) {}

  find({ from, to, profile, closed }: Question): Answer {
    const walker = this.file.profiles[profile];
    const [start, goal] = [parseSpot(this.file, from), parseSpot(this.file, to)];
    if (walker === undefined || start === null || goal === null) return { reason: "unknown", closed: [] };
    const { mesh } = this.graphOf(walker);
    const here = placeSpot(this.file, walker.ground, mesh, start);
    if (here === null) return { reason: "start_off_floor", closed: [] };
    const there = placeSpot(this.file, walker.ground, mesh, goal);
    if (there === null) return { reason: "goal_off_floor", closed: [] };
    const isOpen = (connector: ConnectorPart): boolean => !connector.closed && !closed.includes(connector.id);
    const legs = this.legs(walker, here, there, isOpen);
    return legs === null ? this.whyNot(walker, here, there, isOpen) : this.answer(walker, here, there, legs);
  }

  /** Makes a part of what a profile's ways need, before anybody asks; false when nothing is left to do. */
  prepare(profile: string): boolean {
    const walker = this.file.profiles[profile];
    if (walker === undefined) return false;
    const graph = this.graphOf(walker);
    const corners = [...graph.mesh.isCorner.keys()].filter((v) => graph.mesh.isCorner[v] === 1 && !graph.arcs[v]);
    for (const corner of corners.slice(0, AT_A_TIME)) arcsOf(graph, corner);
    return corners.length > 0;
  }

  private graphOf({ ground }: Pick<ProfilePart, "ground">): Graph {
    const known = this.graphs.get(ground);
    if (known !== undefined) return known;
    const part = this.file.grounds[ground];
    if (part === undefined) throw new Error(`ways.bin: no ground ${ground}`);
    const stops = this.file.connectors.flatMap((connector) => connector.stops);
    const graph = buildGraph(buildMesh(part, this.file.floors.length), stops);
    this.graphs.set(ground, graph);
    return graph;
  }

  private legs(walker: ProfilePart, here: End, there: End, isOpen: (one: ConnectorPart) => boolean): Leg[] | null {
    const graph = this.graphOf(walker);
    const rides = ridesOf(this.file, walker, graph, isOpen);
    const nodes = findWay(graph, here.placed, there.placed, walker.speed, rides);
    return nodes && legsOf(this.file, walker, graph, rides, nodes, here, there);
  }

  private wallsOf({ ground }: ProfilePart): Walls {
    const known = this.walls.get(ground);
    if (known !== undefined) return known;
    const part = this.file.grounds[ground] as WaysFile["grounds"][number];
    const walls = buildWalls(this.graphOf({ ground }).mesh, part, this.file.floors.length);
    this.walls.set(ground, walls);
    return walls;
  }

  private floorIndex(id: string): number {
    return this.file.floors.findIndex((floor) => floor.id === id);
  }

  /** With the trail to follow, where it is a walk. */
  private withTrail(walls: Walls, leg: Leg): Leg {
    if (leg.floor === undefined) return leg;
    const z = leg.points[0]?.[2] ?? 0;
    const line = clearLine(
      walls,
      this.floorIndex(leg.floor),
      leg.points.map(([x, y]) => [x, y]),
    );
    return { ...leg, trail: line.map(([x, y]): Point3 => [x, y, z]) };
  }

  private answer(walker: ProfilePart, here: End, there: End, exact: readonly Leg[]): FoundWay {
    const legs = exact.map((leg) => this.withTrail(this.wallsOf(walker), leg));
    const [[x0, y0], [x1, y1]] = (legs.at(-1) as Leg).points.slice(-2) as [Point3, Point3];
    const heading = there.heading_deg ?? ((Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI + 360) % 360;
    return {
      length_m: legs.reduce((sum, leg) => sum + leg.length_m, 0),
      duration_s: legs.reduce((sum, leg) => sum + leg.duration_s, 0),
      snapped_m: { from: here.snapped_m, to: there.snapped_m },
      arrives: { floor: this.file.floors[there.floor]?.id ?? "", x: there.x, y: there.y, heading_deg: heading },
      legs,
      footprints: footprintsOf(legs, (id) => this.floorIndex(id)),
    };
  }

  /** What is closed and would be ridden, were all open. */
  private whyNot(walker: ProfilePart, here: End, there: End, isOpen: (one: ConnectorPart) => boolean): NoWay {
    const legs = this.legs(walker, here, there, () => true) ?? [];
    const ridden = new Set(legs.map((leg) => leg.connector));
    const closed = this.file.connectors.filter((one) => ridden.has(one.id) && !isOpen(one)).map(({ id }) => id);
    return { reason: closed.length > 0 ? "closed" : "no_way", closed };
  }
}
