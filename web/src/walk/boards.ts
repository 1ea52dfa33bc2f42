/** What the windows' boards say: read anew when a queue changes, and when a window opens or closes. */
import type { WindowAnswer } from "../api/wire";
import { saysOtherwise } from "./signwords";

export interface Boards {
  /** how many wait now, by window */
  readonly tellQueues: (waiting: Readonly<Record<string, number>>) => void;
}

// Where the server says nothing by itself, boards are read this often; and never sooner, should the clocks disagree.
const FALLBACK_MS = 600_000;
const SOONEST_MS = 15_000;

/** read: asks the server;  show: what the boards are to say now */
export function followBoards(
  first: readonly WindowAnswer[],
  read: () => Promise<readonly WindowAnswer[]>,
  show: (now: readonly WindowAnswer[]) => void,
): Boards {
  let told = first;
  let timer = 0;
  const readAgain = async (): Promise<void> => {
    window.clearTimeout(timer);
    const now = document.hidden ? told : await read().catch(() => told);
    if (saysOtherwise(told, now)) show(now);
    told = now;
    window.clearTimeout(timer);
    timer = window.setTimeout(readAgain, untilReading(told, Date.now()));
  };
  timer = window.setTimeout(readAgain, untilReading(told, Date.now()));
  document.addEventListener("visibilitychange", () => void readAgain());
  return {
    tellQueues: (waiting) => {
      if (told.some((one) => (one.waiting ?? undefined) !== waiting[one.code])) void readAgain();
    },
  };
}

/** Milliseconds until a window opens or closes, or until one looks whether anything changed. */
export function untilReading(answers: readonly WindowAnswer[], now: number): number {
  const changes = answers.flatMap(({ until }) => (until ? [Date.parse(until) - now] : []));
  return Math.max(SOONEST_MS, Math.min(FALLBACK_MS, ...changes));
}
