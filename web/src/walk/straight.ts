/** A way straight over free floor, in the server's words, so that it is travelled like any other. */
import type { Route } from "../api/wire";
import { elevationOf, type Hall, type Spot } from "./hall";

export function straightRoute(hall: Hall, from: Spot, to: Spot): Route {
  const z = elevationOf(hall, from.floor);
  const floor = hall.manifest.floors[from.floor]?.id ?? "";
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return {
    version: hall.manifest.version,
    profile: "walk",
    length_m: length,
    duration_s: length / 1.2,
    arrives: { floor, x: to.x, y: to.y, heading_deg: 0 },
    legs: [
      {
        floor,
        points: [
          [from.x, from.y, z],
          [to.x, to.y, z],
        ],
        length_m: length,
        duration_s: length / 1.2,
      },
    ],
    footprints: { floor: [], x: [], y: [], z: [], heading_deg: [], at_m: [], foot: "" },
    steps: [],
  };
}
