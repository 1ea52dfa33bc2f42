/** The way in words: for the ribbon, and on arrival. */
import type { RibbonView } from "../ui/ribbon";
import type { Translate } from "./texts";
import { presentStep, remainingMetres, type Way, windowOfWay } from "./way";

// Metres a minute, at the walk profile's speed.
const METRES_A_MINUTE = 72;

export function arrivalWords(way: Way, t: Translate): string {
  const window = windowOfWay(way);
  return window ? t("walk.arrived_window", { code: window }) : t("walk.arrived", { goal: way.title });
}

export function ribbonOf(way: Way, walking: boolean, t: Translate): RibbonView {
  const metres = remainingMetres(way);
  const steps = way.steps.map(({ text }) => text);
  const minutes = Math.max(1, Math.round(metres / METRES_A_MINUTE));
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
