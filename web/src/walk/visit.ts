/** A visit to the hall: joins the walker, the stage, what lies over it, and the server. */

import { listenToClosures } from "../api/live";
import { type HallApi, loadSheet, ServerError } from "../api/server";
import type { Closure, Connector, Hit } from "../api/wire";
import type { Stage } from "../stage/stage";
import { createJoystick, type Joystick, type Keys, listenToKeys, listenToPicture } from "../ui/controls";
import { createFind, createGoalCard, type GoalCard } from "../ui/find";
import { createFrame, type Frame, type NearWindow } from "../ui/frame";
import { createMap, type MapPanel } from "../ui/map";
import { createProfileChoice, type ProfileChoice, rememberProfile } from "../ui/profile";
import { createRibbon, type Ribbon } from "../ui/ribbon";
import { createSheet, fitsSheet, type Sheet } from "../ui/sheet";
import type { WaysClient } from "../ways/client";
import type { Answer } from "../ways/router";
import { type WalkState, walkAddress } from "./addresses";
import { radians } from "./angles";
import { footstepsOf } from "./footsteps";
import { goalOf, pageOf, plainGoalOf } from "./goals";
import { nearestWalkable } from "./ground";
import { exactText, Guide, type Lead } from "./guide";
import {
  arrivalOn,
  connectorName,
  connectorsOf,
  entranceSpot,
  floorIndex,
  floorLabel,
  floorName,
  type Hall,
  rideJourney,
  type Spot,
  spotNamed,
  spotText,
  standable,
  travelAlong,
  windowFaced,
  windowsNear,
  windowTitle,
} from "./hall";
import { whereabouts } from "./here";
import { boardings, type Journey, runsOnFloor } from "./journey";
import { Motion } from "./motion";
import { planFloors } from "./plan";
import { ridesFrom } from "./rides";
import { inLanguage, type Translate } from "./texts";
import { closedAhead, isRestOf, type Way, wayOfErrands, wayOfTour, windowOfWay } from "./way";
import { arrivalWords, ribbonOf } from "./waywords";

const EYE_HEIGHT = 1.6;
const DRAG_TURN = 0.0042;
const NEARBY = 12;
const ASK_AGAIN_MS = 3000;

export interface VisitOptions {
  readonly hall: Hall;
  readonly stage: Stage;
  readonly api: HallApi;
  /** the page's own router */
  readonly find: WaysClient["find"];
  readonly canvas: HTMLCanvasElement;
  readonly t: Translate;
  /** where all addresses of this hall begin: "" or "/h/…" */
  readonly prefix: string;
  readonly still: boolean;
  /** who walks, unless the address says */
  readonly profile: string;
  /** from, to, profile, floor, heading: as in the page's address */
  readonly query: URLSearchParams;
}

export class Visit {
  readonly motion: Motion;
  private profile: string;
  private readonly choices: readonly ProfileChoice[];
  private readonly guide: Guide;
  private readonly frame: Frame;
  private readonly sheet: Sheet;
  private readonly card: GoalCard;
  private readonly map: MapPanel;
  private readonly ribbon: Ribbon;
  private readonly keys: Keys;
  private readonly stick: Joystick;
  private readonly title = document.title;
  private pressed: ReturnType<Stage["pick"]> = null;
  private restedFor = 0;
  private said = "";
  /** the goal has been reached once: who leaves it now is not led back */
  private reached = false;
  private astray = false;
  private askAgainAt = 0;
  /** being walked to a spot that is no goal */
  private aside: Journey | null = null;
  /** what the way shown leads over and was closed since: its id */
  private barred: string | null = null;

