/** The picture's element and its size. */
import { build, icon } from "./build";

export function createCanvas(label: string): HTMLCanvasElement {
  const canvas = build("canvas", { class: "walk-canvas", tabindex: "0", "aria-label": label, role: "application" });
  // A way that begins focuses the picture: a frame round it then is for those alone who use keys.
  document.addEventListener("keydown", () => canvas.setAttribute("data-keys", ""));
  document.addEventListener("pointerdown", () => canvas.removeAttribute("data-keys"));
  return canvas;
}

/** What draws WebGL here: nothing, a processor, or graphics hardware. */
export function probeGraphics(): "none" | "software" | "hardware" {
  const gl = build("canvas").getContext("webgl2");
  if (gl === null) return "none";
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  const name = details ? String(gl.getParameter(details.UNMASKED_RENDERER_WEBGL)) : "";
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name) ? "software" : "hardware";
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

/** The stage is the page now: its landmark, and where the skip link leads. */
export function takeOverPage(root: HTMLElement): void {
  // The front page's stage lies inside what is hidden now.
  document.body.prepend(root);
  root.setAttribute("role", "main");
  document.querySelector("a.skip")?.setAttribute("href", "#walk-find");
}

/** A line on the plain page about the picture: that it is coming, or why it is not. The front page needs none. */
export function createPlainNotice(): (words: string) => void {
  const line = build("p");
  const notice = build("div", { class: "notice walk-plain-notice", role: "status" }, icon("help"), line);
  document.querySelector("#plain > .page")?.prepend(notice);
  return (words) => {
    line.textContent = words;
  };
}

export type StageState = "loading" | "ready" | "failed";

/** What the styles and the tests go by: <html data-stage data-mode>. */
export function markStage(state: StageState, mode: "walk" | "outside"): void {
  document.documentElement.dataset.stage = state;
  document.documentElement.dataset.mode = mode;
}
