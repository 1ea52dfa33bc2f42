/** The footprints of a route as the stage wants them. */
import type { Prints } from "../api/wire";

export interface Footstep {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly heading: number;
  readonly at: number;
  readonly left: boolean;
}

/** Columns of millimetres and degrees to metres and radians. */
export function footstepsOf(prints: Prints): readonly Footstep[] {
  return prints.floor.map((floor, i) => ({
    floor,
    x: (prints.x[i] ?? 0) / 1000,
    y: (prints.y[i] ?? 0) / 1000,
    z: (prints.z[i] ?? 0) / 1000,
    heading: ((prints.heading_deg[i] ?? 0) * Math.PI) / 180,
    at: (prints.at_m[i] ?? 0) / 1000,
    left: prints.foot[i] !== "R",
  }));
}