  constructor(private readonly options: VisitOptions) {
    const { hall, t, canvas, query, api } = options;
    this.profile = query.get("profile") ?? options.profile;
    const chosen = (profile: string): void => void this.chooseProfile(profile);
    this.choices = [createProfileChoice(t, chosen), createProfileChoice(t, chosen)];
    for (const choice of this.choices) choice.show(this.profile);
    const [beforeTheWay, onTheWay] = this.choices.map(({ root }) => root);
    this.guide = new Guide({ hall, api, find: options.find, profile: () => this.profile, t });
    this.frame = createFrame(t, hall.language, hall.manifest.name, options.prefix, {
      toEntrance: () => this.jumpTo(entranceSpot(hall)),
      nearby: () => this.nearby(),
      openWindow: (code) => this.openWindow(code),
      goTo: (goal) => void this.goTo(goal),
    });
    this.motion = new Motion(hall, options.still, this.motionEvents(), this.firstSpot());
    this.sheet = createSheet(t, {
      load: loadSheet,
      go: (goal) => {
        this.sheet.close();
        void this.goTo(goal);
      },
      moved: (url, title) => this.followSheet(url, title),
    });
    this.card = createGoalCard(t, hall.language, beforeTheWay);
    const find = createFind(t, hall.language, {
      search: (text, signal) => api.search(text, signal),
      choose: (hit) => this.offer(hit),
      unitsPage: () => void this.sheet.open(`${options.prefix}/units`),
      searchPage: (text) => void this.sheet.open(`${options.prefix}/search?${new URLSearchParams({ q: text })}`),
      go: (hit) => void this.goTo(goalOf(hit) ?? "", plainGoalOf(hit) ?? ""),
      announce: this.frame.announce,
    });
    this.map = createMap(t, planFloors(hall), {
      go: (floor, spot) => void this.walkTo(floor, spot),
      toFloor: (floor) => {
        if (floor !== this.motion.walker.floor) this.jumpTo(arrivalOn(hall, floor));
      },
    });
    this.ribbon = createRibbon(t, onTheWay, {
      step: (index) => this.goToStep(index),
      toggleWalking: () => (this.motion.isOnWay ? this.motion.pause() : this.motion.follow()),
      end: () => this.endWay(),
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
    this.frame.root.append(this.stick.root, this.sheet.root);
    window.addEventListener("popstate", () => {
      if (fitsSheet(location.pathname)) void this.sheet.open(location.href);
      else this.sheet.close();
    });
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  private motionEvents(): ConstructorParameters<typeof Motion>[2] {
    return {
      jumped: () => this.frame.blink(),
      wayChanged: () => this.showWay(),
      arrived: () => {
        this.reached = true;
        if (this.motion.way) this.frame.announce(arrivalWords(this.motion.way, this.options.t));
      },
      strayed: () => {
        this.astray = true;
      },
      floorReached: (floor) => this.sayFloor(floor),
      liftMet: (lift) => void this.askLift(lift),
    };
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
    const { hall, api, query } = this.options;
    this.show();
    listenToClosures(api.live, (closures) => this.close(closures));
    const goal = query.get("to");
    if (goal) await this.goTo(goal);
    const items = query.get("items");
    if (items && this.motion.way === null) {
      this.setWay(await this.errands(items));
      this.motion.faceWay();
    }
    const [tour] = hall.manifest.tours;
    if (tour !== undefined && this.motion.way === null) this.setWay(await this.tour(tour.id));
  }

  /** One's errands from here on. items: as in the walk's address */
  private async errands(items: string): Promise<Way | null> {
    const { hall, api, t, query } = this.options;
    const [from, end] = [spotText(hall, this.motion.here), query.get("end") ?? ""];
    return this.answering(async () =>
      wayOfErrands(hall, items, await api.errands(items.split("."), from, end, this.profile), t),
    );
  }

  private async tour(id: string): Promise<Way | null> {
    const { hall, api, t } = this.options;
    return this.answering(async () => wayOfTour(hall, id, await api.tour(id, this.profile), t));
  }

  advance(seconds: number): boolean {
    const held = this.keys.hands();
    const pushed = this.stick.hands();
    const intent = { ...held, side: held.side + pushed.side, ahead: held.ahead + pushed.ahead };
    const changed = this.motion.advance(seconds, intent);
    if (this.aside !== null && !this.motion.isTravelling) {
      this.aside = null;
      this.layPrints();
    }
    if (changed) this.show();
    if (this.barred !== null && !this.motion.isCarried) void this.leadRound(this.barred);
    if (this.astray && performance.now() > this.askAgainAt) void this.findWayAgain();
    this.rest(changed, seconds);
    return changed;
  }

  private show(): void {
    const { stage, hall } = this.options;
    const { walker, way } = this.motion;
    stage.look({ ...walker, z: walker.z + EYE_HEIGHT });
    const goal = way?.kind === "goal" ? way.journey.route.arrives : null;
    this.map.show({
      floor: walker.floor,
      x: walker.x,
      y: walker.y,
      heading: walker.heading,
      way: [way?.journey, this.aside].flatMap((one) => (one ? runsOnFloor(one, walker.floor) : [])),
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
    const { here, way } = this.motion;
    return walkAddress(prefix, {
      ...askedFor(way),
      profile: this.profile,
      from: spotText(hall, here),
      heading_deg: (here.heading * 180) / Math.PI,
    });
  }

  notice(text: string): void {
    this.frame.notice(text);
  }

  private sayFloor(floor: number): void {
    this.frame.announce(this.options.t("walk.on_floor", { floor: floorName(this.options.hall, floor) }));
  }

  private jumpTo(spot: Spot): void {
    this.motion.jumpTo(spot);
    this.sayFloor(spot.floor);
  }

  // What hands do.

  private press(key: "Enter" | "Escape"): void {
    const { hall, canvas } = this.options;
    if (key === "Enter") {
      const faced = windowFaced(hall, this.motion.here);
      if (faced) this.openWindow(faced.code);
    } else if (this.frame.closePopups()) return;
    else if (this.sheet.isOpen()) this.sheet.close();
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
    if (this.pressed?.kind === "floor") void this.findSpot(this.motion.walker.floor, this.pressed.spot);
  }

  private tap(): void {
    const picked = this.pressed;
    this.frame.closePopups();
    if (picked?.kind === "window") this.openWindow(picked.id);
    else if (picked?.kind === "connector") this.board(picked.id);
    else if (picked?.kind === "floor") void this.walkTo(this.motion.walker.floor, picked.spot);
  }

  // Going.

  /** Walks to the connector's stop on this floor and is carried on from there. */
  private board(id: string): void {
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

  private async walkTo(floor: number, spot: readonly [number, number], then: () => void = () => {}): Promise<void> {
    const { hall, t } = this.options;
    if (this.motion.isCarried) return;
    const found = await this.findSpot(floor, spot);
    if (found === null) this.frame.notice(t("walk.no_floor_there"));
    else if ("reason" in found) this.frame.notice(this.guide.whyNot(found));
    else this.walkAside(travelAlong(hall, found), then);
  }

  /** The way to the nearest place to stand; null where there is none. */
  private async findSpot(floor: number, spot: readonly [number, number]): Promise<Answer | null> {
    const { hall } = this.options;
    const ground = hall.grounds[floor];
    const near = ground && nearestWalkable(ground, spot, 1.5);
    return near ? this.guide.find(this.motion.here, exactText(hall, { floor, x: near[0], y: near[1] })) : null;
  }

  /** Footprints to a spot that is no goal; they go when one stands there, the way's stay. */
  private walkAside(journey: Journey, then: () => void): void {
    this.aside = journey;
    this.layPrints();
    this.motion.travelAlong(journey, then);
  }

  /** plain: the goal as far as the page itself knows it */
  async goTo(goal: string, plain = goal): Promise<void> {
    const { prefix, canvas, t } = this.options;
    if (goal === "") return;
    this.frame.closePopups();
    this.frame.setBusy(t("walk.seeking"));
    const lead = await this.guide.lead(this.motion.here, goal, plain);
    this.frame.setBusy(null);
    if (typeof lead === "string") {
      this.refuse(lead);
      return;
    }
    this.setWay(lead.way);
    this.motion.faceWay();
    history.replaceState(history.state, "", walkAddress(prefix, { to: goal, profile: this.profile }));
    canvas.focus({ preventScroll: true });
    const way = await this.hearOut(lead);
    if (way !== null) this.frame.announce(`${way.title}. ${way.steps[0]?.text ?? ""}`);
  }

  /** Waits for what the server says of a way that is already shown; null when the way is no longer shown. */
  private async hearOut(lead: Lead): Promise<Way | null> {
    const told = await lead.told;
    if (this.motion.way?.journey !== lead.way.journey) return null;
    if (typeof told === "string") {
      this.endWay();
      this.refuse(told);
    } else if (told?.journey === lead.way.journey) this.motion.retell(told.steps);
    else if (told !== null) this.replaceWay(told);
    return this.motion.way;
  }

  /** Another way instead of the one shown; who was being walked along it walks on. */
  private replaceWay(way: Way): void {
    const walking = this.motion.isOnWay;
    this.setWay(way);
    if (walking) this.motion.follow();
    else this.motion.faceWay();
  }

  /** Off the footprints: others lead on from here, quietly; not more often than every few seconds. */
  private async findWayAgain(): Promise<void> {
    const { way, here } = this.motion;
    this.astray = false;
    if (way?.kind !== "goal" || this.reached) return;
    this.askAgainAt = performance.now() + ASK_AGAIN_MS;
    const lead = await this.guide.lead(here, way.goal);
    if (typeof lead === "string" || this.motion.way?.journey !== way.journey || this.motion.isOnWay) return;
    this.setWay(lead.way);
    this.frame.announce(this.options.t("walk.new_way"));
    await this.hearOut(lead);
  }

  // For whom.

  /** From now on, and for the way shown. */
  private async chooseProfile(profile: string): Promise<void> {
    const { prefix } = this.options;
    const { way, here } = this.motion;
    this.profile = profile;
    rememberProfile(profile);
    for (const choice of this.choices) choice.show(profile);
    history.replaceState(history.state, "", walkAddress(prefix, { ...askedFor(way), profile }));
    if (way === null) return;
    const lead = way.kind === "goal" ? await this.guide.lead(here, way.goal) : await this.sameAgain(way);
    if (this.motion.way?.journey !== way.journey || this.profile !== profile) return;
    if (lead === null || typeof lead === "string") {
      this.endWay();
      if (lead !== null) this.refuse(lead);
      return;
    }
    this.replaceWay(lead.way);
    const told = await this.hearOut(lead);
    if (told !== null) this.frame.announce(`${told.title}. ${told.steps[0]?.text ?? ""}`);
  }

  /** Why there is no way; and for who cannot just take another, what to do. */
  private refuse(words: string): void {
    this.frame.notice(this.profile === "walk" ? words : `${words} ${this.options.t("walk.ask_desk")}`);
  }

  // What is closed.

  /** What is closed now; a way that leads over a connector of it leads another way, and one that may lead through a door. */
  private close(closures: readonly Closure[]): void {
    const { closed, shut } = this.options.hall;
    const doors = closures.filter(({ target }) => target.startsWith("door:"));
    const justShut = doors.find(({ target }) => !shut.has(target));
    closed.clear();
    shut.clear();
    for (const { target } of closures) closed.add(target.replace(/^connector:/, ""));
    for (const { target, name } of doors) shut.set(target, name);
    this.barred = this.motion.way && (closedAhead(this.motion.way, closed) ?? justShut?.target ?? null);
  }

  private async leadRound(barred: string): Promise<void> {
    const { hall, t } = this.options;
    const { way, here } = this.motion;
    this.barred = null;
    if (way === null) return;
    const lead = way.kind === "goal" ? await this.guide.lead(here, way.goal) : await this.sameAgain(way);
    if (this.motion.way?.journey !== way.journey) return;
    if (lead === null || typeof lead === "string") {
      this.endWay();
      if (lead !== null) this.refuse(lead);
      return;
    }
    // Whether a door was on the way, only the way without it tells.
    if (hall.shut.has(barred) && isRestOf(way, lead.way)) return;
    const name = inLanguage(hall.shut.get(barred), hall.language) || connectorName(hall, barred);
    const note = t("walk.closed_on_way", { name });
    this.replaceWay({ ...lead.way, note });
    this.frame.announce(note);
    await this.hearOut(lead);
  }

  private async sameAgain({ kind, goal }: Way): Promise<Lead | null> {
    const way = kind === "tour" ? await this.tour(goal) : await this.errands(goal);
    return way && { way, told: Promise.resolve(null) };
  }

  /** Does it, or says why the server would not. */
  private async answering<T>(ask: () => Promise<T>): Promise<T | null> {
    const { hall, t } = this.options;
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      this.frame.notice(inLanguage(error.refusal.message, hall.language) || t("walk.goal_lost"));
      return null;
    }
  }

  private async askLift(lift: Connector): Promise<void> {
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

  // The way shown.

  private setWay(way: Way | null): void {
    this.options.stage.lightPlate(way === null ? null : windowOfWay(way));
    this.reached = false;
    this.motion.setWay(way);
    this.layPrints();
  }

  private layPrints(): void {
    const { way } = this.motion;
    const prints = way === null ? [] : footstepsOf(way.journey.route.footprints);
    // Beyond the way's end: prints are dimmed by how far one has come along the way.
    const beyond = (way?.journey.length ?? 0) + 1;
    const others = this.aside === null ? [] : footstepsOf(this.aside.route.footprints);
    const arrows = [way?.journey, this.aside].flatMap((one) => (one ? boardings(one) : []));
    this.options.stage.showPrints(
      [...prints, ...others.map((print) => ({ ...print, at: beyond + print.at }))],
      arrows.map((arrow) => ({ ...arrow, label: floorLabel(this.options.hall, arrow.toFloor) })),
    );
  }

  private endWay(): void {
    const { prefix, canvas } = this.options;
    this.setWay(null);
    history.replaceState(history.state, "", walkAddress(prefix, { to: null, profile: this.profile }));
    canvas.focus({ preventScroll: true });
  }

  private goToStep(index: number): void {
    this.motion.goToStep(index);
    this.frame.announce(this.motion.way?.steps[index]?.text ?? "");
  }

  private showWay(): void {
    const { stage, t } = this.options;
    const { way } = this.motion;
    stage.setWalked(way?.at ?? 0);
    this.frame.root.classList.toggle("walk-arrived", way?.arrived === true);
    this.ribbon.show(way && ribbonOf(way, this.motion.isOnWay, t));
  }

  // Pages beside the hall.

  private offer(hit: Hit): void {
    const page = pageOf(hit, this.options.prefix);
    const [goal, plain] = [goalOf(hit) ?? "", plainGoalOf(hit) ?? ""];
    if (plain !== "") void this.guide.find(this.motion.here, plain);
    this.card.show(hit, () => void this.goTo(goal, plain), page === null ? null : () => void this.sheet.open(page));
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
    void this.sheet.open(`${this.options.prefix}/windows/${encodeURIComponent(code)}`);
  }

  /** The address follows the sheet; closing it goes back to the walk's own. */
  private followSheet(url: string | null, title: string): void {
    const depth = Number((history.state as { sheet?: number } | null)?.sheet ?? 0);
    if (url === null) {
      if (depth > 0) history.go(-depth);
      document.title = this.title;
      return;
    }
    const { pathname, search } = new URL(url);
    if (title) document.title = `${title} · ${inLanguage(this.options.hall.manifest.name, this.options.hall.language)}`;
    if (pathname + search === location.pathname + location.search) return;
    history.pushState({ sheet: depth + 1 }, "", pathname + search);
  }
}

/** What of a way stands in the walk's address. */
function askedFor(way: Way | null): Pick<WalkState, "to" | "items"> {
  return { to: way?.kind === "goal" ? way.goal : null, items: way?.kind === "errands" ? way.goal : null };
}
