/** The clear trail of a walk, as in navmesh/clear.py, and to the last bit: off things, whole corners, few turns. */
import type { Point } from "../api/wire";
import { type Look, lookAlong, type Walls } from "./walls";

const MOST_LONGER = 1.03;
// A corner that leaves the free straight line by less than this is none, metres.
const KINK = 0.005;
// Corners this near to one another are one that the cut mitre of the walkable floor made two, metres.
const CUT_CORNER = 0.6;
// How many places a corner may go to.
const CHOICES = 4;
// A metre lost by nearness is worth so many metres of way: at most, and when every centimetre counts.
const GREATEST_WEIGHT = 8;
const LEAST_WEIGHT = 1e-4;
const WEIGHINGS = 9;
// One turn less is worth so many metres.
const TURN = 0.15;
// Two opposite turns of more than 20° within this many metres are a zigzag; turns the same way so near are one.
const ZIGZAG = 1.5;
const COSINE = 0.9396926207859084;

/** looks[i][j][k]: from place j of corner i - 1 to place k of corner i. */
type Looks = readonly (readonly (readonly Look[])[])[];

/**
 * Steps: 1. no kinks, whole corners, 2. looks between the places each may go to, 3. the best, 4. needless ones, 5. moved
 * once more.
 */
export function clearLine(walls: Walls, floor: number, exact: readonly Point[]): Point[] {
  const look = (a: Point, b: Point): Look => lookAlong(walls, floor, a, b);
  const line = withoutKinks(look, exact);
  const most = MOST_LONGER * lengthOf(line);
  const whole = wholeCorners(look, line);
  const base = lengthOf(whole) > most ? [...line] : whole;
  if (base.length < 3) return base;
  const places = base.map((_, i) => placesOf(base, i, walls.wanted));
  const looks = places.map((there, i) => (places[i - 1] ?? []).map((a) => there.map((b) => look(a, b))));
  const { trail, weight } = choose(base, places, looks, most);
  const kept = withoutNeedless(look, trail, weight);
  for (let i = 1; i < kept.length - 1; i++) kept[i] = moved(look, kept, i, weight, most, walls.wanted);
  return kept;
}

function lengthOf(line: readonly Point[]): number {
  let metres = 0;
  for (let k = 1; k < line.length; k++) metres += distance(at(line, k - 1), at(line, k));
  return metres;
}

function at<T>(list: readonly T[], i: number): T {
  return list[i] as T;
}

function distance(a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return Math.sqrt(dx * dx + dy * dy);
}

type LookFrom = (a: Point, b: Point) => Look;

/** Without corners that hardly leave the straight line, where that is free. */
function withoutKinks(look: LookFrom, line: readonly Point[]): Point[] {
  const kept = line.slice(0, 1);
  for (let k = 1; k < line.length - 1; k++) {
    const [before, here, after] = [at(kept, kept.length - 1), at(line, k), at(line, k + 1)];
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const area = dx * (here[1] - before[1]) - dy * (here[0] - before[0]);
    const isKink = area * area < KINK * KINK * (dx * dx + dy * dy);
    if (!isKink || look(before, after).lost === Infinity) kept.push(here);
  }
  return [...kept, ...line.slice(-1)];
}

/** One corner instead of two where the lines before and after them meet, and it is free there. */
function wholeCorners(look: LookFrom, line: readonly Point[]): Point[] {
  const whole: Point[] = [];
  line.forEach((spot, k) => {
    whole.push(spot);
    while (whole.length >= 3 && k + 1 < line.length) {
      const [before, p, q] = whole.slice(-3) as [Point, Point, Point];
      const after = at(line, k + 1);
      const met = meeting(before, p, q, after);
      if (met === null || look(before, met).lost + look(met, after).lost === Infinity) break;
      whole.splice(-2, 2, met);
    }
  });
  return whole;
}

/** Where p and q, on the way from before to after, are one corner; null when they are two. */
function meeting(before: Point, p: Point, q: Point, after: Point): Point | null {
  const [ux, uy] = [p[0] - before[0], p[1] - before[1]];
  const [vx, vy] = [q[0] - p[0], q[1] - p[1]];
  const [wx, wy] = [after[0] - q[0], after[1] - q[1]];
  const [first, second, both] = [ux * vy - uy * vx, vx * wy - vy * wx, ux * wy - uy * wx];
  const near = CUT_CORNER * CUT_CORNER;
  if (vx * vx + vy * vy > near || first * second <= 0 || both * first <= 0) return null;
  const ahead = second / both;
  const [x, y] = [p[0] + ahead * ux, p[1] + ahead * uy];
  const fromP = (x - p[0]) * (x - p[0]) + (y - p[1]) * (y - p[1]);
  const fromQ = (x - q[0]) * (x - q[0]) + (y - q[1]) * (y - q[1]);
  return Math.max(fromP, fromQ) <= near ? [x, y] : null;
}

