/** The legs of a way, as in navmesh/legs.py: a walk over one floor, or one ride. */
import type { Leg, Point, Point3 } from "../api/wire";
import type { End } from "./ends";
import type { ConnectorPart, ProfilePart, RidePart, WaysFile } from "./file";
import type { Graph, RideArc } from "./graph";

// Points nearer than this are one, and a bend that leaves the straight line by less is none. Metres.
const SAME_POINT = 1e-8;

interface Ride extends RideArc {
  readonly part: RidePart;
}

/** The rides that can be begun at a node. */
export type Rides = ReadonlyMap<number, readonly Ride[]>;

/** What a profile may ride now: of open connectors, between stops that are on its ground. */
export function ridesOf(
  { connectors }: WaysFile,
  { rides }: ProfilePart,
  { mesh, stops }: Graph,
  isOpen: (connector: ConnectorPart) => boolean,
): Rides {
  const firstStops: number[] = [];
  let count = 0;
  for (const connector of connectors) {
    firstStops.push(count);
    count += connector.stops.length;
  }
  const found = new Map<number, Ride[]>();
  for (const part of rides) {
    const [number, first, last, seconds] = part;
    const base = firstStops[number] as number;
    if (!isOpen(connectors[number] as ConnectorPart) || !stops[base + first] || !stops[base + last]) continue;
    const node = mesh.x.length + base + first;
    found.set(node, [...(found.get(node) ?? []), { to: mesh.x.length + base + last, seconds, part }]);
  }
  return found;
}

/** Walk, ride, walk … over the nodes of a way: walks of no length are left out, unless there is nothing else. */
export function legsOf(
  file: WaysFile,
  { speed }: ProfilePart,
  { mesh, stopsAt }: Graph,
  rides: Rides,
  nodes: readonly number[],
  here: End,
  there: End,
): Leg[] {
  const vertices = mesh.x.length;
  const legs: Leg[] = [];
  let floor = here.floor;
  let line: Point[] = [[here.x, here.y]];
  nodes.forEach((node, i) => {
    // A corner has no floor of its own: a walk stays on the one where it began.
    const [onFloor, x, y] = stopsAt[node - vertices] ?? [floor, mesh.x[node] as number, mesh.y[node] as number];
    const ride = i > 0 ? rides.get(nodes[i - 1] as number)?.find(({ to }) => to === node) : undefined;
    if (ride === undefined) line.push([x, y]);
    else {
      legs.push(walkLeg(file, floor, speed, line), rideLeg(file, ride.part));
      [floor, line] = [onFloor, [[x, y]]];
    }
  });
  legs.push(walkLeg(file, floor, speed, [...line, [there.x, there.y]]));
  const kept = legs.filter((leg) => leg.connector !== undefined || leg.length_m > 0);
  return kept.length > 0 ? kept : legs.slice(0, 1);
}

function walkLeg({ floors }: WaysFile, floor: number, speed: number, line: readonly Point[]): Leg {
  const { id = "", elevation = 0 } = floors[floor] ?? {};
  const points = withoutNeedless(line);
  const metres = points.slice(1).reduce((sum, at, i) => sum + distance(points[i] as Point, at), 0);
  return {
    floor: id,
    points: points.map(([x, y]): Point3 => [x, y, elevation]),
    length_m: metres > SAME_POINT ? metres : 0,
    duration_s: metres / speed,
  };
}

function rideLeg({ floors, connectors }: WaysFile, [number, first, last, seconds, metres]: RidePart): Leg {
  const { id, stops } = connectors[number] as ConnectorPart;
  const passed = first < last ? stops.slice(first, last + 1) : stops.slice(last, first + 1).reverse();
  const floorId = (stop: number): string => floors[stops[stop]?.[0] ?? 0]?.id ?? "";
  return {
    connector: id,
    from_floor: floorId(first),
    to_floor: floorId(last),
    points: passed.map(([, x, y, z]): Point3 => [x, y, z]),
    length_m: metres,
    duration_s: seconds,
  };
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(bx - ax, by - ay);
}

/** A line without points that double their neighbour or lie on the straight way; its ends stay. */
function withoutNeedless(line: readonly Point[]): Point[] {
  const kept = line.slice(0, 1);
  line.slice(1, -1).forEach((at, i) => {
    const [before, after] = [kept.at(-1) as Point, line[i + 2] as Point];
    const isApart = distance(before, at) > SAME_POINT && distance(at, after) > SAME_POINT;
    if (isApart && bend(before, at, after) > SAME_POINT) kept.push(at);
  });
  return [...kept, ...line.slice(-1)];
}

/** How far a point lies off the line between its neighbours, metres. */
function bend(before: Point, at: Point, after: Point): number {
  const length = distance(before, after);
  const area = (after[0] - before[0]) * (at[1] - before[1]) - (after[1] - before[1]) * (at[0] - before[0]);
  return length > SAME_POINT ? Math.abs(area) / length : distance(before, at);
}
