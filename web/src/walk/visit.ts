/** A visit to the hall: joins the walker, the stage, what lies over it, and the server. */
import { listenToHall } from "../api/live";
import type { Hit } from "../api/wire";
import type { Stage } from "../stage/stage";
import { createJoystick, type Joystick, type Keys, listenToKeys, listenToPicture } from "../ui/controls";
import { createFind, createGoalCard, type GoalCard } from "../ui/find";
import { createFrame, type Frame, type NearWindow } from "../ui/frame";
import { createMap, type MapPanel } from "../ui/map";
import { createProfileChoices } from "../ui/profile";
import { createRibbon, type Ribbon } from "../ui/ribbon";
import { walkAddress } from "./addresses";
import { radians } from "./angles";
import { closedConnectors, shutDoors } from "./closures";
import { goalOf, pageOf, plainGoalOf } from "./goals";
import { Going } from "./going";
import {
  arrivalOn,
  entranceSpot,
  floorIndex,
  type Spot,
  spotNamed,
  spotText,
  windowFaced,
  windowsNear,
  windowTitle,
} from "./hall";
import { whereabouts } from "./here";
import { runsOnFloor, stretchOn } from "./journey";
import { Leading, type LeadingOptions } from "./leading";
import { Motion } from "./motion";
import { createPages, type Pages } from "./pages";
import { planFloors } from "./plan";
import { ribbonOf } from "./waywords";

const EYE_HEIGHT = 1.6;
const DRAG_TURN = 0.0042;
const NEARBY = 12;

export interface VisitOptions extends Omit<LeadingOptions, "end"> {
  /** where all addresses of this hall begin: "" or "/h/…" */
  readonly prefix: string;
  readonly still: boolean;
  /** who walks, unless the address says */
  readonly profile: string;
  /** from, to, profile, floor, heading: as in the page's address */
  readonly query: URLSearchParams;
  /** how many wait now, by window */
  readonly tellQueues: (waiting: Readonly<Record<string, number>>) => void;
  /** the server has worked out the hall's light */
  readonly lightThere: () => void;
}

export class Visit {
  readonly motion: Motion;
  readonly leading: Leading;
  private readonly going: Going;
  readonly frame: Frame;
  private readonly pages: Pages;
  private readonly card: GoalCard;
  private readonly map: MapPanel;
  private readonly ribbon: Ribbon;
  private readonly keys: Keys;
  private readonly stick: Joystick;
  private pressed: ReturnType<Stage["pick"]> = null;
  private restedFor = 0;
  private said = "";

  constructor(private readonly options: VisitOptions) {
    const { hall, t, canvas, query, prefix } = options;
    const { language, manifest } = hall;
    const profile = query.get("profile") ?? options.profile;
    const goTo = (goal: string, plain?: string): void => void this.leading.goTo(goal, plain);
    this.frame = createFrame(t, language, manifest.name, prefix, {
      toEntrance: () => this.going.jumpTo(entranceSpot(hall)),
      nearby: () => this.nearby(),
      openWindow: (code) => this.openWindow(code),
      goTo,
    });
    this.motion = new Motion(hall, options.still, this.motionEvents(), this.firstSpot());
    this.leading = new Leading({ ...options, profile, end: query.get("end") ?? "" }, this.motion, this.frame);
    this.going = new Going(options, this.motion, this.frame, this.leading);
    this.pages = createPages({ t, language, hallName: manifest.name, prefix, goTo });
    // Beside what one found, and beside the way shown.
    const travelAs = (chosen: string): void => void this.leading.travelAs(chosen);
    const [beforeTheWay, onTheWay] = createProfileChoices(t, 2, profile, travelAs);
    this.card = createGoalCard(t, language, beforeTheWay);
    const find = this.createFind(goTo);
    this.map = createMap(t, planFloors(hall), {
      go: (floor, spot) => void this.going.walkTo(floor, spot),
      toFloor: (floor) => {
        if (floor !== this.motion.walker.floor) this.going.jumpTo(arrivalOn(hall, floor));
      },
    });
    this.ribbon = createRibbon(t, onTheWay, {
      step: (index) => this.goToStep(index),
      toggleWalking: () => (this.motion.isOnWay ? this.motion.pause() : this.motion.follow()),
      end: () => this.leading.end(),
      openPlate: (code) => this.openWindow(code),
    });
    this.keys = listenToKeys({ press: (key) => this.press(key), started: () => this.motion.interrupt() });
    this.stick = createJoystick(t("walk.joystick"), () => this.motion.interrupt());
    listenToPicture(canvas, {
      drag: (dx, dy) => this.motion.turn(dx * DRAG_TURN, dy * DRAG_TURN * 0.8),
      down: (x, y) => this.pressDown(x, y),
      tap: () => this.tap(),
      hover: (at) => this.hover(at),
    });
    this.frame.top.append(find, this.card.root);
    this.frame.corner.append(this.map.root);
    this.frame.middle.append(this.ribbon.root);
    this.frame.root.append(this.stick.root, this.pages.sheet.root);
  }

