/** What of a route lies on the floor, as the stage wants it: footprints, and arrows where one boards a ride and where one leaves it. */
import type { Prints } from "../api/wire";
import type { Arrow } from "../stage/arrows";
import type { FloorPrint } from "../stage/stage";
import { floorLabel, type Hall } from "./hall";
import { alightings, boardings, type Journey } from "./journey";

/** Columns of millimetres and degrees to metres and radians. */
export function footstepsOf(prints: Prints): readonly FloorPrint[] {
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

// So far from the ride, in metres, an arrow has its middle; and within so many of it there is room for nothing else.
const BEFORE_RIDE = 0.45;
const AFTER_RIDE = 0.9;
const ROOM = 0.75;

export function arrowsOf(hall: Hall, journey: Journey): readonly Arrow[] {
  const boarded = boardings(journey).map((one) =>
    moved({ ...one, label: floorLabel(hall, one.toFloor) }, -BEFORE_RIDE),
  );
  const left = alightings(journey).map((one) => moved({ ...one, label: "" }, AFTER_RIDE));
  return [...boarded, ...left];
}

function moved(arrow: Arrow, metres: number): Arrow {
  const { x, y, heading } = arrow;
  return { ...arrow, x: x + metres * Math.cos(heading), y: y + metres * Math.sin(heading) };
}

/** The footprints that do not lie on an arrow. */
export function besideArrows(steps: readonly FloorPrint[], arrows: readonly Arrow[]): readonly FloorPrint[] {
  const isCovered = ({ floor, x, y }: FloorPrint): boolean =>
    arrows.some((arrow) => arrow.floor === floor && Math.hypot(arrow.x - x, arrow.y - y) < ROOM);
  return steps.filter((step) => !isCovered(step));
}
