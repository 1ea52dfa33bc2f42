/** The way shown: which one it is, what of it lies on the floor, and when it becomes another one. */
import type { HallApi } from "../api/server";
import type { Closure } from "../api/wire";
import type { Stage } from "../stage/stage";
import type { Frame } from "../ui/frame";
import { rememberProfile } from "../ui/profile";
import type { WaysClient } from "../ways/client";
import { isWalk, type WalkState, walkAddress } from "./addresses";
import { CONNECTOR, closedConnectors, setClosures } from "./closures";
import { arrowsOf, besideArrows, footstepsOf } from "./footsteps";
import { Guide, type Lead } from "./guide";
import type { Hall } from "./hall";
import type { Journey } from "./journey";
import type { Motion } from "./motion";
import { inLanguage, type Translate } from "./texts";
import { closedAhead, isQuicker, isRestOf, stopsDone, type Way, windowOfWay } from "./way";
import { arrivalWords, closedWords } from "./waywords";

const ASK_AGAIN_MS = 3000;

export interface LeadingOptions {
  readonly hall: Hall;
  readonly stage: Stage;
  readonly api: HallApi;
  readonly find: WaysClient["find"];
  readonly canvas: HTMLCanvasElement;
  readonly t: Translate;
  readonly prefix: string;
  /** who walks, at first */
  readonly profile: string;
  /** where one's errands end, as a route's goal, or "" */
  readonly end: string;
}

/** Something closed just now, or open again. */
interface Changed {
  readonly is: "closed" | "open";
  readonly closure: Closure;
}

export class Leading {
  readonly guide: Guide;
  private profile: string;
  /** being walked to a spot that is no goal */
  private aside: Journey | null = null;
  /** the goal has been reached once: who leaves it now is not led back */
  private reached = false;
  private astray = false;
  private askAgainAt = 0;
  /** what of the hall was closed or opened and may concern the way shown: looked at once one is on a floor */
  private changed: Changed | null = null;
  /** the goal that a closure has taken away */
  private lost: string | null = null;
  /** how often a way was asked for anew; only the last answer counts */
  private asked = 0;
  /** how many stops of one's errands the address says are done */
  private doneInAddress = 0;

  constructor(
    private readonly options: LeadingOptions,
    private readonly motion: Motion,
    private readonly frame: Frame,
  ) {
    const { hall, api, find, t } = options;
    this.profile = options.profile;
    this.guide = new Guide({ hall, api, find, profile: () => this.profile, end: options.end, t });
  }

  /** What lies on the floor, for the map. */
  get journeys(): readonly Journey[] {
    return [this.motion.way?.journey, this.aside].flatMap((one) => one ?? []);
  }

  /** What of the way shown stands in the walk's address. */
  get asks(): WalkState {
    const { way } = this.motion;
    return {
      to: way?.kind === "goal" ? way.goal : null,
      items: way?.kind === "errands" ? way.goal : null,
      done: way === null ? [] : stopsDone(way),
      end: this.options.end,
      profile: this.profile,
    };
  }

  /** Once a frame: what happened meanwhile is answered as soon as one can be led elsewhere. */
  advance(): void {
    if (this.aside !== null && !this.motion.isTravelling) this.showAside(null);
    if (this.changed !== null && !this.motion.isCarried) void this.answer(this.changed);
    if (this.astray && performance.now() > this.askAgainAt) void this.findWayAgain();
    this.keepErrandsInAddress();
  }

  /** A reload goes on where one is: with what is left to do. The address of a page beside the hall stays. */
  private keepErrandsInAddress(): void {
    const { way } = this.motion;
    if (way?.kind !== "errands" || !isWalk(this.options.prefix)) return;
    const done = stopsDone(way).length;
    if (done === this.doneInAddress) return;
    this.doneInAddress = done;
    this.putInAddress(this.asks);
  }

  // A way is shown.

  /** plain: the goal as far as the page itself knows it */
  async goTo(goal: string, plain = goal): Promise<void> {
    if (goal === "") return;
    this.frame.closePopups();
    this.frame.setBusy(this.options.t("walk.seeking"));
    const lead = await this.guide.lead(this.motion.here, goal, plain);
    this.frame.setBusy(null);
    if (!this.begin(lead)) return;
    this.motion.faceWay();
    this.putInAddress({ to: goal, profile: this.profile });
    this.options.canvas.focus({ preventScroll: true });
    this.tell(await this.hearOut(lead));
  }

  /** items: as in the walk's address; done: the keys of stops made already */
  async doErrands(items: string, done: readonly string[]): Promise<void> {
    this.doneInAddress = done.length;
    if (this.begin(await this.guide.errands(this.motion.here, items, done))) this.motion.faceWay();
  }

  async takeTour(id: string): Promise<void> {
    this.begin(await this.guide.tour(id));
  }

  /** Shows a way, or says why there is none. */
  private begin(lead: Lead | string): lead is Lead {
    if (typeof lead === "string") this.refuse(lead);
    else this.setWay(lead.way);
    return typeof lead !== "string";
  }

  end(): void {
    this.setWay(null);
    this.putInAddress({ to: null, profile: this.profile });
    this.options.canvas.focus({ preventScroll: true });
  }

  /** Footprints to a spot that is no goal, or none; those of the way shown stay. */
  showAside(journey: Journey | null): void {
    this.aside = journey;
    this.layPrints();
  }

  private setWay(way: Way | null): void {
    this.options.stage.lightPlate(way === null ? null : windowOfWay(way));
    this.reached = false;
    this.lost = null;
    this.motion.setWay(way);
    this.layPrints();
  }

