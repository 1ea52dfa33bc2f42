/** What staff have closed, for who walks: which rides, which doors, and which of them one is about to walk into. */
import type { Closure, Sign } from "../api/wire";
import { barriersOf, type Spot as FloorSpot, shutBetween } from "./ground";
import type { Hall, Spot } from "./hall";
import { liftAt, rideEntered, ridesFrom } from "./rides";
import { SHUT } from "./signwords";

/** How closures call what carries one. */
export const CONNECTOR = "connector:";
// So far before one, in metres, what is closed is met; and the longest step of who is walked along.
const AHEAD = 0.4;
const STEP = 2;

/** What staff have closed from now on: nobody passes a door of it. */
export function setClosures(hall: Hall, closures: readonly Closure[]): void {
  hall.closures.clear();
  for (const closure of closures) hall.closures.set(closure.target, closure);
  hall.grounds.forEach((ground, floor) => {
    const here = closures.filter(({ door }) => door?.floor === hall.manifest.floors[floor]?.id);
    hall.grounds[floor] = {
      ...ground,
      barriers: here.flatMap(({ target, door }) => barriersOf(target, door?.line ?? [])),
    };
  });
}

// As high as the hall's doors are where nothing else is said, metres.
const DOOR_HEIGHT = 2.4;

/** The closed doors as something to see: their leaves with a notice, from both sides. */
export function shutDoors({ closures, manifest }: Hall): Sign[] {
  return [...closures.values()].flatMap(({ target, door }) => {
    const floor = manifest.floors.findIndex(({ id }) => id === door?.floor);
    const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = [door?.line[0], door?.line.at(-1)];
    if (door === null || floor < 0) return [];
    return {
      id: target,
      floor,
      kind: SHUT,
      at: [(ax + bx) / 2, (ay + by) / 2, (manifest.floors[floor]?.elevation ?? 0) + DOOR_HEIGHT / 2],
      heading_deg: (Math.atan2(ax - bx, by - ay) * 180) / Math.PI,
      size: [Math.hypot(bx - ax, by - ay), DOOR_HEIGHT],
      double: true,
      lines: [],
    };
  });
}

/** The ids of the connectors that staff have closed. */
export function closedConnectors({ closures }: Hall): ReadonlySet<string> {
  const targets = [...closures.keys()].filter((target) => target.startsWith(CONNECTOR));
  return new Set(targets.map((target) => target.slice(CONNECTOR.length)));
}

/** Whether only the server knows the ways now: the page's own router has no walls where doors are shut. */
export function isServersToSay({ turns, grounds }: Hall): boolean {
  return turns || grounds.some(({ barriers }) => barriers.length > 0);
}

/** The closed door or ride that one walks into: its target. towards: which way one wants */
export function closedBefore(hall: Hall, here: Spot, towards: FloorSpot): string | null {
  const [dx, dy] = towards;
  const door = shutOnStep(hall, here, { ...here, x: here.x + dx * AHEAD, y: here.y + dy * AHEAD });
  if (door !== null) return door;
  const shut = closedConnectors(hall);
  if (shut.size === 0) return null;
  const closed = hall.layout.connectors.filter(({ id, closed }) => shut.has(id) && !closed);
  const at = [here.x, here.y] as const;
  const core = (id: string): number => hall.cores.get(id) ?? 0;
  const ride =
    rideEntered(ridesFrom(closed, here.floor), at, towards, core)?.connector ?? liftAt(closed, here.floor, at);
  return ride && CONNECTOR + ride.id;
}

/** The closed door that a step leads through; somebody who is put elsewhere steps through none. */
export function shutOnStep(hall: Hall, from: Spot, to: Omit<Spot, "heading">): string | null {
  const ground = hall.grounds[from.floor];
  const isStep = from.floor === to.floor && Math.hypot(to.x - from.x, to.y - from.y) < STEP;
  return ground && isStep ? shutBetween(ground, [from.x, from.y], [to.x, to.y]) : null;
}
