/** Who is there: clerks at the windows that are open, visitors as long as any is. */
import type { Layout } from "../api/wire";
import type { Placed } from "./batch";

const CLERK = "person_clerk";
const VISITOR = "person_seated";
// A clerk sits behind the desk of a window: metres on the plan from the place of its number.
const AT_DESK = 2.5;

/** The code of a clerk's window: the nearest on that floor; null for all that is no clerk. */
export function windowOf(one: Placed, floor: number, { windows }: Layout): string | null {
  if (!one.prototype.startsWith(CLERK)) return null;
  let [found, least]: [string | null, number] = [null, AT_DESK];
  windows.code.forEach((code, i) => {
    const away = Math.hypot((windows.x[i] ?? 0) - one.x, (windows.y[i] ?? 0) + one.z);
    if (windows.floor[i] === floor && away < least) [found, least] = [code, away];
  });
  return found;
}

/** Of the things of each storey those that are not there now: people, where `isShut` says so of windows. */
export function awayNow(
  storeys: readonly (readonly Placed[])[],
  layout: Layout,
  isShut: (window: string) => boolean,
): ReadonlySet<Placed> {
  const allShut = layout.windows.code.every(isShut);
  return new Set(
    storeys.flatMap((placed, floor) =>
      placed.filter((one) => {
        if (one.prototype.startsWith(VISITOR)) return allShut;
        const window = windowOf(one, floor, layout);
        return window !== null && isShut(window);
      }),
    ),
  );
}