  private layPrints(): void {
    const { hall, stage } = this.options;
    const { way } = this.motion;
    const prints = way === null ? [] : footstepsOf(way.journey.route.footprints);
    // Beyond the way's end: prints are dimmed by how far one has come along the way.
    const beyond = (way?.journey.length ?? 0) + 1;
    const moved = <One extends { readonly at: number }>(one: One): One => ({ ...one, at: beyond + one.at });
    const others = this.aside === null ? [] : footstepsOf(this.aside.route.footprints);
    const steps = [...prints, ...others.map(moved)];
    const arrows = [
      ...(way === null ? [] : arrowsOf(hall, way.journey)),
      ...(this.aside === null ? [] : arrowsOf(hall, this.aside).map(moved)),
    ];
    stage.showPrints(besideArrows(steps, arrows), arrows);
  }

  private putInAddress(state: WalkState): void {
    history.replaceState(history.state, "", walkAddress(this.options.prefix, state));
  }

  // What happens on the way.

  arrived(): void {
    this.reached = true;
    if (this.motion.way) this.frame.announce(arrivalWords(this.motion.way, this.options.t));
  }

  strayed(): void {
    this.astray = true;
  }

  /** Who walks, from now on, and for the way shown. */
  async travelAs(profile: string): Promise<void> {
    this.profile = profile;
    rememberProfile(profile);
    this.putInAddress(this.asks);
    this.tell(await this.renew((fresh) => fresh));
  }

  /** What is closed from now on; the way shown leads round it, or back to what is open again. */
  close(closures: readonly Closure[]): void {
    const { hall } = this.options;
    const before = new Map(hall.closures);
    setClosures(hall, closures);
    const shut = closures.filter(({ target }) => !before.has(target));
    const opened = [...before.values()].find(({ target }) => !hall.closures.has(target));
    const ridden = this.motion.way && closedAhead(this.motion.way, closedConnectors(hall));
    const barring = shut.find(({ target, door }) => door !== null || target === CONNECTOR + ridden);
    if (barring !== undefined) this.changed = { is: "closed", closure: barring };
    else if (opened !== undefined) this.changed = { is: "open", closure: opened };
  }

  /** Who walks into what is closed is told so. */
  tellClosed(target: string): void {
    const closure = this.options.hall.closures.get(target);
    if (closure !== undefined) this.frame.notice(closedWords(closure, this.options.hall.language, this.options.t));
  }

  private answer({ is, closure }: Changed): Promise<void> {
    this.changed = null;
    return is === "closed" ? this.leadRound(closure) : this.leadBack(closure);
  }

  private async leadRound({ name, door }: Closure): Promise<void> {
    const { hall, t } = this.options;
    const note = t("walk.closed_on_way", { name: inLanguage(name, hall.language) });
    const goal = this.motion.way?.kind === "goal" ? this.motion.way.goal : null;
    // Whether a door was on the way, only the way without it tells.
    const isOff = (fresh: Way, shown: Way): boolean => door !== null && isRestOf(shown, fresh);
    const way = await this.renew((fresh, shown) => (isOff(fresh, shown) ? null : { ...fresh, note }));
    if (way !== null) this.frame.announce(note);
    else if (this.motion.way === null) this.lost = goal;
  }

  /** Who was led round what is open again is led over it, where that is quicker; who was left without a way is offered one. */
  private async leadBack({ name }: Closure): Promise<void> {
    const { hall, t } = this.options;
    const note = t("walk.open_again", { name: inLanguage(name, hall.language) });
    const { lost } = this;
    if (this.motion.way === null && lost !== null) {
      this.frame.offer(note, t("walk.take_me"), () => void this.goTo(lost));
      return;
    }
    const way = await this.renew((fresh, shown) => (isQuicker(shown, fresh) ? { ...fresh, note } : null));
    if (way !== null) this.frame.announce(note);
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

  // Asking.

  /**
   * Asks for the way shown anew, from here, and shows what `choose` makes of the answer; null keeps the one shown.
   * Gives the way that is then shown; null when nothing changed, or there is no way any more.
   */
  private async renew(choose: (fresh: Way, shown: Way) => Way | null): Promise<Way | null> {
    const { way, here } = this.motion;
    if (way === null) return null;
    this.asked += 1;
    const { asked } = this;
    const lead = await this.guide.again(way, here);
    if (this.motion.way?.journey !== way.journey || this.asked !== asked) return null;
    if (typeof lead === "string") {
      this.end();
      this.refuse(lead);
      return null;
    }
    const chosen = choose(lead.way, this.motion.way);
    if (chosen === null) return null;
    this.replaceWay(chosen);
    return this.hearOut(lead);
  }

  /** Waits for what the server says of a way that is already shown; null when the way is no longer shown. */
  private async hearOut(lead: Lead): Promise<Way | null> {
    const told = await lead.told;
    if (this.motion.way?.journey !== lead.way.journey) return null;
    if (typeof told === "string") {
      this.end();
      this.refuse(told);
    } else if (told?.journey === lead.way.journey) this.motion.retell(told.steps);
    else if (told !== null) this.replaceWay({ ...told, note: this.motion.way.note });
    return this.motion.way;
  }

  /** Another way instead of the one shown; who was being walked along it walks on. */
  private replaceWay(way: Way): void {
    const walking = this.motion.isOnWay;
    this.setWay(way);
    if (walking) this.motion.follow();
    else this.motion.faceWay();
  }

  // Saying.

  private tell(way: Way | null): void {
    if (way !== null) this.frame.announce(`${way.title}. ${way.steps[0]?.text ?? ""}`);
  }

  /** Why there is no way; and for who cannot just take another, what to do. */
  private refuse(words: string): void {
    this.frame.notice(this.profile === "walk" ? words : `${words} ${this.options.t("walk.ask_desk")}`);
  }
}
