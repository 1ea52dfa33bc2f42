/** The picture's element and its size. */
import { build } from "./build";

export function createCanvas(label: string): HTMLCanvasElement {
  return build("canvas", { class: "walk-canvas", tabindex: "0", "aria-label": label, role: "application" });
}

/** Calls back with CSS pixels, now and whenever they change. */
export function watchSize(element: HTMLElement, resized: (width: number, height: number) => void): void {
  const tell = (): void => resized(element.clientWidth, element.clientHeight);
  new ResizeObserver(tell).observe(element);
  tell();
}

/** How much of an element's width a card over its left side covers, 0…1; nothing where the card lies below. */
export function coveredLeft(element: HTMLElement, card: string): number {
  const over = document.querySelector(card)?.getBoundingClientRect();
  const under = element.getBoundingClientRect();
  if (over === undefined || over.top >= under.bottom - 80 || over.width > under.width * 0.7) return 0;
  return Math.max(0, (over.right - under.left) / under.width);
}

export function prefersStillness(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export type StageState = "loading" | "ready" | "failed";

/** What the styles and the tests go by: <html data-stage data-mode>. */
export function markStage(state: StageState, mode: "walk" | "outside"): void {
  document.documentElement.dataset.stage = state;
  document.documentElement.dataset.mode = mode;
}