/** Where a corner may go: from its own place to where both its lines are clear. Ends stay. */
function placesOf(base: readonly Point[], i: number, wanted: number): Point[] {
  const [x, y] = at(base, i);
  if (i === 0 || i === base.length - 1) return [[x, y]];
  const [pushX, pushY] = push(at(base, i - 1), [x, y], at(base, i + 1), wanted);
  return Array.from({ length: CHOICES }, (_, k): Point => {
    const share = k / (CHOICES - 1);
    return [x + share * pushX, y + share * pushY];
  });
}

/** Outwards, by so much that both lines of a corner move by `wanted`; twice that at the most. */
function push(before: Point, here: Point, after: Point, wanted: number): Point {
  const [u, w] = [distance(before, here), distance(here, after)];
  const [ux, uy] = [(here[0] - before[0]) / u, (here[1] - before[1]) / u];
  const [wx, wy] = [(after[0] - here[0]) / w, (after[1] - here[1]) / w];
  const [alongX, alongY] = [ux + wx, uy + wy];
  const along = Math.sqrt(alongX * alongX + alongY * alongY);
  if (along < 1e-6) return [0, 0];
  const side = ux * wy - uy * wx > 0 ? 1 : -1;
  const far = (side * wanted) / Math.max(along / 2, 0.5) / along;
  return [far * alongY, -far * alongX];
}

/** The best places, and the weight that chose them; less for who would turn back and forth. */
function choose(
  base: readonly Point[],
  places: readonly (readonly Point[])[],
  looks: Looks,
  most: number,
): { trail: Point[]; weight: number } {
  const limit = places.map((some) => some.length);
  for (;;) {
    const weighed = weigh(looks, limit, most);
    if (weighed === null) return { trail: [...base], weight: LEAST_WEIGHT };
    const { picked, weight } = weighed;
    const trail = places.map((some, i) => at(some, at(picked, i)));
    const mend = toMend(base, trail, picked);
    if (mend === null) return { trail, weight };
    limit[mend] = at(picked, mend);
  }
}

/** The first corner that makes a zigzag by going too far; null when there is none. */
function toMend(base: readonly Point[], trail: readonly Point[], picked: readonly number[]): number | null {
  for (let i = 1; i < trail.length - 2; i++) {
    const more = at(picked, i) >= at(picked, i + 1) ? i : i + 1;
    if (at(picked, more) > 0 && swingAt(trail, i) > swingAt(base, i)) return more;
  }
  return null;
}

interface Pick {
  readonly picked: readonly number[];
  readonly metres: number;
}

/** The choice of the greatest weight by which it is short enough, by bisection; null when there is none. */
function weigh(
  looks: Looks,
  limit: readonly number[],
  most: number,
): { picked: readonly number[]; weight: number } | null {
  let [low, high, weight] = [LEAST_WEIGHT, GREATEST_WEIGHT, GREATEST_WEIGHT];
  for (let weighing = 0; weighing < WEIGHINGS; weighing++) {
    const { picked, metres } = pick(looks, limit, weight);
    if (metres <= most && weighing === 0) return { picked, weight };
    if (metres <= most) low = weight;
    else high = weight;
    weight = Math.sqrt(low * high);
  }
  const { picked, metres } = pick(looks, limit, low);
  return metres <= most ? { picked, weight: low } : null;
}

/** The places with the least metres + weight · metres lost. */
function pick(looks: Looks, limit: readonly number[], weight: number): Pick {
  const cost: number[][] = [[0]];
  const before: number[][] = [[0]];
  for (let i = 1; i < limit.length; i++) {
    const [costs, befores]: [number[], number[]] = [[], []];
    for (let k = 0; k < at(limit, i); k++) {
      let [least, from] = [Infinity, 0];
      for (let j = 0; j < at(limit, i - 1); j++) {
        const { metres, lost } = at(at(at(looks, i), j), k);
        const here = at(at(cost, i - 1), j) + metres + weight * lost;
        if (here < least) [least, from] = [here, j];
      }
      costs.push(least);
      befores.push(from);
    }
    cost.push(costs);
    before.push(befores);
  }
  const picked = limit.map(() => 0);
  if (cost.at(-1)?.[0] === Infinity) return { picked, metres: Infinity };
  let [metres, k] = [0, 0];
  for (let i = limit.length - 1; i > 0; i--) {
    picked[i] = k;
    const from = at(at(before, i), k);
    metres += at(at(at(looks, i), from), k).metres;
    k = from;
  }
  return { picked, metres };
}

