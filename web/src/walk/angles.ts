const TURN = 2 * Math.PI;

export function radians(deg: number): number {
  return (deg * Math.PI) / 180;
}

/** The smallest turn from one heading to another, in (-π, π]. */
export function turnBetween(from: number, to: number): number {
  const turn = (to - from) % TURN;
  if (turn > Math.PI) return turn - TURN;
  return turn <= -Math.PI ? turn + TURN : turn;
}

/** Eases a heading towards another; `rate` per second. */
export function easeHeading(from: number, to: number, rate: number, seconds: number): number {
  return from + turnBetween(from, to) * (1 - Math.exp(-rate * seconds));
}
