/** What one can press, as boxes: windows, connectors, and from outside the building. */
import type { Layout, Manifest } from "../api/wire";
import type { Target } from "./pick";

/** By floor; -1 = outside. */
export type Targets = ReadonlyMap<number, readonly Target[]>;

export function targetsOf(manifest: Manifest, layout: Layout): Targets {
  const targets = new Map<number, Target[]>();
  for (const [floor, target] of [
    ...windowTargets(layout, manifest),
    ...connectorTargets(layout),
    ...buildingTarget(manifest),
  ]) {
    const here = targets.get(floor);
    if (here === undefined) targets.set(floor, [target]);
    else here.push(target);
  }
  return targets;
}

type Placed = readonly [floor: number, target: Target];

/** A window can be pressed on its plate, its number and its desk: a box of a window's unit, from the plate upwards. */
function windowTargets({ windows }: Layout, manifest: Manifest): Placed[] {
  return windows.code.map((code, i) => {
    const floor = windows.floor[i] ?? 0;
    const elevation = manifest.floors[floor]?.elevation ?? 0;
    const heading = ((windows.heading[i] ?? 0) * Math.PI) / 180;
    const stand = [windows.stand_x[i] ?? 0, windows.stand_y[i] ?? 0] as const;
    // The desk's middle lies straight before the stand, as deep as the plate.
    const [ux, uy] = [Math.cos(heading), Math.sin(heading)];
    const depth = (stand[0] - (windows.x[i] ?? 0)) * ux + (stand[1] - (windows.y[i] ?? 0)) * uy;
    const middle = [stand[0] - ux * depth, elevation + 1.85, -(stand[1] - uy * depth)] as const;
    return [floor, { kind: "window", id: code, middle, half: [0.22, 1.12, 0.72], heading }];
  });
}

/** Where one boards: before the first step of what runs, or a lift's doors. */
function connectorTargets(layout: Layout): Placed[] {
  return layout.connectors.flatMap(({ id, stops }) =>
    stops.map((stop, i): Placed => {
      const other = stops[i + 1] ?? stops[i - 1] ?? stop;
      const runs = Math.hypot(other.at[0] - stop.at[0], other.at[1] - stop.at[1]) > 0.1;
      const heading = runs ? Math.atan2(other.at[1] - stop.at[1], other.at[0] - stop.at[0]) : 0;
      const ahead = runs ? 1.6 : 0;
      const middle = [
        stop.at[0] + Math.cos(heading) * ahead,
        stop.z + 1.1,
        -(stop.at[1] + Math.sin(heading) * ahead),
      ] as const;
      return [stop.floor, { kind: "connector", id, middle, half: [runs ? 1.5 : 0.8, 1.1, 0.8], heading }];
    }),
  );
}

function buildingTarget({ floors }: Manifest): Placed[] {
  const [ground, top] = [floors[0], floors.at(-1)];
  if (ground === undefined || top === undefined) return [];
  const [minX, minY, maxX, maxY] = ground.bounds;
  const height = top.elevation + top.height - ground.elevation;
  const middle = [(minX + maxX) / 2, ground.elevation + height / 2, -(minY + maxY) / 2] as const;
  const half = [(maxX - minX) / 2, height / 2 + 1, (maxY - minY) / 2] as const;
  return [[-1, { kind: "building", id: "building", middle, half, heading: 0 }]];
}
