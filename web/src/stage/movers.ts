/** What moves: escalators' steps run while they are near, lifts' doors open to who comes, outside flags wave a little. */
import type { Connector, Layout, Stop } from "../api/wire";
import type { Batch } from "./batch";
import type { Storey } from "./storeys";

/** Where one stands and looks; hall coordinates, z of the eye. */
interface Walker {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly heading: number;
}

export interface Movers {
  /** Connectors that stand still and keep their doors shut, by id. */
  readonly close: (closed: ReadonlySet<string>) => void;
  /** Lets doors go on opening or shutting; says whether one did. `still`: they are open or shut at once. */
  readonly openDoors: (seconds: number, walker: Walker, still: boolean) => boolean;
  /** Whether an escalator runs so near ahead that one sees its steps, or one is outside, where flags are. */
  readonly runs: (walker: Walker) => boolean;
  /** Brings the steps to where they are at a time. */
  readonly run: (seconds: number) => void;
}

// Metres: from where steps are seen to move, and from where doors open.
const NEAR = 15;
const BESIDE = 3;
const AT_DOOR = 2.4;
const EYE_REACH = 2.2;
// Half a metre a second over steps of 0.4 m, and a second and a bit for a door.
const STEPS_A_SECOND = 1.25;
const DOOR_SECONDS = 1.2;
const WAVES_A_SECOND = 2.4;

interface Door {
  readonly id: string;
  readonly stop: Stop;
  readonly batch: Batch | undefined;
  share: number;
}

export function createMovers({ connectors }: Layout, storeys: readonly Storey[], site: Batch): Movers {
  const escalators = connectors.filter(({ kind }) => kind === "escalator");
  const doors: readonly Door[] = connectors
    .filter(({ kind }) => kind === "lift")
    .flatMap(({ id, stops }) => stops.map((stop) => ({ id, stop, batch: storeys[stop.floor]?.things, share: 0 })));
  let closed: ReadonlySet<string> = new Set();
  const isOpen = ({ id, closed: always }: Connector): boolean => !always && !closed.has(id);

  const openDoor = (door: Door, seconds: number, walker: Walker, still: boolean): boolean => {
    const here = Math.abs(walker.z - door.stop.z) < EYE_REACH;
    const near = Math.hypot(walker.x - door.stop.at[0], walker.y - door.stop.at[1]) < AT_DOOR;
    const wanted = here && near && !closed.has(door.id) ? 1 : 0;
    if (door.share === wanted) return false;
    const most = still ? 1 : seconds / DOOR_SECONDS;
    door.share += Math.max(-most, Math.min(most, wanted - door.share));
    door.batch?.move(`connector:${door.id}`, door.share * door.share * (3 - 2 * door.share));
    return true;
  };

  return {
    close: (now) => {
      closed = now;
    },
    openDoors: (seconds, walker, still) =>
      doors.map((door) => openDoor(door, seconds, walker, still)).some((moved) => moved),
    runs: (walker) => walker.floor < 0 || escalators.some((one) => isOpen(one) && isAhead(one.stops, walker)),
    run: (seconds) => {
      site.move(null, 0.5 + 0.5 * Math.sin(seconds * WAVES_A_SECOND));
      const phase = (seconds * STEPS_A_SECOND) % 1;
      for (const one of escalators.filter(isOpen)) {
        const towards = one.direction === "down" ? 1 - phase : phase;
        for (const { things } of storeys) things.move(`connector:${one.id}`, towards);
      }
    },
  };
}

/** Whether the line between two stops comes near, and not behind one's back. */
function isAhead([foot, head]: readonly Stop[], { floor, x, y, heading }: Walker): boolean {
  if (foot === undefined || head === undefined || (foot.floor !== floor && head.floor !== floor)) return false;
  const [dx, dy] = [head.at[0] - foot.at[0], head.at[1] - foot.at[1]];
  const along = ((x - foot.at[0]) * dx + (y - foot.at[1]) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.max(0, Math.min(1, along));
  const [toX, toY] = [foot.at[0] + dx * share - x, foot.at[1] + dy * share - y];
  const metres = Math.hypot(toX, toY);
  return metres < BESIDE || (metres < NEAR && toX * Math.cos(heading) + toY * Math.sin(heading) > 0.5 * metres);
}
