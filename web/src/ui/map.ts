/** The mini-map: what is walkable, the way, and an arrow where one stands and looks. A click goes there. */
import type { Translate } from "../walk/texts";
import { build, icon, iconButton, setAttributes } from "./build";

export interface MapFloor {
  readonly label: string;
  readonly name: string;
  /** min x, min y, max x, max y in metres */
  readonly bounds: readonly [number, number, number, number];
  /** x0, y0, x1, y1 … of each, even-odd */
  readonly rings: readonly ArrayLike<number>[];
  readonly areas: readonly { readonly name: string; readonly polygon: readonly (readonly [number, number])[] }[];
  readonly windows: readonly (readonly [number, number])[];
  readonly links: readonly { readonly at: readonly [number, number]; readonly sign: string }[];
}

interface MapView {
  readonly floor: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  /** the way on this floor, as runs of points */
  readonly way: readonly (readonly (readonly [number, number])[])[];
  readonly goal: readonly [number, number] | null;
}

export interface MapPanel {
  readonly root: HTMLElement;
  readonly show: (view: MapView) => void;
}

const WIDTH = 232;
const LARGE = 640;
// The joystick stands beside the map on a phone; rem, as its own size.
const BESIDE_REM = 11;
// The find field stands above it, its own head, and on a phone the ribbon below.
const ABOVE = 230;
// Where the picture is small the map begins as a chip with the floor's name.
const LITTLE_ROOM = "(width < 44rem), (height < 32rem)";

