/** A visit to the hall: joins the stage, what lies over it, and the server. */
import { type HallApi, loadSheet, ServerError } from "../api/server";
import type { Connector, Hit, Route } from "../api/wire";
import type { Stage, StageFigures } from "../stage/stage";
import { createJoystick, listenToKeys, listenToPicture } from "../ui/controls";
import { createFind, createGoalCard, goalOf } from "../ui/find";
import { createFrame } from "../ui/frame";
import { createMap } from "../ui/map";
import { createRibbon } from "../ui/ribbon";
import { createSheet, fitsSheet } from "../ui/sheet";
import { easeHeading, radians, turnBetween } from "./angles";
import { footstepsOf } from "./footsteps";
import { isClear, isWalkable, nearestWalkable, slide } from "./ground";
import {
  elevationOf,
  entranceSpot,
  floorIndex,
  floorName,
  type Hall,
  rideJourney,
  type Spot,
  spotNamed,
  standable,
  travelAlong,
  windowFaced,
  windowsNear,
  windowTitle,
  windowView,
} from "./hall";
import { whereabouts } from "./here";
import { type Journey, poseAt } from "./journey";
import { planFloors } from "./plan";
import { liftAt, rideEntered, ridesFrom } from "./rides";
import { inLanguage, type Translate } from "./texts";
import { isMoving, look, stopped, type Walker, walkOn } from "./walker";
import {
  carrierAt,
  comeTo,
  keepTo,
  presentStep,
  remainingMetres,
  type Way,
  wayOfTour,
  wayOnFloor,
  wayTo,
  windowOfWay,
} from "./way";

export const EYE_HEIGHT = 1.6;
const WALKED_SPEED = 3;
const CARRIED_SPEED = 2;
const DRAG_TURN = 0.0042;
const PROFILE = "walk";

/** Being walked or carried along a journey. `onWay` = it is the way shown, and its progress counts. */
interface Travel {
  readonly journey: Journey;
  readonly at: number;
  readonly onWay: boolean;
  readonly done: () => void;
}

export interface VisitOptions {
  readonly hall: Hall;
  readonly stage: Stage;
  readonly api: HallApi;
  readonly canvas: HTMLCanvasElement;
  readonly t: Translate;
  /** where all addresses of this hall begin: "" or "/h/…" */
  readonly prefix: string;
  readonly still: boolean;
  readonly query: URLSearchParams;
}

export interface Visit {
  readonly root: HTMLElement;
  /** advances by the seconds and says whether the picture has changed */
  readonly advance: (seconds: number) => boolean;
  readonly figures: (figures: StageFigures) => void;
  readonly state: () => { walker: Walker; way: Way | null; travelling: boolean; riding: boolean };
  readonly goTo: (goal: string) => Promise<void>;
  readonly begin: () => Promise<void>;
  readonly notice: (text: string) => void;
}

