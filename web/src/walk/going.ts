/** Going to a spot that is no goal: across the floor, onto what carries one, to another floor at once. */
import type { Connector, Path } from "../api/wire";
import type { Frame } from "../ui/frame";
import { nearestWalkable } from "./ground";
import { connectorsOf, floorName, type Hall, rideJourney, type Spot, standable, travelAlong } from "./hall";
import type { Leading } from "./leading";
import type { Motion } from "./motion";
import { ridesFrom } from "./rides";
import type { Translate } from "./texts";

type FloorSpot = readonly [number, number];

export interface GoingOptions {
  readonly hall: Hall;
  readonly canvas: HTMLCanvasElement;
  readonly t: Translate;
}

export class Going {
  constructor(
    private readonly options: GoingOptions,
    private readonly motion: Motion,
    private readonly frame: Frame,
    private readonly leading: Leading,
  ) {}

  /** There at once. */
  jumpTo(spot: Spot): void {
    this.motion.jumpTo(spot);
    this.sayFloor(spot.floor);
  }

  sayFloor(floor: number): void {
    this.frame.announce(this.options.t("walk.on_floor", { floor: floorName(this.options.hall, floor) }));
  }

  /** Walks to the connector's stop on this floor and is carried on from there. */
  board(id: string): void {
    const { hall, t } = this.options;
    const { floor } = this.motion.walker;
    const connector = hall.layout.connectors.find((one) => one.id === id);
    const ride = ridesFrom(connectorsOf(hall), floor).find((one) => one.connector.id === id);
    const stop = ride?.from ?? connector?.stops.find((one) => one.floor === floor);
    if (connector === undefined || stop === undefined) return;
    if (ride === undefined) {
      this.frame.notice(t("walk.not_from_here"));
      return;
    }
    void this.walkTo(floor, stop.at, () => {
      if (connector.kind === "lift") void this.askLift(connector);
      else this.motion.travelAlong(rideJourney(hall, ride), () => this.sayFloor(this.motion.walker.floor));
    });
  }

  async walkTo(floor: number, spot: FloorSpot, then: () => void = () => {}): Promise<void> {
    const { hall, t } = this.options;
    if (this.motion.isCarried) return;
    const found = await this.findSpot(floor, spot);
    if (found === null) this.frame.notice(t("walk.no_floor_there"));
    else if (typeof found === "string") this.frame.notice(found);
    else {
      const journey = travelAlong(hall, found);
      this.leading.showAside(journey);
      this.motion.travelAlong(journey, then);
    }
  }

  /** The way to the nearest place to stand, or why there is none; null where one cannot stand. */
  async findSpot(floor: number, spot: FloorSpot): Promise<Path | string | null> {
    const ground = this.options.hall.grounds[floor];
    const near = ground && nearestWalkable(ground, spot, 1.5);
    return near ? this.leading.guide.findSpot(this.motion.here, { floor, x: near[0], y: near[1] }) : null;
  }

  async askLift(lift: Connector): Promise<void> {
    const { hall, canvas, t } = this.options;
    const { floor, heading } = this.motion.walker;
    const floors = [...lift.stops]
      .reverse()
      .map((stop) => ({ id: stop.floor, name: floorName(hall, stop.floor), here: stop.floor === floor }));
    const chosen = await this.frame.askFloor(t("walk.lift_title"), floors);
    const stop = lift.stops.find((one) => one.floor === chosen);
    canvas.focus({ preventScroll: true });
    if (stop === undefined) return;
    const facing = hall.cores.get(lift.id) ?? heading;
    this.jumpTo(standable(hall, { floor: stop.floor, x: stop.at[0], y: stop.at[1], heading: facing }));
  }
}
