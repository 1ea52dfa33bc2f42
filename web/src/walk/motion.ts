/** The walker and what moves it: hands, being walked along a way, being carried, settling before a window. */
import type { Connector } from "../api/wire";
import { easeHeading, radians, turnBetween } from "./angles";
import { closedBefore, shutOnStep } from "./closures";
import { isWalkable, slide } from "./ground";
import { connectorsOf, elevationOf, type Hall, rideJourney, type Spot, standable, windowView } from "./hall";
import { type Journey, poseAt } from "./journey";
import { liftAt, rideEntered, ridesFrom } from "./rides";
import { type Intent, isMoving, look, stopped, type Walker, walkOn } from "./walker";
import { carrierAt, comeTo, keepTo, type Way, windowOfWay } from "./way";

const WALKED_SPEED = 3;
const CARRIED_SPEED = 2;
const SETTLING = 4;

/** Being walked or carried along a journey. `onWay` = it is the way shown, and its progress counts. */
interface Travel {
  readonly journey: Journey;
  readonly at: number;
  /** metres at which it ends */
  readonly end: number;
  readonly onWay: boolean;
  readonly done: () => void;
}

/** What to settle into: a heading, and a spot when there is one to step to. */
interface Aim {
  readonly heading: number;
  readonly spot: Spot | null;
}

export interface MotionEvents {
  /** one is somewhere else at once */
  readonly jumped: () => void;
  /** the way's progress, or who walks it, has changed */
  readonly wayChanged: () => void;
  readonly arrived: () => void;
  /** one stands or walks off the way shown; said again while it lasts */
  readonly strayed: () => void;
  readonly floorReached: (floor: number) => void;
  readonly liftMet: (lift: Connector) => void;
  /** one has come to a door or a ride that staff have closed: its target */
  readonly closedMet: (target: string) => void;
}

export class Motion {
  walker: Walker;
  way: Way | null = null;
  private travel: Travel | null = null;
  private aim: Aim | null = null;
  private lift: Connector | null = null;
  /** what is closed and one stands before: it is told once */
  private before: string | null = null;
  private changed = true;

  constructor(
    private readonly hall: Hall,
    private readonly still: boolean,
    private readonly events: MotionEvents,
    first: Spot,
  ) {
    this.walker = this.standing(first);
  }

  get here(): Spot {
    const { floor, x, y, heading } = this.walker;
    return { floor, x, y, heading };
  }

  get isTravelling(): boolean {
    return this.travel !== null;
  }

  get isOnWay(): boolean {
    return this.travel?.onWay === true;
  }

  get isCarried(): boolean {
    return this.travel !== null && carrierAt(this.hall, this.travel.journey, this.travel.at) !== null;
  }

  private standing(spot: Spot): Walker {
    return { ...spot, z: elevationOf(this.hall, spot.floor), pitch: -0.04, side: 0, ahead: 0, turn: 0 };
  }

  /** There at once. */
  jumpTo(spot: Spot): void {
    this.events.jumped();
    this.travel = null;
    this.aim = null;
    this.walker = this.standing(spot);
    this.changed = true;
    this.events.wayChanged();
  }

  turn(left: number, up: number): void {
    this.walker = look(this.walker, left, up);
    this.aim = null;
    this.changed = true;
  }

  setWay(way: Way | null): void {
    this.way = way;
    if (this.travel?.onWay) this.travel = this.restOfRide(this.travel);
    this.changed = true;
    this.events.wayChanged();
  }

  /** The same way in other words. */
  retell(steps: Way["steps"]): void {
    this.way = this.way && { ...this.way, steps };
    this.events.wayChanged();
  }

  /** Turns towards the way's first footprints. */
  faceWay(): void {
    const pose = this.way && poseAt(this.way.journey, 0.1, 3);
    if (pose) this.aim = { heading: pose.heading, spot: null };
  }

  /** Walks one along the way, from where one has come to. */
  follow(): void {
    if (this.way === null || (this.isCarried && this.travel?.journey !== this.way.journey)) return;
    const begin = this.way.arrived ? 0 : this.way.at;
    const pose = poseAt(this.way.journey, begin);
    const far =
      pose && (pose.floor !== this.walker.floor || Math.hypot(pose.x - this.walker.x, pose.y - this.walker.y) > 6);
    if (far) this.events.jumped();
    const { journey } = this.way;
    this.start({ journey, at: begin, end: journey.length, onWay: true, done: () => this.arrive() });
  }