  private motionEvents(): ConstructorParameters<typeof Motion>[2] {
    return {
      jumped: () => this.frame.blink(),
      wayChanged: () => this.showWay(),
      arrived: () => this.leading.arrived(),
      strayed: () => this.leading.strayed(),
      floorReached: (floor) => this.going.sayFloor(floor),
      closedMet: (target) => this.leading.tellClosed(target),
      liftMet: (lift) => void this.going.askLift(lift),
    };
  }

  private createFind(goTo: (goal: string, plain?: string) => void): HTMLElement {
    const { hall, t, api, prefix } = this.options;
    return createFind(t, hall.language, {
      search: (text, signal) => api.search(text, signal),
      choose: (hit) => this.offer(hit),
      unitsPage: () => void this.pages.sheet.open(`${prefix}/units`),
      searchPage: (text) => void this.pages.sheet.open(`${prefix}/search?${new URLSearchParams({ q: text })}`),
      go: (hit) => goTo(goalOf(hit) ?? "", plainGoalOf(hit) ?? ""),
      announce: this.frame.announce,
    });
  }

  private firstSpot(): Spot {
    const { hall, query } = this.options;
    const floor = floorIndex(hall, query.get("floor") ?? "");
    const named = spotNamed(hall, query.get("from") ?? "");
    const spot = named ?? (floor > 0 ? arrivalOn(hall, floor) : entranceSpot(hall));
    const heading = query.get("heading");
    return heading === null ? spot : { ...spot, heading: radians(Number(heading) || 0) };
  }

  /** Shows the hall, and the way asked for in the address, or else the tour. */
  async begin(): Promise<void> {
    const { hall, api, query, stage } = this.options;
    this.show();
    listenToHall(api.live, {
      hall: ({ version, light }) => {
        this.tellVersion(version);
        if (light) this.options.lightThere();
      },
      closures: ({ closures }) => {
        this.leading.close(closures);
        stage.close(closedConnectors(hall), shutDoors(hall));
      },
      queues: ({ waiting }) => {
        this.pages.tellQueues(waiting);
        this.options.tellQueues(waiting);
      },
    });
    const goal = query.get("to");
    if (goal) await this.leading.goTo(goal);
    const items = query.get("items");
    if (items && this.motion.way === null) await this.leading.doErrands(items, query.get("done")?.split(".") ?? []);
    const [tour] = hall.manifest.tours;
    if (tour !== undefined && this.motion.way === null) await this.leading.takeTour(tour.id);
  }

  advance(seconds: number): boolean {
    const held = this.keys.hands();
    const pushed = this.stick.hands();
    const intent = { ...held, side: held.side + pushed.side, ahead: held.ahead + pushed.ahead };
    const changed = this.motion.advance(seconds, intent);
    this.leading.advance();
    if (changed) this.show();
    this.rest(changed, seconds);
    return changed;
  }

  private show(): void {
    const { stage, hall } = this.options;
    const { walker, way } = this.motion;
    stage.look({ ...walker, z: walker.z + EYE_HEIGHT });
    this.markStretch();
    const goal = way?.kind === "goal" ? way.journey.route.arrives : null;
    this.map.show({
      floor: walker.floor,
      x: walker.x,
      y: walker.y,
      heading: walker.heading,
      way: this.leading.journeys.flatMap((one) => runsOnFloor(one, walker.floor)),
      goal: goal && floorIndex(hall, goal.floor) === walker.floor ? [goal.x, goal.y] : null,
    });
  }

