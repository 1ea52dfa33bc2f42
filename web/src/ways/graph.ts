/**
 * The corners and stops of one ground, and the fastest way through them. A shortest walk bends only at corners; what can
 * be walked to from one is found when a way first comes there, and kept.
 */
import type { ConnectorPart } from "./file";
import type { Mesh } from "./mesh";
import { Search } from "./search";
import { lookFromCorner, lookRound, type Placed, place, sees } from "./sight";

/** Nodes: the mesh's vertices, then the connectors' stops, then the goal and the start of the way looked for. */
export interface Graph {
  readonly mesh: Mesh;
  readonly stopsAt: ConnectorPart["stops"];
  /** the stops inside their triangles; null = off the walkable area */
  readonly stops: readonly (Placed | null)[];
  /** for each node what one can walk to from there; filled when first asked for */
  readonly arcs: (Arcs | undefined)[];
  /** for each corner the stops that can be seen from it, with the metres there */
  readonly stopsSeen: ReadonlyMap<number, Arcs>;
  readonly search: Search;
}

/** Where one can walk straight on to, and how far that is. */
interface Arcs {
  readonly to: number[];
  readonly metres: number[];
}

/** One way of carrying on from a stop. */
export interface RideArc {
  readonly to: number;
  readonly seconds: number;
}

/** Nodes of the way from start to goal, both left out, so none where one goes straight on; null where there is no way. */
export type Found = readonly number[] | null;

/** The stops with what is seen from them; what is seen from corners is looked for later. */
export function buildGraph(mesh: Mesh, stopsAt: ConnectorPart["stops"]): Graph {
  const vertices = mesh.x.length;
  const stops = stopsAt.map(([floor, x, y]) => place(mesh, floor, x, y));
  const arcs: (Arcs | undefined)[] = [];
  const stopsSeen = new Map<number, Arcs>();
  const graph = { mesh, stopsAt, stops, arcs, stopsSeen, search: new Search(vertices + stops.length + 2) };
  stops.forEach((stop, i) => {
    const { to, metres } = fromPoint(graph, stop, vertices + i);
    arcs[vertices + i] = { to, metres };
    to.forEach((node, k) => {
      if (node >= vertices) return;
      const seen = stopsSeen.get(node) ?? { to: [], metres: [] };
      seen.to.push(vertices + i);
      seen.metres.push(metres[k] as number);
      stopsSeen.set(node, seen);
    });
  });
  return graph;
}

/** What one can walk to from a corner or a stop. */
export function arcsOf(graph: Graph, node: number): Arcs {
  const known = graph.arcs[node];
  if (known !== undefined) return known;
  const { corners, metres } = lookFromCorner(graph.mesh, node);
  const stops = graph.stopsSeen.get(node);
  const arcs = { to: [...corners, ...(stops?.to ?? [])], metres: [...metres, ...(stops?.metres ?? [])] };
  graph.arcs[node] = arcs;
  return arcs;
}

/** From any point: the corners of its view and the stops it sees. node: its own, which it does not lead to. */
function fromPoint({ mesh, stops }: Pick<Graph, "mesh" | "stops">, point: Placed | null, node: number): Arcs {
  const to: number[] = [];
  const metres: number[] = [];
  if (point === null) return { to, metres };
  const view = lookRound(mesh, point);
  stops.forEach((stop, i) => {
    if (stop === null || mesh.x.length + i === node || !sees(mesh, point, stop)) return;
    to.push(mesh.x.length + i);
    metres.push(Math.hypot(stop.x - point.x, stop.y - point.y));
  });
  return { to: [...view.corners, ...to], metres: [...view.metres, ...metres] };
}

/**
 * The fastest way between two points: Dijkstra in seconds over corners, stops and rides, until the goal is reached; of
 * equal ways the one by the lowest nodes.
 */
export function findWay(
  graph: Graph,
  start: Placed,
  goal: Placed,
  speed: number,
  rides: ReadonlyMap<number, readonly RideArc[]>,
): Found {
  const { mesh, search } = graph;
  const goalNode = mesh.x.length + graph.stops.length;
  const startNode = goalNode + 1;
  const first = fromPoint(graph, start, startNode);
  const back = fromPoint(graph, goal, goalNode);
  const lasts = new Map(back.to.map((node, i) => [node, back.metres[i] as number]));
  if (sees(mesh, start, goal)) lasts.set(startNode, Math.hypot(goal.x - start.x, goal.y - start.y));
  search.begin(startNode);
  while (search.next()) {
    const node = search.node;
    if (node === goalNode) return search.way();
    const { to, metres } = node === startNode ? first : arcsOf(graph, node);
    for (let i = 0; i < to.length; i++) search.reach(to[i] as number, (metres[i] as number) / speed);
    for (const ride of rides.get(node) ?? []) search.reach(ride.to, ride.seconds);
    const left = lasts.get(node);
    if (left !== undefined) search.reach(goalNode, left / speed);
  }
  return null;
}