  pause(): void {
    this.travel = this.travel && this.restOfRide(this.travel);
    this.changed = true;
    this.events.wayChanged();
  }

  /** What is left once one would rather stand: nothing, or the ride one is on, which nobody leaves halfway. */
  private restOfRide(travel: Travel): Travel | null {
    const carrier = carrierAt(this.hall, travel.journey, travel.at);
    const done = (): void => this.events.floorReached(this.walker.floor);
    return carrier && { ...travel, end: Math.min(carrier.end, travel.journey.length), onWay: false, done };
  }

  /** A hand on the controls takes over, except while being carried. */
  interrupt(): void {
    this.aim = null;
    this.changed = true;
    if (this.travel !== null && !this.isCarried) this.pause();
  }

  travelAlong(journey: Journey, done: () => void): void {
    this.start({ journey, at: 0, end: journey.length, onWay: false, done });
  }

  private start(travel: Travel): void {
    this.walker = stopped(this.walker);
    this.aim = null;
    this.travel = this.still ? { ...travel, at: travel.journey.length } : travel;
    if (this.still) this.events.jumped();
    this.changed = true;
    this.events.wayChanged();
  }

  /** Puts one where a step of the way begins. */
  goToStep(index: number): void {
    const step = this.way?.steps[index];
    if (this.way === null || step === undefined) return;
    const pose = poseAt(this.way.journey, step.at_m + 0.01, 3);
    this.travel = null;
    this.way = comeTo(this.way, step.at_m + 0.06);
    if (pose) {
      this.events.jumped();
      this.walker = { ...this.standing(pose), z: pose.z };
    }
    this.changed = true;
    if (this.way.arrived) this.arrive();
    else this.events.wayChanged();
  }

  private arrive(): void {
    if (this.way === null) return;
    this.way = comeTo(this.way, this.way.journey.length);
    const window = windowOfWay(this.way);
    const spot = window === null ? null : windowView(this.hall, window);
    const heading = spot?.heading ?? radians(this.way.journey.route.arrives.heading_deg);
    this.aim = this.way.kind === "goal" ? { heading, spot } : null;
    this.events.wayChanged();
    this.events.arrived();
  }

  /** Moves on by so many seconds; whether the picture has changed. */
  advance(seconds: number, intent: Intent): boolean {
    const before = this.walker;
    const wayBefore = this.way;
    if (this.travel === null) this.walkFreely(seconds, intent);
    else this.travelOn(this.travel, seconds);
    this.settle(seconds);
    const moved = isMoving(this.walker) || poseDiffers(this.walker, before);
    const changed = moved || this.changed;
    this.changed = false;
    if (changed && this.travel === null && this.aim === null) this.followWay();
    if (this.way !== wayBefore) this.events.wayChanged();
    return changed;
  }

  private walkFreely(seconds: number, intent: Intent): void {
    const { floor, x, y } = this.walker;
    this.walker = walkOn(this.walker, intent, this.hall.grounds[floor], seconds);
    if (intent.ahead === 0 && intent.side === 0) return;
    const wanted = this.wantedWay(intent);
    this.meetClosed(closedBefore(this.hall, this.here, wanted));
    if (!this.stepOnto(wanted) && (this.walker.x !== x || this.walker.y !== y)) this.meetLift(wanted);
  }

  /** What one wants counts, not how far the wall beside the step let one come. */
  private wantedWay({ ahead, side }: Intent): readonly [number, number] {
    const [cos, sin] = [Math.cos(this.walker.heading), Math.sin(this.walker.heading)];
    return [cos * ahead + sin * side, sin * ahead - cos * side];
  }

  private meetClosed(target: string | null): void {
    if (target !== null && target !== this.before) this.events.closedMet(target);
    this.before = target;
  }

  private stepOnto(wanted: readonly [number, number]): boolean {
    const { floor, x, y } = this.walker;
    const rides = ridesFrom(connectorsOf(this.hall), floor);
    const ride = rideEntered(rides, [x, y], wanted, (id) => this.hall.cores.get(id) ?? 0);
    if (ride === null) return false;
    this.travelAlong(rideJourney(this.hall, ride), () => this.events.floorReached(this.walker.floor));
    return true;
  }

