// navcat: a solo mesh; rides are off-mesh connections, costed by the filter.
import { addOffMeshConnection, createDefaultQueryFilter, findPath as find, OffMeshConnectionDirection } from 'navcat';
import { generateSoloNavMesh } from 'navcat/blocks';

const CELL = 0.1;
const SEARCH = [0.5, 1, 0.5];

export const load = async () => {};
export const toPoint = (x, y, z) => [x, y, z];
export const toList = (path) => path;

export function build(geometry, rides) {
  const { navMesh } = generateSoloNavMesh(geometry, {
    cellSize: CELL,
    cellHeight: CELL,
    walkableRadiusVoxels: 0, // the triangles are where a walker's middle may be
    walkableRadiusWorld: 0,
    walkableClimbVoxels: 2,
    walkableClimbWorld: 0.2,
    walkableHeightVoxels: 20,
    walkableHeightWorld: 2,
    walkableSlopeAngleDegrees: 45,
    borderSize: 0,
    minRegionArea: 0,
    mergeRegionArea: 0,
    maxSimplificationError: 1.1,
    maxEdgeLength: 120,
    maxVerticesPerPoly: 6,
    detailSampleDistance: 0.6,
    detailSampleMaxError: 0.1,
  });
  for (const ride of rides) {
    addOffMeshConnection(navMesh, {
      start: turned(ride.start),
      end: turned(ride.goal),
      radius: 0.5,
      direction: OffMeshConnectionDirection.START_TO_END,
      flags: 1,
      area: 1,
    });
  }
  return { navMesh, filter: { ...createDefaultQueryFilter(), getCost: costOf(rides) } };
}

/** Metres walked; a step from floor to floor costs what the ride with this start and goal takes. */
function costOf(rides) {
  const costs = rides.map((ride) => ({ start: turned(ride.start), goal: turned(ride.goal), cost: ride.cost_m }));
  return (a, b) => {
    const metres = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    if (Math.abs(a[1] - b[1]) < 1.5) return metres;
    let best = metres;
    let missed = 1;
    for (const { start, goal, cost } of costs) {
      const off = distance(start, a) + distance(goal, b);
      if (off < missed) {
        missed = off;
        best = cost;
      }
    }
    return best;
  };
}

function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function turned([x, y, z]) {
  return [x, z, -y];
}

export function findPath({ navMesh, filter }, start, goal) {
  return find(navMesh, start, goal, SEARCH, filter).path.map((point) => point.position);
}
