/** The way shown on the floor: a route to a goal, the tour, or one's errands; how far one has come, and what step that is. */
import type { Errands, Path, Route } from "../api/wire";
import { connectorName, floorIndex, floorName, goalTitle, type Hall, travelAlong } from "./hall";
import { type Journey, nearestOnJourney, rideAt, stepAt } from "./journey";
import { inLanguage, type Translate } from "./texts";

/** One thing to do; at_m: metres from the way's beginning. */
interface WayStep {
  readonly text: string;
  readonly at_m: number;
}

export interface Way {
  readonly kind: "goal" | "tour" | "errands";
  /** as in a route's address, or the tour's id, or the items as in the walk's address */
  readonly goal: string;
  readonly title: string;
  readonly journey: Journey;
  readonly steps: readonly WayStep[];
  /** of errands: the stops ahead at first, and the keys of those made before */
  readonly stops: Errands["stops"];
  readonly done: readonly string[];
  /** what happened to it on the way; mostly nothing */
  readonly note: string;
  /** metres come so far */
  readonly at: number;
  readonly arrived: boolean;
}

const OFF_THE_WAY = 4;
const SAME_WITHIN = 0.05;
// Who steps beside the footprints has as far to go, but for so much.
const REST_WITHIN = 0.5;
// Less is not worth another way.
const QUICKER_BY_S = 2;
const ARRIVED_WITHIN = 0.7;
// Before a window one is there a step earlier: close to the desk its number would be out of the picture.
const AT_WINDOW_WITHIN = 1.6;
// Stepping back to see the window better is no departure.
const STILL_THERE_WITHIN = 3.2;

export function wayTo(hall: Hall, goal: string, route: Route, t: Translate): Way {
  return { ...plainWayTo(hall, goal, route, t), steps: stepsOf(hall, route) };
}

/** As wayTo, with the few words that the page itself has: walks, and what takes one to another floor. */
export function plainWayTo(hall: Hall, goal: string, path: Path, t: Translate): Way {
  const steps = plainSteps(hall, path, goalTitle(hall, goal), t);
  return startWay("goal", goal, t("walk.route_to", { goal: goalTitle(hall, goal) }), travelAlong(hall, path), steps);
}

export function wayOfTour(hall: Hall, id: string, route: Route, t: Translate): Way {
  const name = inLanguage(hall.manifest.tours.find((tour) => tour.id === id)?.name, hall.language);
  return startWay("tour", id, name || t("walk.tour"), travelAlong(hall, route), stepsOf(hall, route));
}

export function wayOfErrands(
  hall: Hall,
  { items, done }: { readonly items: string; readonly done: readonly string[] },
  { route, stops }: Errands,
  t: Translate,
): Way {
  const way = startWay("errands", items, t("walk.errands"), travelAlong(hall, route), stepsOf(hall, route));
  return { ...way, stops, done };
}

/** The keys of the stops of one's errands that one has come to. */
export function stopsDone({ stops, done, at }: Way): readonly string[] {
  return [...done, ...stops.filter(({ at_m }) => at_m <= at + ARRIVED_WITHIN).map(({ key }) => key)];
}

function startWay(kind: Way["kind"], goal: string, title: string, journey: Journey, steps: readonly WayStep[]): Way {
  return { kind, goal, title, journey, steps, stops: [], done: [], note: "", at: 0, arrived: false };
}

function stepsOf(hall: Hall, route: Route): WayStep[] {
  return route.steps.map(({ text, at_m }) => ({ text: inLanguage(text, hall.language), at_m }));
}

function plainSteps(hall: Hall, { legs, length_m }: Path, goal: string, t: Translate): WayStep[] {
  let at_m = 0;
  const steps = legs.map(({ connector, to_floor = "", length_m: metres }) => {
    const floor = floorName(hall, floorIndex(hall, to_floor));
    const text =
      connector === undefined
        ? t("walk.leg_walk", { metres: Math.max(1, Math.round(metres)) })
        : t("walk.leg_ride", { name: connectorName(hall, connector), floor });
    at_m += metres;
    return { text, at_m: at_m - metres };
  });
  return [...steps, { text: t("walk.arrived", { goal }), at_m: length_m }];
}

/** Whether two ways lead the same way, though one was told in rounder numbers. */
export function isSamePath(one: Path, other: Path): boolean {
  const rides = ({ legs }: Path): string => legs.flatMap(({ connector }) => connector ?? []).join();
  return rides(one) === rides(other) && Math.abs(one.length_m - other.length_m) < SAME_WITHIN;
}

/** Whether another way, found from where one is, is what is left of this one. */
export function isRestOf(way: Way, other: Way): boolean {
  return Math.abs(way.journey.length - way.at - other.journey.length) < REST_WITHIN;
}

/** Whether another way from here is quicker than what is left of this one. */
export function isQuicker(way: Way, other: Way): boolean {
  return other.journey.route.duration_s + QUICKER_BY_S < remainingSeconds(way);
}

/** As the plain pages say it: nobody is late who believes it. */
export function remainingMinutes(way: Way): number {
  return Math.max(1, Math.ceil(remainingSeconds(way) / 60));
}

function remainingSeconds({ journey, at }: Way): number {
  let start = 0;
  let seconds = 0;
  for (const { length_m, duration_s } of journey.route.legs) {
    const left = Math.min(1, Math.max(0, (start + length_m - at) / (length_m || 1)));
    seconds += duration_s * left;
    start += length_m;
  }
  return seconds;
}

/** What carries one further along the way and is closed now: its id. */
export function closedAhead(way: Way, closed: ReadonlySet<string>): string | null {
  return (
    way.journey.pieces.find(({ connector, start }) => connector !== null && closed.has(connector) && start >= way.at)
      ?.connector ?? null
  );
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
  return stepAt(way.steps, way.at);
}

export function windowOfWay(way: Way): string | null {
  return way.kind === "goal" && way.goal.startsWith("window:") ? way.goal.slice("window:".length) : null;
}

export function remainingMetres(way: Way): number {
  return Math.max(0, Math.round(way.journey.length - way.at));
}

/** Whether one is being carried at this distance, and by what. */
export function carrierAt(hall: Hall, journey: Journey, at: number): { kind: string; end: number } | null {
  const ride = rideAt(journey, at);
  if (ride === null || at >= ride.end - 1e-6) return null;
  const connector = hall.layout.connectors.find((one) => one.id === ride.connector);
  return { kind: connector?.kind ?? "stairs", end: ride.end };
}
