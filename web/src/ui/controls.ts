/** What hands do: dragging and tapping the picture, keys, and the joystick. */
import { build } from "./build";

interface Hands {
  /** −1…1: to the right, forwards, turning left */
  readonly side: number;
  readonly ahead: number;
  readonly turn: number;
  readonly fast: boolean;
}

export interface PictureActions {
  /** pixels dragged since the last event */
  readonly drag: (dx: number, dy: number) => void;
  /** where a press begins that may become a tap or a drag */
  readonly down?: (x: number, y: number) => void;
  readonly tap: (x: number, y: number) => void;
  /** the pointer rests over a point, or left (null) */
  readonly hover: (at: { x: number; y: number } | null) => void;
}

const TAP_REACH = 7;
const TAP_MS = 450;

export function listenToPicture(canvas: HTMLCanvasElement, actions: PictureActions): void {
  let down: { id: number; x: number; y: number; lastX: number; lastY: number; at: number; moved: boolean } | null =
    null;
  canvas.addEventListener("pointerdown", (event) => {
    if (down !== null || event.button !== 0) return;
    down = {
      id: event.pointerId,
      x: event.offsetX,
      y: event.offsetY,
      lastX: event.clientX,
      lastY: event.clientY,
      at: event.timeStamp,
      moved: false,
    };
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
    actions.down?.(event.offsetX, event.offsetY);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (down === null) {
      if (event.pointerType === "mouse") actions.hover({ x: event.offsetX, y: event.offsetY });
      return;
    }
    if (event.pointerId !== down.id) return;
    if (Math.hypot(event.offsetX - down.x, event.offsetY - down.y) > TAP_REACH) down.moved = true;
    if (down.moved) actions.drag(event.clientX - down.lastX, event.clientY - down.lastY);
    down.lastX = event.clientX;
    down.lastY = event.clientY;
  });
  canvas.addEventListener("pointerup", (event) => {
    if (down === null || event.pointerId !== down.id) return;
    const { x, y, moved, at } = down;
    down = null;
    if (!moved && event.timeStamp - at < TAP_MS) actions.tap(x, y);
  });
  const forget = (): void => {
    down = null;
    actions.hover(null);
  };
  canvas.addEventListener("pointercancel", forget);
  canvas.addEventListener("pointerleave", () => actions.hover(null));
}

const KEYS: Readonly<Record<string, readonly [keyof Held, number]>> = {
  KeyW: ["ahead", 1],
  ArrowUp: ["ahead", 1],
  KeyS: ["ahead", -1],
  ArrowDown: ["ahead", -1],
  KeyA: ["side", -1],
  KeyD: ["side", 1],
  KeyQ: ["turn", 1],
  ArrowLeft: ["turn", 1],
  KeyE: ["turn", -1],
  ArrowRight: ["turn", -1],
};

interface Held {
  side: number;
  ahead: number;
  turn: number;
}

export interface Keys {
  readonly hands: () => Hands;
}

/** Keys held, while nobody writes in a field. `press` gets Enter and Escape; `started` is called when a key goes down. */
export function listenToKeys(actions: {
  readonly press: (key: "Enter" | "Escape") => void;
  readonly started: () => void;
}): Keys {
  const held = new Set<string>();
  let fast = false;
  document.addEventListener("keydown", (event) => {
    fast = event.shiftKey;
    if (writes(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") actions.press("Escape");
    if (event.key === "Enter" && isPicture(event.target)) actions.press("Enter");
    if (!(event.code in KEYS) || scrolls(event.target, event.code)) return;
    event.preventDefault();
    held.add(event.code);
    actions.started();
  });
  document.addEventListener("keyup", (event) => {
    fast = event.shiftKey;
    held.delete(event.code);
  });
  window.addEventListener("blur", () => held.clear());
  const hands = (): Hands => {
    const sum: Held = { side: 0, ahead: 0, turn: 0 };
    for (const code of held) {
      const [axis, value] = KEYS[code] ?? ["turn", 0];
      sum[axis] = Math.max(-1, Math.min(1, sum[axis] + value));
    }
    return { ...sum, fast };
  };
  return { hands };
}

function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
  );
}

function isPicture(target: EventTarget | null): boolean {
  return target === document.body || target instanceof HTMLCanvasElement;
}

/** Arrow keys in a sheet, a list or a dialog scroll it. */
function scrolls(target: EventTarget | null, code: string): boolean {
  return (
    code.startsWith("Arrow") && target instanceof Element && target.closest(".walk-sheet, .walk-steps, dialog") !== null
  );
}

export interface Joystick {
  readonly root: HTMLElement;
  readonly hands: () => { readonly side: number; readonly ahead: number };
}

const STICK_REACH = 46;

export function createJoystick(label: string, started: () => void): Joystick {
  const knob = build("span", { class: "walk-knob" });
  const root = build("div", { class: "walk-stick", "aria-hidden": "true", title: label }, knob);
  let at = { side: 0, ahead: 0 };
  let id: number | null = null;
  const move = (event: PointerEvent): void => {
    const box = root.getBoundingClientRect();
    const dx = event.clientX - box.left - box.width / 2;
    const dy = event.clientY - box.top - box.height / 2;
    const reach = Math.max(1, Math.hypot(dx, dy) / STICK_REACH);
    at = { side: dx / reach / STICK_REACH, ahead: -dy / reach / STICK_REACH };
    knob.style.transform = `translate(${dx / reach}px, ${dy / reach}px)`;
    started();
  };
  const release = (): void => {
    id = null;
    at = { side: 0, ahead: 0 };
    knob.style.transform = "";
  };
  root.addEventListener("pointerdown", (event) => {
    id = event.pointerId;
    root.setPointerCapture(id);
    move(event);
  });
  root.addEventListener("pointermove", (event) => {
    if (event.pointerId === id) move(event);
  });
  root.addEventListener("pointerup", release);
  root.addEventListener("pointercancel", release);
  return { root, hands: () => at };
}