/** Without corners whose lack costs less than a turn is worth, and swings no more. */
function withoutNeedless(look: LookFrom, line: readonly Point[], weight: number): Point[] {
  let trail = [...line];
  let i = 1;
  while (i < trail.length - 1) {
    const [a, here, b] = [at(trail, i - 1), at(trail, i), at(trail, i + 1)];
    const [straight, first, second] = [look(a, b), look(a, here), look(here, b)];
    const without = trail.filter((_, k) => k !== i);
    const bent = first.metres + second.metres + weight * (first.lost + second.lost);
    const isNeedless = straight.lost < Infinity && straight.metres + weight * straight.lost <= bent + TURN;
    if (isNeedless && swingOf(without) <= swingOf(trail)) {
      trail = without;
      i = Math.max(i - 1, 1);
    } else i += 1;
  }
  return trail;
}

/** Where a corner's lines cost least: out by thirds of the wanted distance, or in by one, or where it is. */
function moved(look: LookFrom, line: readonly Point[], i: number, weight: number, most: number, wanted: number): Point {
  const [a, here, b] = [at(line, i - 1), at(line, i), at(line, i + 1)];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const chord = Math.sqrt(dx * dx + dy * dy);
  if (chord < 1e-6) return here;
  const [first, second] = [look(a, here), look(here, b)];
  const rest = lengthOf(line) - first.metres - second.metres;
  const swing = swingOf(line);
  let least = first.metres + second.metres + weight * (first.lost + second.lost);
  let best = here;
  const out = ((here[0] - a[0]) * dy - (here[1] - a[1]) * dx > 0 ? wanted : -wanted) / chord;
  for (const step of [1 / 3, 2 / 3, 1, -1 / 3]) {
    const there: Point = [here[0] + step * out * dy, here[1] - step * out * dx];
    const [one, other] = [look(a, there), look(there, b)];
    const cost = one.metres + other.metres + weight * (one.lost + other.lost);
    const isShort = rest + one.metres + other.metres <= most;
    if (cost < least && isShort && swingOf(line.with(i, there)) <= swing) [least, best] = [cost, there];
  }
  return best;
}

/** How much a line turns back and forth. */
function swingOf(line: readonly Point[]): number {
  let swing = 0;
  for (let i = 1; i < line.length - 2; i++) swing += swingAt(line, i);
  return swing;
}

/** How sharply a line turns at corner i, with those the same way before it, and back at the next: 0 where it is no zigzag. */
function swingAt(line: readonly Point[], i: number): number {
  const side = turnAt(line, i);
  if (side * turnAt(line, i + 1) >= 0 || !isNear(line, i, i + 1)) return 0;
  let [first, last] = [i - 1, i + 1];
  while (first > 0 && turnAt(line, first) * side > 0 && isNear(line, first, i)) first -= 1;
  while (last < line.length - 2 && turnAt(line, last + 1) * side < 0 && isNear(line, i + 1, last + 1)) last += 1;
  return Math.max(COSINE - Math.max(cosine(line, first, i), cosine(line, i, last)), 0);
}

/** Above 0 where a line turns left at corner i, below where right. */
function turnAt(line: readonly Point[], i: number): number {
  const [[ux, uy], [vx, vy]] = [step(line, i - 1), step(line, i)];
  return ux * vy - uy * vx;
}

function isNear(line: readonly Point[], i: number, j: number): boolean {
  const [[ax, ay], [bx, by]] = [at(line, i), at(line, j)];
  const [dx, dy] = [bx - ax, by - ay];
  return dx * dx + dy * dy < ZIGZAG * ZIGZAG;
}

/** Of the angle between the pieces of a line that begin at i and at j. */
function cosine(line: readonly Point[], i: number, j: number): number {
  const [[ux, uy], [vx, vy]] = [step(line, i), step(line, j)];
  return (ux * vx + uy * vy) / Math.sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy));
}

function step(line: readonly Point[], i: number): Point {
  const [[ax, ay], [bx, by]] = [at(line, i), at(line, i + 1)];
  return [bx - ax, by - ay];
}
