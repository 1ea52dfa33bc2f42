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

export const SHARP: Sharpness = { share: 1, frameMs: 16 };

export function afterFrame({ share, frameMs }: Sharpness, ms: number): Sharpness {
  const smoothed = frameMs + (Math.min(ms, 400) - frameMs) * 0.2;
  if (smoothed > SLOW_MS && share > LEAST) return { share: Math.max(LEAST, share * 0.85), frameMs: smoothed * 0.8 };
  if (smoothed < QUICK_MS && share < 1) return { share: Math.min(1, share * 1.1), frameMs: smoothed };
  return { share, frameMs: smoothed };
}
