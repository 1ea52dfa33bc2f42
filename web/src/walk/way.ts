/** The way shown on the floor: a route to a goal, or the tour; how far one has come, and what step that is. */
import type { Route } from "../api/wire";
import { goalTitle, type Hall, travelAlong } from "./hall";
import { type Journey, nearestOnJourney, rideAt, stepAt } from "./journey";
import { inLanguage, type Translate } from "./texts";

export interface Way {
  readonly kind: "goal" | "tour";
  /** as in a route's address, or the tour's id */
  readonly goal: string;
  readonly title: string;
  readonly journey: Journey;
  readonly steps: readonly string[];
  /** metres come so far */
  readonly at: number;
  readonly arrived: boolean;
}

const OFF_THE_WAY = 4;
const ARRIVED_WITHIN = 0.7;
// Before a window one is there a step earlier: close to the desk its number would be out of the picture.
const AT_WINDOW_WITHIN = 1.6;
// Stepping back to see the window better is no departure.
const STILL_THERE_WITHIN = 3.2;

export function wayTo(hall: Hall, goal: string, route: Route, t: Translate): Way {
  return startWay(hall, "goal", goal, t("walk.route_to", { goal: goalTitle(hall, goal) }), route);
}

export function wayOfTour(hall: Hall, id: string, route: Route, t: Translate): Way {
  const name = inLanguage(hall.manifest.tours.find((tour) => tour.id === id)?.name, hall.language);
  return startWay(hall, "tour", id, name || t("walk.tour"), route);
}

function startWay(hall: Hall, kind: Way["kind"], goal: string, title: string, route: Route): Way {
  const steps = route.steps.map((step) => inLanguage(step.text, hall.language));
  return { kind, goal, title, journey: travelAlong(hall, route), steps, at: 0, arrived: false };
}

/** The way after walking freely: further along when one keeps to it, null when one has left it. */
export function keepTo(way: Way, floor: number, x: number, y: number): Way | null {
  const near = nearestOnJourney(way.journey, floor, [x, y], way.at);
  return near === null || near.off > OFF_THE_WAY ? null : comeTo(way, near.at);
}

export function comeTo(way: Way, at: number): Way {
  const arrived = at >= way.journey.length - nearness(way);
  return { ...way, at: Math.max(0, Math.min(at, way.journey.length)), arrived };
}

/** Within how many metres of its end one has arrived. */
function nearness(way: Way): number {
  if (windowOfWay(way) === null) return ARRIVED_WITHIN;
  return way.arrived ? STILL_THERE_WITHIN : AT_WINDOW_WITHIN;
}

export function presentStep(way: Way): number {
  return stepAt(way.journey.route.steps, way.at);
}

export function windowOfWay(way: Way): string | null {
  return way.kind === "goal" && way.goal.startsWith("window:") ? way.goal.slice("window:".length) : null;
}

export function remainingMetres(way: Way): number {
  return Math.max(0, Math.round(way.journey.length - way.at));
}

/** The way on one floor, for the plan: runs of points. */
export function wayOnFloor(way: Way, floor: number): [number, number][][] {
  const runs: [number, number][][] = [];
  let last: [number, number][] | null = null;
  for (const piece of way.journey.pieces) {
    if (piece.floor !== floor || piece.connector !== null) {
      last = null;
      continue;
    }
    if (last === null) {
      last = [[piece.from[0], piece.from[1]]];
      runs.push(last);
    }
    last.push([piece.to[0], piece.to[1]]);
  }
  return runs;
}

/** Whether one is being carried at this distance, and by what. */
export function carrierAt(hall: Hall, journey: Journey, at: number): { kind: string; end: number } | null {
  const ride = rideAt(journey, at);
  if (ride === null || at >= ride.end - 1e-6) return null;
  const connector = hall.layout.connectors.find((one) => one.id === ride.connector);
  return { kind: connector?.kind ?? "stairs", end: ride.end };
}