export function createMap(
  t: Translate,
  floors: readonly MapFloor[],
  actions: {
    readonly go: (floor: number, spot: readonly [number, number]) => void;
    readonly toFloor: (floor: number) => void;
  },
): MapPanel {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  let view: MapView | null = null;
  let large = false;
  let folded = window.matchMedia(LITTLE_ROOM).matches;
  const canvas = build("canvas", { class: "walk-map-canvas", role: "img", "aria-label": t("walk.map_label") });
  const bases = new Map<string, HTMLCanvasElement>();
  const label = build("span", { class: "walk-map-floor" });
  const chip = build(
    "button",
    { type: "button", class: "walk-map-chip", "aria-controls": "walk-map-plan" },
    icon("map"),
    label,
  );
  const tabs = floors.map((floor, i) => {
    const tab = build(
      "button",
      { type: "button", class: "walk-floor", title: t("walk.go_floor", { floor: floor.name }) },
      floor.label,
    );
    tab.setAttribute("aria-label", t("walk.go_floor", { floor: floor.name }));
    tab.addEventListener("click", () => actions.toFloor(i));
    return tab;
  });
  const size = iconButton("larger", t("walk.map_larger"), () => setLarge(!large), true);
  const plan = build(
    "div",
    { class: "walk-map-plan", id: "walk-map-plan" },
    canvas,
    build("div", { class: "walk-floors", role: "group", "aria-label": t("walk.floors") }, ...[...tabs].reverse()),
  );
  const root = build(
    "section",
    { class: "walk-map", "aria-label": t("walk.map_label") },
    build("div", { class: "walk-map-head" }, chip, size),
    plan,
  );
  const fold = (wanted: boolean): void => {
    folded = wanted;
    plan.hidden = folded;
    size.hidden = folded;
    chip.setAttribute("aria-expanded", String(!folded));
    if (view) draw(view);
  };
  chip.addEventListener("click", () => fold(!folded));

  const setLarge = (wanted: boolean): void => {
    large = wanted;
    root.classList.toggle("walk-map-large", large);
    const name = t(large ? "walk.map_smaller" : "walk.map_larger");
    size.replaceChildren(icon(large ? "smaller" : "larger"));
    setAttributes(size, { "aria-label": name, title: name });
    if (view) draw(view);
  };

  const frameOf = (floor: MapFloor): Frame => {
    const [minX, minY, maxX, maxY] = floor.bounds;
    const tallest = ((window.innerHeight - ABOVE) * (maxX - minX)) / (maxY - minY);
    const width = large
      ? Math.min(LARGE, window.innerWidth - 48, tallest)
      : Math.min(WIDTH, window.innerWidth - BESIDE_REM * rem, tallest);
    const scale = (width - 12) / (maxX - minX);
    return { minX: minX - 6 / scale, maxY: maxY + 6 / scale, scale, width, height: (maxY - minY) * scale + 12 };
  };

  const draw = (shown: MapView): void => {
    if (folded) return;
    const floor = floors[shown.floor];
    const pen = canvas.getContext("2d");
    if (floor === undefined || pen === null) return;
    const frame = frameOf(floor);
    const dense = Math.min(3, window.devicePixelRatio || 1);
    const key = `${shown.floor}:${frame.width}:${dense}`;
    const base = bases.get(key) ?? drawBase(floor, frame, dense, large);
    bases.set(key, base);
    if (canvas.width !== base.width || canvas.height !== base.height) {
      canvas.width = base.width;
      canvas.height = base.height;
      canvas.style.width = `${frame.width}px`;
      canvas.style.height = `${frame.height}px`;
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(base, 0, 0);
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    drawWay(pen, frame, shown);
    drawArrow(pen, frame, shown);
  };

  canvas.addEventListener("click", (event) => {
    const floor = view === null ? undefined : floors[view.floor];
    if (view === null || floor === undefined) return;
    const frame = frameOf(floor);
    actions.go(view.floor, [frame.minX + event.offsetX / frame.scale, frame.maxY - event.offsetY / frame.scale]);
  });

  const show = (wanted: MapView): void => {
    if (wanted.floor !== view?.floor) {
      const name = floors[wanted.floor]?.name ?? "";
      label.textContent = name;
      chip.setAttribute("aria-label", t("walk.map_fold", { floor: name }));
      tabs.forEach((tab, i) => {
        if (i === wanted.floor) tab.setAttribute("aria-current", "true");
        else tab.removeAttribute("aria-current");
      });
    }
    view = wanted;
    draw(wanted);
  };
  window.addEventListener("resize", () => view && draw(view));
  fold(folded);
  return { root, show };
}

interface Frame {
  readonly minX: number;
  readonly maxY: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

function place(frame: Frame, [x, y]: readonly [number, number]): [number, number] {
  return [(x - frame.minX) * frame.scale, (frame.maxY - y) * frame.scale];
}

function trace(pen: CanvasRenderingContext2D, frame: Frame, points: readonly (readonly [number, number])[]): void {
  points.forEach((point, i) => {
    const [x, y] = place(frame, point);
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
}

function pairs(ring: ArrayLike<number>): [number, number][] {
  const points: [number, number][] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) points.push([ring[i] ?? 0, ring[i + 1] ?? 0]);
  return points;
}

const PALE = ["#E3EDF9", "#E9F2E6", "#F6EEE2", "#EFEAF6", "#E4F1F1", "#F7E9E6"];

function drawBase(floor: MapFloor, frame: Frame, dense: number, named: boolean): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(frame.width * dense);
  canvas.height = Math.round(frame.height * dense);
  const pen = canvas.getContext("2d");
  if (pen === null) return canvas;
  pen.scale(dense, dense);
  const [minX, minY, maxX, maxY] = floor.bounds;
  pen.fillStyle = "#C6CFDC";
  pen.beginPath();
  trace(pen, frame, [
    [minX, minY],
    [maxX, minY],
    [maxX, maxY],
    [minX, maxY],
  ]);
  pen.fill();
  pen.beginPath();
  for (const ring of floor.rings) {
    trace(pen, frame, pairs(ring));
    pen.closePath();
  }
  pen.fillStyle = "#FFFFFF";
  pen.fill("evenodd");
  pen.save();
  pen.clip("evenodd");
  floor.areas.forEach((area, i) => {
    pen.beginPath();
    trace(pen, frame, area.polygon);
    pen.fillStyle = PALE[i % PALE.length] ?? "#FFFFFF";
    pen.fill();
  });
  pen.restore();
  pen.fillStyle = "#1E5AA8";
  for (const window of floor.windows) {
    const [x, y] = place(frame, window);
    const r = Math.max(1, frame.scale * 0.42);
    pen.fillRect(x - r, y - r, 2 * r, 2 * r);
  }
  drawNames(pen, floor, frame, named);
  return canvas;
}

function drawNames(pen: CanvasRenderingContext2D, floor: MapFloor, frame: Frame, named: boolean): void {
  const font = getComputedStyle(document.body).fontFamily;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const { at, sign } of floor.links) {
    const [x, y] = place(frame, at);
    pen.font = `${named ? 13 : 9}px ${font}`;
    pen.fillStyle = "#5A6880";
    pen.fillText(sign, x, y);
  }
  if (!named) return;
  pen.fillStyle = "#14213D";
  pen.font = `12px ${font}`;
  for (const area of floor.areas) {
    const middle = area.polygon.reduce(
      ([a, b], [x, y]) => [a + x / area.polygon.length, b + y / area.polygon.length],
      [0, 0],
    ) as [number, number];
    const [x, y] = place(frame, middle);
    pen.fillText(area.name, x, y);
  }
}

function drawWay(pen: CanvasRenderingContext2D, frame: Frame, view: MapView): void {
  pen.lineJoin = "round";
  pen.lineCap = "round";
  for (const [colour, width] of [
    ["#FFFFFF", 5],
    ["#2F8CFF", 3],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    for (const run of view.way) {
      pen.beginPath();
      trace(pen, frame, run);
      pen.stroke();
    }
  }
  if (view.goal === null) return;
  const [x, y] = place(frame, view.goal);
  pen.beginPath();
  pen.arc(x, y, 5, 0, 2 * Math.PI);
  pen.fillStyle = "#C8102E";
  pen.fill();
  pen.strokeStyle = "#FFFFFF";
  pen.lineWidth = 2;
  pen.stroke();
}

function drawArrow(pen: CanvasRenderingContext2D, frame: Frame, view: MapView): void {
  const [x, y] = place(frame, [view.x, view.y]);
  pen.save();
  pen.translate(x, y);
  pen.rotate(-view.heading);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.arc(0, 0, 22, -0.5, 0.5);
  pen.closePath();
  pen.fillStyle = "rgb(47 140 255 / 22%)";
  pen.fill();
  pen.beginPath();
  pen.moveTo(9, 0);
  pen.lineTo(-6, 6);
  pen.lineTo(-3, 0);
  pen.lineTo(-6, -6);
  pen.closePath();
  pen.fillStyle = "#14213D";
  pen.strokeStyle = "#FFFFFF";
  pen.lineWidth = 2;
  pen.stroke();
  pen.fill();
  pen.restore();
}