  /** After a second's rest, says where one stands. */
  private rest(moved: boolean, seconds: number): void {
    const { motion } = this;
    this.restedFor = moved ? 0 : this.restedFor + seconds;
    this.frame.root.classList.toggle("walk-moving", moved && motion.isTravelling);
    if (this.restedFor < 1 || motion.isTravelling || motion.way?.arrived) return;
    const words = whereabouts(this.options.hall, motion.here, this.options.t);
    if (words !== this.said) this.frame.announce(words);
    this.said = words;
  }

  /** Leads back to this spot, and to the way shown. */
  get address(): string {
    const { hall, prefix } = this.options;
    const { here } = this.motion;
    return walkAddress(prefix, {
      ...this.leading.asks,
      from: spotText(hall, here),
      heading_deg: (here.heading * 180) / Math.PI,
    });
  }

  /** A server that came back with another hall than the one shown: only a reload brings that. */
  private tellVersion(version: string): void {
    const { hall, t } = this.options;
    if (version === hall.manifest.version) return;
    this.frame.offer(t("walk.hall_updated"), t("walk.reload"), () => location.replace(this.address));
  }

  // What hands do.

  private press(key: "Enter" | "Escape"): void {
    const { hall, canvas } = this.options;
    const { sheet } = this.pages;
    if (key === "Enter") {
      const faced = windowFaced(hall, this.motion.here);
      if (faced) this.openWindow(faced.code);
    } else if (this.frame.closePopups()) return;
    else if (sheet.isOpen()) sheet.close();
    else if (this.motion.isOnWay) this.motion.pause();
    else if (document.activeElement === canvas) canvas.blur();
  }

  private hover(at: { x: number; y: number } | null): void {
    const { stage, canvas } = this.options;
    const picked = at && stage.pick(at.x, at.y);
    canvas.style.cursor = picked?.kind === "window" || picked?.kind === "connector" ? "pointer" : "";
  }

  /** What one presses is what is there when the press begins; its way is looked for meanwhile. */
  private pressDown(x: number, y: number): void {
    this.pressed = this.options.stage.pick(x, y);
    if (this.pressed?.kind === "floor") void this.going.findSpot(this.motion.walker.floor, this.pressed.spot);
  }

  private tap(): void {
    const picked = this.pressed;
    this.frame.closePopups();
    if (picked?.kind === "window") this.openWindow(picked.id);
    else if (picked?.kind === "connector") this.going.board(picked.id);
    else if (picked?.kind === "floor") void this.going.walkTo(this.motion.walker.floor, picked.spot);
  }

  // What is shown over the picture.

  private goToStep(index: number): void {
    this.motion.goToStep(index);
    this.frame.announce(this.motion.way?.steps[index]?.text ?? "");
  }

  /** What of the way is to be walked now, on the floor one is on, stands out from what is for later. */
  private markStretch(): void {
    const { stage, hall } = this.options;
    const { way, walker } = this.motion;
    const length = way?.journey.length ?? 0;
    const floor = hall.manifest.floors[walker.floor]?.id ?? "";
    const stretch = way && stretchOn(way.journey, floor, way.at);
    stage.setWalked(way?.at ?? 0, stretch ?? { begin: 0, end: length }, length);
  }

  private showWay(): void {
    const { t } = this.options;
    const { way } = this.motion;
    this.markStretch();
    this.frame.root.classList.toggle("walk-arrived", way?.arrived === true);
    this.ribbon.show(way && ribbonOf(way, this.motion.isOnWay, t));
  }

  private offer(hit: Hit): void {
    const page = pageOf(hit, this.options.prefix);
    const [goal, plain] = [goalOf(hit) ?? "", plainGoalOf(hit) ?? ""];
    if (plain !== "") void this.leading.guide.find(this.motion.here, plain);
    const go = (): void => void this.leading.goTo(goal, plain);
    this.card.show(hit, go, page === null ? null : () => void this.pages.sheet.open(page));
  }

  private nearby(): readonly NearWindow[] {
    const { hall } = this.options;
    return windowsNear(hall, this.motion.here, NEARBY).map(({ window, metres }) => ({
      code: window.code,
      name: windowTitle(hall, window.code),
      metres: Math.max(1, Math.round(metres)),
    }));
  }

  private openWindow(code: string): void {
    this.frame.closePopups();
    this.pages.openWindow(code);
  }
}
