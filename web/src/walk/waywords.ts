/** The way in words: for the ribbon, and on arrival. */
import type { Closure } from "../api/wire";
import type { RibbonView } from "../ui/ribbon";
import { inLanguage, type Language, type Translate } from "./texts";
import { presentStep, remainingMetres, remainingMinutes, type Way, windowOfWay } from "./way";

export function arrivalWords(way: Way, t: Translate): string {
  const window = windowOfWay(way);
  return window ? t("walk.arrived_window", { code: window }) : t("walk.arrived", { goal: way.title });
}

/** What one is told who walks into something closed: why, and until when. */
export function closedWords({ name, reason, to }: Closure, language: Language, t: Translate): string {
  const values = { name: inLanguage(name, language), reason: inLanguage(reason, language) };
  // As the server gives it, in the hall's time: 2026-11-23T15:00:00+08:00.
  const [, month, day, time] = to?.match(/-(\d\d)-(\d\d)T(\d\d:\d\d)/) ?? [];
  if (month === undefined || day === undefined || time === undefined) return t("walk.closed_here", values);
  return t("walk.closed_here_until", { ...values, month: Number(month), day: Number(day), time });
}

export function ribbonOf(way: Way, walking: boolean, t: Translate): RibbonView {
  const metres = remainingMetres(way);
  const steps = way.steps.map(({ text }) => text);
  const minutes = remainingMinutes(way);
  return {
    title: way.title,
    steps: way.arrived && way.kind === "goal" ? [...steps.slice(0, -1), arrivalWords(way, t)] : steps,
    step: way.arrived ? steps.length - 1 : presentStep(way),
    remaining: way.arrived ? "" : t("walk.remaining", { metres, minutes }),
    note: way.note,
    walking,
    plate: way.arrived ? windowOfWay(way) : null,
  };
}
