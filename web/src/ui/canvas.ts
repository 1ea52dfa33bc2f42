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

export function prefersStillness(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export type StageState = "loading" | "ready" | "failed";

/** What the styles and the tests go by: <html data-stage data-mode>. */
export function markStage(state: StageState, mode: "walk" | "outside"): void {
  document.documentElement.dataset.stage = state;
  document.documentElement.dataset.mode = mode;
}