export function startVisit(options: VisitOptions): Visit {
  const { hall, stage, api, canvas, t, prefix, still, query } = options;
  const profile = query.get("profile") ?? PROFILE;
  let walker = standing(firstSpot());
  let travel: Travel | null = null;
  let way: Way | null = null;
  let aimHeading: number | null = null;
  let aimSpot: Spot | null = null;
  let changed = true;
  let restedFor = 0;
  let said = "";
  let liftOffered: Connector | null = null;

  function firstSpot(): Spot {
    const from = query.get("from");
    const floor = floorIndex(hall, query.get("floor") ?? "");
    const spot = (from && spotNamed(hall, from)) || (floor > 0 ? arrivalOn(floor) : entranceSpot(hall));
    const heading = query.get("heading");
    return heading === null ? spot : { ...spot, heading: radians(Number(heading) || 0) };
  }

  function standing(spot: Spot): Walker {
    return { ...spot, z: elevationOf(hall, spot.floor), pitch: -0.04, side: 0, ahead: 0, turn: 0 };
  }

  /** Where one comes out on a floor: the head of an escalator, or a lift. */
  function arrivalOn(floor: number): Spot {
    const stops = hall.layout.connectors
      .filter((one) => one.kind === "escalator" || one.kind === "lift")
      .flatMap((one) => one.stops.filter((stop) => stop.floor === floor));
    const [stop] = stops;
    if (stop === undefined) return entranceSpot(hall);
    return standable(hall, { floor, x: stop.at[0], y: stop.at[1], heading: walker?.heading ?? Math.PI / 2 });
  }

  const here = (): Spot => ({ floor: walker.floor, x: walker.x, y: walker.y, heading: walker.heading });
  const spotText = (spot: Spot): string =>
    `${hall.manifest.floors[spot.floor]?.id ?? ""},${spot.x.toFixed(3)},${spot.y.toFixed(3)}`;

  const frame = createFrame(t, hall.language, hall.manifest.name, {
    toEntrance: () => moveTo(entranceSpot(hall)),
    nearby: () =>
      windowsNear(hall, here(), 12).map(({ window, metres }) => ({
        code: window.code,
        name: windowTitle(hall, window.code),
        metres: Math.max(1, Math.round(metres)),
      })),
    openWindow: (code) => openWindow(code),
    goTo: (goal) => {
      frame.closePopups();
      void goTo(goal);
    },
  });
  const sheet = createSheet(t, {
    load: loadSheet,
    go: (goal) => {
      sheet.close();
      void goTo(goal);
    },
    moved: sheetMoved,
  });
  const card = createGoalCard(t, hall.language);
  const find = createFind(t, hall.language, {
    search: (text, signal) => api.search(text, signal),
    choose: chooseHit,
    searchPage: (text) => void sheet.open(`${prefix}/search?${new URLSearchParams({ q: text })}`),
    go: (hit) => void goTo(goalOf(hit) ?? ""),
    announce: frame.announce,
  });
  const map = createMap(t, planFloors(hall), {
    go: (floor, spot) => void walkTo(floor, spot),
    toFloor: (floor) => {
      if (floor !== walker.floor) moveTo(arrivalOn(floor));
    },
  });
  const ribbon = createRibbon(t, {
    step: goToStep,
    toggleWalking: () => (travel?.onWay ? pause() : follow()),
    end: endWay,
    openPlate: openWindow,
  });
  const keys = listenToKeys({ press: pressed, started: interrupt });
  const stick = createJoystick(t("walk.joystick"), interrupt);
  listenToPicture(canvas, { drag: dragged, tap: tapped, hover: hovered });
  frame.top.append(find.root, card.root);
  frame.corner.append(map.root);
  frame.middle.append(ribbon.root);
  frame.root.append(stick.root, sheet.root);
  window.addEventListener("popstate", () => {
    if (fitsSheet(location.pathname)) void sheet.open(location.href);
    else sheet.close();
  });

  function chooseHit(hit: Hit): void {
    card.show(
      hit,
      () => void goTo(goalOf(hit) ?? ""),
      pageOf(hit) === null ? null : () => void sheet.open(pageOf(hit) ?? ""),
    );
  }

  function pageOf(hit: Hit): string | null {
    const folder = { window: "windows", unit: "units", item: "items" }[hit.kind];
    return folder === undefined ? null : `${prefix}/${folder}/${encodeURIComponent(hit.code)}`;
  }

  function openWindow(code: string): void {
    frame.closePopups();
    void sheet.open(`${prefix}/windows/${encodeURIComponent(code)}`);
  }

  /** The address follows the sheet; closing it goes back to the walk's own. */
  function sheetMoved(url: string | null, title: string): void {
    const depth = Number((history.state as { sheet?: number } | null)?.sheet ?? 0);
    if (url === null) {
      if (depth > 0) history.go(-depth);
      document.title = walkTitle;
      return;
    }
    const wanted = new URL(url);
    if (title) document.title = `${title} · ${inLanguage(hall.manifest.name, hall.language)}`;
    if (wanted.pathname + wanted.search === location.pathname + location.search) return;
    history.pushState({ sheet: depth + 1 }, "", wanted.pathname + wanted.search);
  }
  const walkTitle = document.title;

  function pressed(key: "Enter" | "Escape"): void {
    if (key === "Enter") {
      const faced = windowFaced(hall, here());
      if (faced) openWindow(faced.code);
      return;
    }
    if (frame.closePopups()) return;
    if (sheet.isOpen()) sheet.close();
    else if (travel?.onWay) pause();
    else if (document.activeElement === canvas) canvas.blur();
  }

  function dragged(dx: number, dy: number): void {
    walker = look(walker, dx * DRAG_TURN, dy * DRAG_TURN * 0.8);
    aimHeading = null;
    changed = true;
  }

  function hovered(at: { x: number; y: number } | null): void {
    const picked = at && stage.pick(at.x, at.y);
    canvas.style.cursor = picked?.kind === "window" || picked?.kind === "connector" ? "pointer" : "";
  }

  function tapped(x: number, y: number): void {
    const picked = stage.pick(x, y);
    if (picked === null) return;
    if (picked.kind === "window") openWindow(picked.id);
    else if (picked.kind === "connector") boardConnector(picked.id);
    else if (picked.kind === "floor") void walkTo(walker.floor, picked.spot);
  }

  /** Walks to the connector's stop on this floor and is carried on from there. */
  function boardConnector(id: string): void {
    const ride = ridesFrom(hall.layout.connectors, walker.floor).find((one) => one.connector.id === id);
    const stop =
      ride?.from ??
      hall.layout.connectors.find((one) => one.id === id)?.stops.find((one) => one.floor === walker.floor);
    if (stop === undefined) return;
    void walkTo(walker.floor, stop.at, () => {
      if (ride && ride.connector.kind !== "lift") startTravel(rideJourney(hall, ride), false, () => {});
    });
  }

  async function walkTo(floor: number, spot: readonly [number, number], then: () => void = () => {}): Promise<void> {
    const ground = hall.grounds[floor];
    const near = ground && nearestWalkable(ground, spot, 1.5);
    if (!ground || !near) {
      frame.notice(t("walk.no_floor_there"));
      return;
    }
    const goal: Spot = { floor, x: near[0], y: near[1], heading: walker.heading };
    try {
      const route =
        floor === walker.floor && isClear(ground, [walker.x, walker.y], near)
          ? straightRoute(goal)
          : await api.route(spotText(here()), spotText(goal), profile);
      startTravel(travelAlong(hall, route), false, then);
    } catch (error) {
      refuse(error);
    }
  }

  function straightRoute(goal: Spot): Route {
    const z = elevationOf(hall, goal.floor);
    const floor = hall.manifest.floors[goal.floor]?.id ?? "";
    const length = Math.hypot(goal.x - walker.x, goal.y - walker.y);
    return {
      version: hall.manifest.version,
      profile,
      length_m: length,
      duration_s: length / 1.2,
      arrives: { floor, x: goal.x, y: goal.y, heading_deg: 0 },
      legs: [
        {
          floor,
          points: [
            [walker.x, walker.y, z],
            [goal.x, goal.y, z],
          ],
          length_m: length,
          duration_s: length / 1.2,
        },
      ],
      footprints: { floor: [], x: [], y: [], z: [], heading_deg: [], at_m: [], foot: "" },
      steps: [],
    };
  }

  function refuse(error: unknown): void {
    if (!(error instanceof ServerError)) throw error;
    frame.setBusy(null);
    frame.notice(inLanguage(error.refusal.message, hall.language) || t("walk.goal_lost"));
  }

  async function goTo(goal: string): Promise<void> {
    if (goal === "") return;
    frame.setBusy(t("walk.seeking"));
    try {
      const route = await api.route(spotText(here()), goal, profile);
      setWay(wayTo(hall, goal, route, t));
      frame.announce(`${way?.title ?? ""}. ${way?.steps[0] ?? ""}`);
      history.replaceState(history.state, "", `${prefix}/walk?${new URLSearchParams({ to: goal })}`);
      turnAlong();
      canvas.focus({ preventScroll: true });
    } catch (error) {
      refuse(error);
    } finally {
      frame.setBusy(null);
    }
  }

  /** Turns towards the first footprints. */
  function turnAlong(): void {
    const pose = way && poseAt(way.journey, 0.1, 3);
    if (pose) aimHeading = pose.heading;
  }

  function setWay(wanted: Way | null): void {
    way = wanted;
    travel = travel?.onWay ? null : travel;
    stage.showPrints(way === null ? [] : footstepsOf(way.journey.route.footprints));
    stage.setWalked(0);
    stage.lightPlate(way === null ? null : windowOfWay(way));
    changed = true;
    showWay();
  }

  function endWay(): void {
    setWay(null);
    history.replaceState(history.state, "", `${prefix}/walk`);
    canvas.focus({ preventScroll: true });
  }

  function showWay(): void {
    if (way === null) {
      ribbon.show(null);
      return;
    }
    const window = windowOfWay(way);
    const metres = remainingMetres(way);
    const arrivedText = window ? t("walk.arrived_window", { code: window }) : t("walk.arrived", { goal: way.title });
    ribbon.show({
      title: way.title,
      steps: way.arrived && way.kind === "goal" ? [...way.steps.slice(0, -1), arrivedText] : way.steps,
      step: way.arrived ? way.steps.length - 1 : presentStep(way),
      remaining: way.arrived ? "" : t("walk.remaining", { metres, minutes: Math.max(1, Math.round(metres / 72)) }),
      walking: travel?.onWay === true,
      plate: way.arrived ? window : null,
    });
  }

  function follow(): void {
    if (way === null) return;
    const begin = way.arrived ? 0 : way.at;
    const journey = way.journey;
    const pose = poseAt(journey, begin);
    if (pose && (pose.floor !== walker.floor || Math.hypot(pose.x - walker.x, pose.y - walker.y) > 6)) frame.blink();
    startTravel(journey, true, arrive, begin);
  }

  function pause(): void {
    travel = null;
    changed = true;
    showWay();
  }

  /** A hand on the controls takes over, except while being carried. */
  function interrupt(): void {
    aimHeading = null;
    aimSpot = null;
    changed = true;
    if (travel !== null && carrierAt(hall, travel.journey, travel.at) === null) pause();
  }

  function goToStep(index: number): void {
    const step = way?.journey.route.steps[index];
    if (way === null || step === undefined) return;
    const pose = poseAt(way.journey, step.at_m + 0.01, 3);
    travel = null;
    way = comeTo(way, step.at_m + 0.06);
    if (pose) {
      frame.blink();
      walker = { ...standing(pose), z: pose.z };
    }
    if (way.arrived) arrive();
    stage.setWalked(way.at);
    changed = true;
    showWay();
    frame.announce(way.steps[index] ?? "");
  }

  function arrive(): void {
    if (way === null) return;
    way = comeTo(way, way.journey.length);
    const { arrives } = way.journey.route;
    const window = windowOfWay(way);
    const view = window ? windowView(hall, window) : null;
    aimHeading = way.kind === "goal" ? (view?.heading ?? radians(arrives.heading_deg)) : null;
    aimSpot = view;
    showWay();
    frame.announce(window ? t("walk.arrived_window", { code: window }) : t("walk.arrived", { goal: way.title }));
  }

  function startTravel(journey: Journey, onWay: boolean, done: () => void, at = 0): void {
    walker = stopped(walker);
    aimHeading = null;
    aimSpot = null;
    travel = { journey, at: still ? journey.length : at, onWay, done };
    if (still) frame.blink();
    changed = true;
    showWay();
  }

  /** There at once, with a blink. */
  function moveTo(spot: Spot): void {
    frame.blink();
    travel = null;
    aimSpot = null;
    walker = standing(spot);
    changed = true;
    showWay();
    frame.announce(t("walk.on_floor", { floor: floorName(hall, spot.floor) }));
  }

  function travelOn(seconds: number): void {
    if (travel === null) return;
    const { journey, onWay } = travel;
    const carried = carrierAt(hall, journey, travel.at);
    let at = travel.at + seconds * (carried === null ? WALKED_SPEED : CARRIED_SPEED);
    if (carried?.kind === "lift") {
      frame.blink();
      at = carried.end + 0.01;
    }
    at = Math.min(at, journey.length);
    travel = { ...travel, at };
    const pose = poseAt(journey, at);
    if (pose) {
      const heading = easeHeading(walker.heading, pose.heading, 5, seconds);
      walker = {
        ...walker,
        floor: pose.floor,
        x: pose.x,
        y: pose.y,
        z: pose.z,
        heading,
        pitch: walker.pitch * Math.exp(-seconds),
      };
    }
    if (onWay && way !== null) way = comeTo(way, at);
    if (at >= journey.length || (onWay && way?.arrived)) endTravel(travel.done);
  }

  function endTravel(done: () => void): void {
    travel = null;
    walker = { ...walker, z: elevationOf(hall, walker.floor) };
    const ground = hall.grounds[walker.floor];
    if (ground && !isWalkable(ground, [walker.x, walker.y])) walker = { ...walker, ...standable(hall, here()) };
    done();
  }

  function walkFreely(seconds: number): void {
    const held = keys.hands();
    const pushed = stick.hands();
    const intent = { ...held, side: held.side + pushed.side, ahead: held.ahead + pushed.ahead };
    const before = walker;
    walker = walkOn(walker, intent, hall.grounds[walker.floor], seconds);
    const moved = [walker.x - before.x, walker.y - before.y] as const;
    const pressing = intent.ahead !== 0 || intent.side !== 0;
    if (pressing) stepOnto(intent, moved);
  }

  function stepOnto(intent: { side: number; ahead: number }, moved: readonly [number, number]): void {
    const [cos, sin] = [Math.cos(walker.heading), Math.sin(walker.heading)];
    // What one wants counts, not how far the wall beside the step let one come.
    const wanted = [cos * intent.ahead + sin * intent.side, sin * intent.ahead - cos * intent.side] as const;
    const rides = ridesFrom(hall.layout.connectors, walker.floor);
    const ride = rideEntered(rides, [walker.x, walker.y], wanted, (id) => hall.cores.get(id) ?? 0);
    if (ride !== null) {
      startTravel(rideJourney(hall, ride), false, () =>
        frame.announce(t("walk.on_floor", { floor: floorName(hall, walker.floor) })),
      );
      return;
    }
    if (Math.hypot(...moved) > 0) offerLift();
  }

  function offerLift(): void {
    const lift = liftAt(hall.layout.connectors, walker.floor, [walker.x, walker.y]);
    if (lift === liftOffered) return;
    liftOffered = lift;
    if (lift !== null) void askLift(lift);
  }

  async function askLift(lift: Connector): Promise<void> {
    const floors = [...lift.stops]
      .reverse()
      .map((stop) => ({ id: stop.floor, name: floorName(hall, stop.floor), here: stop.floor === walker.floor }));
    const chosen = await frame.askFloor(t("walk.lift_title"), floors);
    const stop = lift.stops.find((one) => one.floor === chosen);
    canvas.focus({ preventScroll: true });
    if (stop === undefined) return;
    moveTo(
      standable(hall, {
        floor: stop.floor,
        x: stop.at[0],
        y: stop.at[1],
        heading: hall.cores.get(lift.id) ?? walker.heading,
      }),
    );
  }

  /** Settles into the view wanted: a heading, and before a window the spot it is best seen from. */
  function settle(seconds: number): void {
    const part = still ? 1 : 1 - Math.exp(-4 * seconds);
    if (aimHeading !== null) {
      walker = {
        ...walker,
        heading: walker.heading + turnBetween(walker.heading, aimHeading) * part,
        pitch: walker.pitch * (1 - part),
      };
      if (Math.abs(turnBetween(walker.heading, aimHeading)) < 0.005) aimHeading = null;
    }
    if (aimSpot === null) return;
    const ground = hall.grounds[walker.floor];
    const aim = [walker.x + (aimSpot.x - walker.x) * part, walker.y + (aimSpot.y - walker.y) * part] as const;
    const [x, y] = ground ? slide(ground, [walker.x, walker.y], aim) : aim;
    const come = Math.hypot(x - walker.x, y - walker.y) < 0.004 || aimSpot.floor !== walker.floor;
    walker = { ...walker, x, y };
    if (come) aimSpot = null;
  }

  function advance(seconds: number): boolean {
    const before = walker;
    const wayBefore = way;
    if (travel !== null) travelOn(seconds);
    else walkFreely(seconds);
    settle(seconds);
    const moved = walker !== before && (isMoving(walker) || poseDiffers(walker, before));
    if (moved && travel === null && way !== null) followWay();
    if (way !== wayBefore && way !== null) {
      stage.setWalked(way.at);
      showWay();
    }
    if (moved || changed) show();
    rest(moved, seconds);
    const wanted = moved || changed;
    changed = false;
    return wanted;
  }

  function followWay(): void {
    if (way === null) return;
    const kept = keepTo(way, walker.floor, walker.x, walker.y);
    if (Math.abs(kept.at - way.at) < 0.05 && kept.arrived === way.arrived) return;
    const arriving = kept.arrived && !way.arrived;
    way = kept;
    if (arriving) arrive();
  }

  function show(): void {
    stage.look({ ...walker, z: walker.z + EYE_HEIGHT });
    const goal = way?.journey.route.arrives;
    map.show({
      floor: walker.floor,
      x: walker.x,
      y: walker.y,
      heading: walker.heading,
      way: way ? wayOnFloor(way, walker.floor) : [],
      goal: way?.kind === "goal" && goal && floorIndex(hall, goal.floor) === walker.floor ? [goal.x, goal.y] : null,
    });
  }

  /** After a second's rest, says where one stands. */
  function rest(moved: boolean, seconds: number): void {
    restedFor = moved ? 0 : restedFor + seconds;
    frame.root.classList.toggle("walk-moving", restedFor < 0.3 && travel !== null);
    if (restedFor < 1 || travel !== null || way?.arrived) return;
    const words = whereabouts(hall, here(), t);
    if (words !== said) frame.announce(words);
    said = words;
  }

  async function begin(): Promise<void> {
    show();
    const goal = query.get("to");
    if (goal) return goTo(goal);
    const [tour] = hall.manifest.tours;
    if (tour === undefined) return;
    try {
      setWay(wayOfTour(hall, tour.id, await api.tour(tour.id, profile), t));
    } catch (error) {
      refuse(error);
    }
  }

  return {
    root: frame.root,
    advance,
    figures: () => {},
    state: () => ({
      walker,
      way,
      travelling: travel !== null,
      riding: travel !== null && carrierAt(hall, travel.journey, travel.at) !== null,
    }),
    goTo,
    begin,
    notice: frame.notice,
  };
}

function poseDiffers(a: Walker, b: Walker): boolean {
  return (
    a.x !== b.x || a.y !== b.y || a.z !== b.z || a.heading !== b.heading || a.pitch !== b.pitch || a.floor !== b.floor
  );
}
