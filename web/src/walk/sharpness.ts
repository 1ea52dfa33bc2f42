/** How many pixels are drawn: fewer while frames are slow, all of them when the picture rests. Pure. */

export interface Sharpness {
  /** share of the screen's own pixels, LEAST…1 */
  readonly share: number;
  /** smoothed milliseconds a frame */
  readonly frameMs: number;
}

const LEAST = 0.55;
const SLOW_MS = 42;
const QUICK_MS = 20;
const LONGEST_MS = 100;

export const SHARP: Sharpness = { share: 1, frameMs: 16 };

export function afterFrame({ share, frameMs }: Sharpness, ms: number): Sharpness {
  // One slow frame among quick ones tells nothing.
  const smoothed = frameMs + (Math.min(ms, LONGEST_MS) - frameMs) * 0.2;
  // Another size costs a moment: the slower frames are, the larger the step.
  const less = Math.min(0.85, SLOW_MS / smoothed);
  if (smoothed > SLOW_MS && share > LEAST) return { share: Math.max(LEAST, share * less), frameMs: smoothed * 0.8 };
  if (smoothed < QUICK_MS && share < 1) return { share: Math.min(1, share * 1.1), frameMs: smoothed };
  return { share, frameMs: smoothed };
}
