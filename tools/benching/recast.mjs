// recast-navigation (wasm): a solo mesh with its query; rides are off-mesh connections of an area each.
import { init, NavMeshQuery, QueryFilter } from '@recast-navigation/core';
import { generateSoloNavMesh } from '@recast-navigation/generators';

const CELL = 0.1;
const SEARCH = { x: 0.5, y: 1, z: 0.5 };

export const load = init;
export const toPoint = (x, y, z) => ({ x, y, z });
export const toList = (path) => path.map(({ x, y, z }) => [x, y, z]);

export function build({ positions, indices }, rides) {
  const filter = new QueryFilter();
  filter.includeFlags = 0xffff;
  filter.excludeFlags = 0;
  const areas = areasOf(rides);
  for (const [cost, area] of areas) filter.setAreaCost(area, cost);
  const { success, navMesh, error } = generateSoloNavMesh(positions, indices, {
    cs: CELL,
    ch: CELL,
    walkableRadius: 0, // the triangles are where a walker's middle may be
    walkableHeight: 20,
    walkableClimb: 2,
    minRegionArea: 0,
    mergeRegionArea: 0,
    maxSimplificationError: 1.1,
    offMeshConnections: rides.map((ride) => ({
      startPosition: turned(ride.start),
      endPosition: turned(ride.goal),
      radius: 0.5,
      bidirectional: false,
      area: areas.get(costOf(ride)),
      flags: 1,
    })),
  });
  if (!success) throw new Error(error);
  return { query: new NavMeshQuery(navMesh, { maxNodes: 8192 }), filter };
}

/** What a metre of a ride costs, in metres walked; rides of one cost share an area, of which there are 62. */
function costOf({ start, goal, cost_m }) {
  return Math.round((100 * cost_m) / Math.hypot(...start.map((value, i) => value - goal[i]))) / 100;
}

function areasOf(rides) {
  const costs = [...new Set(rides.map(costOf))];
  return new Map(costs.map((cost, i) => [cost, 1 + (i % 62)]));
}

function turned([x, y, z]) {
  return { x, y: z, z: -y };
}

export function findPath({ query, filter }, start, goal) {
  return query.computePath(start, goal, { filter, halfExtents: SEARCH, maxPathPolys: 1024, maxStraightPathPoints: 1024 })
    .path;
}
