/** Finds ways for a visit: the page's own router at once, and beside it the server, which knows the words. */
import { type HallApi, ServerError } from "../api/server";
import type { Path, Refusal, Route } from "../api/wire";
import type { WaysClient } from "../ways/client";
import type { Answer, NoWay } from "../ways/router";
import { closedConnectors, isServersToSay } from "./closures";
import { connectorName, endsOf, type Hall, type Spot, spotText } from "./hall";
import { inLanguage, type Translate } from "./texts";
import { isSamePath, plainWayTo, stopsDone, type Way, wayOfErrands, wayOfTour, wayTo } from "./way";

/** A way to show now. `told`: what to show once the server has answered; words why there is no way; null = no answer. */
export interface Lead {
  readonly way: Way;
  readonly told: Promise<Way | string | null>;
}

/** The profile whose ways only the server knows: along walls and tactile paving. And by whose ways one goes to a spot meanwhile. */
const GUIDED = "guided";
const INSTEAD = "step_free";

export class Guide {
  private last = { question: "", answer: Promise.resolve(NOWHERE) };

  constructor(
    private readonly options: {
      readonly hall: Hall;
      readonly api: HallApi;
      readonly find: WaysClient["find"];
      readonly profile: () => string;
      /** where one's errands end, as a route's goal, or "" */
      readonly end: string;
      readonly t: Translate;
    },
  ) {}

  /**
   * By the page's own router, to the nearest of the ends that are meant. The last answer is kept: who foresees a question asks it, and
   * has the answer when it comes. For after a press a browser holds back messages until it has drawn, up to 50 ms.
   */
  find(from: Spot, to: string): Promise<Answer> {
    const { hall, find } = this.options;
    const chosen = this.options.profile();
    const profile = chosen === GUIDED ? INSTEAD : chosen;
    const asked = { from: exactText(hall, from), profile, closed: [...closedConnectors(hall)] };
    const question = JSON.stringify({ ...asked, to });
    if (question !== this.last.question) {
      const ends = endsOf(hall, to);
      const finding = Promise.all(ends.map((end) => find({ ...asked, to: end })));
      this.last = { question, answer: finding.then((answers) => nearest(ends, answers)) };
    }
    return this.last.answer;
  }

  /** A way to a goal, or the words why there is none. plain: the goal as far as the page itself knows it */
  async lead(from: Spot, goal: string, plain = goal): Promise<Lead | string> {
    const { hall, t, profile } = this.options;
    if (isServersToSay(hall) || profile() === GUIDED) return this.serversLead(goal, await this.route(from, goal));
    const finding = this.find(from, plain);
    const asked = this.route(from, goal);
    const found = await finding;
    if (!("reason" in found)) {
      const way = plainWayTo(hall, found.arrives.goal ?? goal, found, t);
      return { way, told: asked.then((answer) => this.retold(way, answer)) };
    }
    const answer = await asked;
    return "code" in answer && answer.code === "no_answer" ? this.whyNot(found) : this.serversLead(goal, answer);
  }

  /** Through the stops of a tour of the hall. */
  async tour(id: string): Promise<Lead | string> {
    const { hall, api, profile, t } = this.options;
    const answer = await answered(api.tour(id, profile()));
    return "legs" in answer ? complete(wayOfTour(hall, id, answer, t)) : this.words(answer);
  }

  /** One's errands from here on. items: as in the walk's address; done: the keys of stops made already */
  async errands(from: Spot, items: string, done: readonly string[]): Promise<Lead | string> {
    const { hall, api, profile, end, t } = this.options;
    const answer = await answered(api.errands({ items: items.split("."), done, end }, spotText(hall, from), profile()));
    return "route" in answer ? complete(wayOfErrands(hall, { items, done }, answer, t)) : this.words(answer);
  }

  /** The same way as one shown, from here. */
  again(way: Way, from: Spot): Promise<Lead | string> {
    const { end } = this.options;
    if (way.kind === "tour") return this.tour(way.goal);
    if (way.kind === "goal") return this.lead(from, way.goal);
    const done = stopsDone(way);
    // With the last stop made there is nothing left to plan but the way from it.
    return done.length === way.done.length + way.stops.length && end !== ""
      ? this.lead(from, end)
      : this.errands(from, way.goal, done);
  }

  private serversLead(goal: string, answer: Route | Refusal): Lead | string {
    const { hall, t } = this.options;
    return "legs" in answer ? complete(wayTo(hall, answer.arrives.goal ?? goal, answer, t)) : this.words(answer);
  }

  private retold(way: Way, answer: Route | Refusal): Way | string | null {
    const { hall, t } = this.options;
    if (!("legs" in answer)) return answer.code === "no_answer" ? null : this.words(answer);
    const told = wayTo(hall, answer.arrives.goal ?? way.goal, answer, t);
    return isSamePath(way.journey.route, answer) ? { ...told, journey: way.journey } : told;
  }

  private route(from: Spot, goal: string): Promise<Route | Refusal> {
    const { hall, api, profile } = this.options;
    return answered(api.route(spotText(hall, from), goal, profile()));
  }

  private words({ code, message }: Refusal): string {
    const { hall, profile, t } = this.options;
    if (code === "no_answer" && profile() === GUIDED) return t("walk.server_only");
    return inLanguage(message, hall.language) || t("walk.goal_lost");
  }

  /** A way to a spot, as the page itself finds it; by the server while only that knows what is shut. */
  async findSpot(from: Spot, to: Pick<Spot, "floor" | "x" | "y">): Promise<Path | string> {
    const { hall } = this.options;
    if (isServersToSay(hall)) {
      const answer = await this.route(from, exactText(hall, to));
      return "legs" in answer ? answer : this.words(answer);
    }
    const found = await this.find(from, exactText(hall, to));
    return "reason" in found ? this.whyNot(found) : found;
  }

  /** In the page's own words. */
  private whyNot({ closed }: NoWay): string {
    const { hall, t } = this.options;
    if (closed.length === 0) return t("walk.goal_lost");
    return t("walk.closed_no_way", { names: closed.map((id) => connectorName(hall, id)).join(", ") });
  }
}

/** What the server says, be it that it will not. */
async function answered<T>(asked: Promise<T>): Promise<T | Refusal> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ServerError) return error.refusal;
    throw error;
  }
}

/** A way of which the server has said all. */
function complete(way: Way): Lead {
  return { way, told: Promise.resolve(null) };
}

const NOWHERE: Answer = { reason: "unknown", closed: [] };

/** The answer that takes the least time, which says where it leads; without any way, why there is none to the first. */
function nearest(ends: readonly string[], answers: readonly Answer[]): Answer {
  let best = answers[0] ?? NOWHERE;
  answers.forEach((answer, i) => {
    if ("reason" in answer || (!("reason" in best) && best.duration_s <= answer.duration_s && i > 0)) return;
    best = { ...answer, arrives: { ...answer.arrives, goal: ends[i] ?? "" } };
  });
  return best;
}

/** A spot to the last digit: rounded, one that is at a wall could be in it. */
function exactText(hall: Hall, { floor, x, y }: Pick<Spot, "floor" | "x" | "y">): string {
  return `${hall.manifest.floors[floor]?.id ?? ""},${x},${y}`;
}
