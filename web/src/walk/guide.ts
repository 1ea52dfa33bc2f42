/** Finds ways for a visit: the page's own router at once, and beside it the server, which knows the words. */
import { type HallApi, ServerError } from "../api/server";
import type { Refusal, Route } from "../api/wire";
import type { WaysClient } from "../ways/client";
import type { Answer, NoWay } from "../ways/router";
import { connectorName, type Hall, type Spot, spotText } from "./hall";
import { inLanguage, type Translate } from "./texts";
import { isSamePath, plainWayTo, type Way, wayTo } from "./way";

/** A way to show now. `told`: what to show once the server has answered; words why there is no way; null = no answer. */
export interface Lead {
  readonly way: Way;
  readonly told: Promise<Way | string | null>;
}

export class Guide {
  private last = { question: "", answer: Promise.resolve<Answer>({ reason: "unknown", closed: [] }) };

  constructor(
    private readonly options: {
      readonly hall: Hall;
      readonly api: HallApi;
      readonly find: WaysClient["find"];
      readonly profile: string;
      readonly t: Translate;
    },
  ) {}

  /**
   * By the page's own router. to: as in a route's address. The last answer is kept: who foresees a question asks it, and
   * has the answer when it comes. For after a press a browser holds back messages until it has drawn, up to 50 ms.
   */
  find(from: Spot, to: string): Promise<Answer> {
    const { hall, find, profile } = this.options;
    const asked = { from: exactText(hall, from), to, profile, closed: [...hall.closed] };
    const question = JSON.stringify(asked);
    if (question !== this.last.question) this.last = { question, answer: find(asked) };
    return this.last.answer;
  }

  /** A way to a goal, or the words why there is none. */
  async lead(from: Spot, goal: string): Promise<Lead | string> {
    const { hall, t } = this.options;
    const finding = this.find(from, goal);
    const asked = this.ask(from, goal);
    const found = await finding;
    if (!("reason" in found)) {
      const way = plainWayTo(hall, goal, found, t);
      return { way, told: asked.then((answer) => this.retold(way, answer)) };
    }
    const answer = await asked;
    if ("legs" in answer) return { way: wayTo(hall, goal, answer, t), told: Promise.resolve(null) };
    return answer.code === "no_answer" ? this.whyNot(found) : inLanguage(answer.message, hall.language);
  }

  private retold(way: Way, answer: Route | Refusal): Way | string | null {
    const { hall, t } = this.options;
    if (!("legs" in answer)) return answer.code === "no_answer" ? null : inLanguage(answer.message, hall.language);
    const told = wayTo(hall, way.goal, answer, t);
    return isSamePath(way.journey.route, answer) ? { ...told, journey: way.journey } : told;
  }

  /** The server's route, or why it gives none. */
  private async ask(from: Spot, goal: string): Promise<Route | Refusal> {
    const { hall, api, profile } = this.options;
    try {
      return await api.route(spotText(hall, from), goal, profile);
    } catch (error) {
      if (error instanceof ServerError) return error.refusal;
      throw error;
    }
  }

  /** In the page's own words. */
  whyNot({ closed }: NoWay): string {
    const { hall, t } = this.options;
    if (closed.length === 0) return t("walk.goal_lost");
    return t("walk.closed_no_way", { names: closed.map((id) => connectorName(hall, id)).join(", ") });
  }
}

/** A spot to the last digit: rounded, one that is at a wall could be in it. */
export function exactText(hall: Hall, { floor, x, y }: Pick<Spot, "floor" | "x" | "y">): string {
  return `${hall.manifest.floors[floor]?.id ?? ""},${x},${y}`;
}
