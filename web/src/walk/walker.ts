/** One step of walking freely: hands and time in, a new place out. Pure. */
import { type Ground, slide } from "./ground";

export interface Walker {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  /** of the feet */
  readonly z: number;
  readonly heading: number;
  readonly pitch: number;
  /** metres per second: to the right, forwards; radians per second turning left */
  readonly side: number;
  readonly ahead: number;
  readonly turn: number;
}

export interface Intent {
  readonly side: number;
  readonly ahead: number;
  readonly turn: number;
  readonly fast: boolean;
}

const SPEED = 2.4;
const FAST = 4.8;
const TURN_SPEED = 1.5;
// How quickly one comes up to speed and stops, per second.
const EASE = 10;
const STEEPEST = 1.2;

export function isMoving(walker: Walker): boolean {
  return Math.abs(walker.side) + Math.abs(walker.ahead) + Math.abs(walker.turn) > 0.01;
}

export function walkOn(walker: Walker, intent: Intent, ground: Ground | undefined, seconds: number): Walker {
  const ease = 1 - Math.exp(-EASE * seconds);
  const speed = intent.fast ? FAST : SPEED;
  const towards = (now: number, wanted: number): number => settle(now + (wanted - now) * ease);
  const side = towards(walker.side, intent.side * speed * 0.8);
  const ahead = towards(walker.ahead, intent.ahead * (intent.ahead < 0 ? 0.7 : 1) * speed);
  const turn = towards(walker.turn, intent.turn * TURN_SPEED);
  const heading = walker.heading + turn * seconds;
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const aim = [
    walker.x + (cos * ahead + sin * side) * seconds,
    walker.y + (sin * ahead - cos * side) * seconds,
  ] as const;
  const [x, y] = ground ? slide(ground, [walker.x, walker.y], aim) : [walker.x, walker.y];
  return { ...walker, x, y, heading, side, ahead, turn };
}

function settle(speed: number): number {
  return Math.abs(speed) < 0.01 ? 0 : speed;
}

export function look(walker: Walker, turned: number, raised: number): Walker {
  return {
    ...walker,
    heading: walker.heading + turned,
    pitch: Math.max(-STEEPEST, Math.min(STEEPEST, walker.pitch + raised)),
  };
}

export function stopped(walker: Walker): Walker {
  return { ...walker, side: 0, ahead: 0, turn: 0 };
}