  /** A lift is offered to whoever walks up to its doors, not to whoever passes by. */
  private meetLift(wanted: readonly [number, number]): void {
    const lift = liftAt(connectorsOf(this.hall), this.walker.floor, [this.walker.x, this.walker.y]);
    if (lift === null) this.lift = null;
    if (lift === null || lift === this.lift) return;
    const outwards = this.hall.cores.get(lift.id) ?? 0;
    const into = -(Math.cos(outwards) * wanted[0] + Math.sin(outwards) * wanted[1]);
    if (into < 0.4 * Math.hypot(...wanted)) return;
    this.lift = lift;
    this.walker = stopped(this.walker);
    this.events.liftMet(lift);
  }

  private travelOn(travel: Travel, seconds: number): void {
    const { journey, onWay } = travel;
    const at = Math.min(travel.end, this.further(travel, seconds));
    this.travel = { ...travel, at };
    const pose = poseAt(journey, at);
    const door = pose && shutOnStep(this.hall, this.here, pose);
    if (door !== null) {
      this.travel = null;
      this.meetClosed(door);
      this.events.wayChanged();
      return;
    }
    if (pose) {
      const heading = easeHeading(this.walker.heading, pose.heading, 5, seconds);
      const pitch = this.walker.pitch * Math.exp(-seconds);
      this.walker = { ...this.walker, floor: pose.floor, x: pose.x, y: pose.y, z: pose.z, heading, pitch };
    }
    if (this.way?.journey === journey) this.way = comeTo(this.way, at);
    if (at >= travel.end || (onWay && this.way?.arrived)) this.endTravel(travel.done);
  }

  private further({ journey, at }: Travel, seconds: number): number {
    const carrier = carrierAt(this.hall, journey, at);
    if (carrier?.kind !== "lift") return at + seconds * (carrier === null ? WALKED_SPEED : CARRIED_SPEED);
    this.events.jumped();
    return carrier.end + 0.01;
  }

  private endTravel(done: () => void): void {
    this.travel = null;
    const { floor, x, y } = this.walker;
    const ground = this.hall.grounds[floor];
    const spot = ground && !isWalkable(ground, [x, y]) ? standable(this.hall, this.here) : this.here;
    this.walker = { ...this.walker, ...spot, z: elevationOf(this.hall, floor) };
    done();
  }

  private settle(seconds: number): void {
    if (this.aim === null) return;
    const { heading, spot } = this.aim;
    const part = this.still ? 1 : 1 - Math.exp(-SETTLING * seconds);
    const left = turnBetween(this.walker.heading, heading);
    this.walker = { ...this.walker, heading: this.walker.heading + left * part, pitch: this.walker.pitch * (1 - part) };
    const come = spot === null || this.stepTowards(spot, part);
    if (come && Math.abs(left) < 0.005) this.aim = null;
  }

  /** Whether one has come as near as one can. */
  private stepTowards(spot: Spot, part: number): boolean {
    const { floor, x, y } = this.walker;
    const ground = this.hall.grounds[floor];
    if (ground === undefined || spot.floor !== floor) return true;
    const [nextX, nextY] = slide(ground, [x, y], [x + (spot.x - x) * part, y + (spot.y - y) * part]);
    this.walker = { ...this.walker, x: nextX, y: nextY };
    return Math.hypot(nextX - x, nextY - y) < 0.004;
  }

  private followWay(): void {
    if (this.way === null) return;
    const kept = keepTo(this.way, this.walker.floor, this.walker.x, this.walker.y);
    if (kept === null) {
      this.events.strayed();
      return;
    }
    if (Math.abs(kept.at - this.way.at) < 0.05 && kept.arrived === this.way.arrived) return;
    const arriving = kept.arrived && !this.way.arrived;
    this.way = kept;
    if (arriving) this.arrive();
  }
}

function poseDiffers(a: Walker, b: Walker): boolean {
  return (
    a.x !== b.x || a.y !== b.y || a.z !== b.z || a.heading !== b.heading || a.pitch !== b.pitch || a.floor !== b.floor
  );
}
