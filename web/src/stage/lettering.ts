/** What stands on a sign, drawn on a canvas. Pixels; Chinese first, English small below where there is room. */

export interface Lettering {
  readonly kind: string;
  /** metres */
  readonly width: number;
  readonly height: number;
  /** the lines to show, in order, in the language that comes first */
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly code?: string;
  /** how it stands with windows: of the window itself, or of those a display tells of */
  readonly states?: readonly WindowState[];
}

export interface WindowState {
  readonly code: string;
  readonly open: boolean;
  /** 办理中 */
  readonly said: string;
  /** 等候3人; empty where it is not known */
  readonly waiting: string;
}

/** The page's own font, so that signs and words are one family. */
export function pageFont(): string {
  return getComputedStyle(document.body).fontFamily || "sans-serif";
}

const PAPER = "#FAFBFC";
const INK = "#14213D";
const BLUE = "#1E5AA8";
const DEEP = "#123F7C";
const RED = "#C8102E";
const SCREEN = "#0A1528";
const LED = "#FF7A52";
const LED_OPEN = "#5FE3A1";
const LED_SHUT = "#93A4BF";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

type Draw = (pen: CanvasRenderingContext2D, box: Box, lettering: Lettering) => void;

const MANNERS: Readonly<Record<string, Draw>> = {
  window: drawWindow,
  plate: drawPlate,
  directory: drawDirectory,
  display: drawDisplay,
  name: drawName,
  zone: drawBand,
};

export function drawLettering(pen: CanvasRenderingContext2D, box: Box, lettering: Lettering): void {
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.w, box.h);
  pen.clip();
  (MANNERS[lettering.kind] ?? drawBand)(pen, box, lettering);
  pen.restore();
}

interface Write {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
  readonly weight?: number;
  readonly colour?: string;
  readonly align?: CanvasTextAlign;
}

/** Writes a line, smaller when it would not fit. */
function write(pen: CanvasRenderingContext2D, line: Write): void {
  const weight = line.weight ?? 400;
  const font = pageFont();
  pen.font = `${weight} ${line.size}px ${font}`;
  const needed = pen.measureText(line.text).width;
  const size = needed > line.width ? (line.size * line.width) / needed : line.size;
  pen.font = `${weight} ${size}px ${font}`;
  pen.fillStyle = line.colour ?? PAPER;
  pen.textAlign = line.align ?? "left";
  pen.textBaseline = "middle";
  pen.fillText(line.text, line.x, line.y);
}

function fill(pen: CanvasRenderingContext2D, { x, y, w, h }: Box, colour: string): void {
  pen.fillStyle = colour;
  pen.fillRect(x, y, w, h);
}

/** A window's number: the code like an LED display on the left, who serves here on the blue band. */
function drawWindow(pen: CanvasRenderingContext2D, box: Box, { code = "", first, states = [] }: Lettering): void {
  const { x, y, w, h } = box;
  const panel = Math.min(w * 0.42, h * 1.75);
  fill(pen, box, BLUE);
  fill(pen, { x, y, w: panel, h }, SCREEN);
  pen.shadowColor = "#FF5A3C";
  pen.shadowBlur = h * 0.1;
  write(pen, {
    text: code,
    x: x + panel / 2,
    y: y + h * 0.53,
    size: h * 0.66,
    width: panel * 0.84,
    weight: 700,
    colour: LED,
    align: "center",
  });
  pen.shadowBlur = 0;
  const left = x + panel + h * 0.22;
  const room = w - panel - h * 0.38;
  const title = first[0] ?? "";
  const [state] = states;
  write(pen, { text: title, x: left, y: y + h * (state ? 0.37 : 0.52), size: h * 0.4, width: room, weight: 700 });
  if (state) drawState(pen, { x: left, y: y + h * 0.62, w: room, h: h * 0.28 }, state);
}

/** A lamp, whether the window is open, and how many wait. */
function drawState(pen: CanvasRenderingContext2D, { x, y, w, h }: Box, { open, said, waiting }: WindowState): void {
  const colour = open ? LED_OPEN : LED_SHUT;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x + h * 0.36, y + h / 2, h * 0.3, 0, 2 * Math.PI);
  pen.fill();
  const text = waiting === "" ? said : `${said} · ${waiting}`;
  write(pen, { text, x: x + h * 0.95, y: y + h * 0.54, size: h * 0.84, width: w - h, weight: 400, colour });
}

/** What hangs over a waiting area: a blue head, and the windows in two columns. */
function drawDisplay(pen: CanvasRenderingContext2D, box: Box, { first, second, states = [] }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, SCREEN);
  const head = h * 0.24;
  fill(pen, { x, y, w, h: head }, BLUE);
  write(pen, {
    text: first[0] ?? "",
    x: x + w * 0.03,
    y: y + head * 0.54,
    size: head * 0.62,
    width: w * 0.6,
    weight: 700,
  });
  write(pen, {
    text: second[0] ?? "",
    x: x + w * 0.97,
    y: y + head * 0.56,
    size: head * 0.42,
    width: w * 0.34,
    colour: "#D5E4F7",
    align: "right",
  });
  const rows = Math.ceil(states.length / 2);
  const row = (h - head) / Math.max(3, rows);
  states.forEach((state, i) => {
    const left = x + w * (i < rows ? 0.03 : 0.53);
    const top = y + head + (i % rows) * row;
    write(pen, {
      text: state.code,
      x: left,
      y: top + row * 0.54,
      size: row * 0.7,
      width: w * 0.15,
      weight: 700,
      colour: LED,
    });
    drawState(pen, { x: left + w * 0.16, y: top + row * 0.24, w: w * 0.3, h: row * 0.56 }, state);
  });
}

/** The plate on a desk that opens a window's items. */
function drawPlate(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, PAPER);
  pen.fillStyle = BLUE;
  pen.beginPath();
  pen.roundRect(x + h * 0.05, y + h * 0.05, w - h * 0.1, h * 0.9, h * 0.14);
  pen.fill();
  write(pen, {
    text: first[0] ?? "",
    x: x + w / 2,
    y: y + h * (second[0] ? 0.42 : 0.52),
    size: h * 0.46,
    width: w * 0.82,
    weight: 700,
    align: "center",
  });
  if (second[0])
    write(pen, {
      text: second[0],
      x: x + w / 2,
      y: y + h * 0.78,
      size: h * 0.18,
      width: w * 0.82,
      weight: 400,
      colour: "#D5E4F7",
      align: "center",
    });
}

function drawBand(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, BLUE);
  fill(pen, { x, y: y + h * 0.955, w, h: h * 0.045 }, DEEP);
  fill(pen, { x, y, w: Math.max(2, h * 0.07), h }, RED);
  const rows = Math.max(1, first.length);
  const row = h / rows;
  first.forEach((text, i) => {
    const middle = y + row * (i + 0.5);
    const below = second[i] ?? "";
    const both = below !== "" && below !== text;
    write(pen, {
      text,
      x: x + w / 2,
      y: middle - (both ? row * 0.12 : 0),
      size: row * (both ? 0.46 : 0.58),
      width: w * 0.88,
      weight: 700,
      align: "center",
    });
    if (both)
      write(pen, {
        text: below,
        x: x + w / 2,
        y: middle + row * 0.28,
        size: row * 0.19,
        width: w * 0.88,
        weight: 400,
        colour: "#D5E4F7",
        align: "center",
      });
  });
}

function drawDirectory(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, PAPER);
  const rows = Math.max(2, first.length);
  const head = Math.min(h * 0.16, (h / rows) * 1.4);
  fill(pen, { x, y, w, h: head }, BLUE);
  write(pen, {
    text: first[0] ?? "",
    x: x + w * 0.06,
    y: y + head * 0.52,
    size: head * 0.54,
    width: w * 0.88,
    weight: 700,
  });
  const row = (h - head) / Math.max(1, first.length - 1);
  first.slice(1).forEach((text, i) => {
    const middle = y + head + row * (i + 0.5);
    fill(pen, { x: x + w * 0.05, y: middle + row * 0.49, w: w * 0.9, h: Math.max(1, row * 0.02) }, "#D8DEE8");
    const below = second[i + 1] ?? "";
    const both = below !== "" && below !== text && row > 26;
    write(pen, {
      text,
      x: x + w * 0.06,
      y: middle - (both ? row * 0.13 : 0),
      size: Math.min(row * 0.42, w * 0.075),
      width: w * 0.88,
      weight: 400,
      colour: INK,
    });
    if (both)
      write(pen, {
        text: below,
        x: x + w * 0.06,
        y: middle + row * 0.27,
        size: Math.min(row * 0.2, w * 0.04),
        width: w * 0.88,
        weight: 400,
        colour: "#4A5870",
      });
  });
}

function drawName(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, PAPER);
  fill(pen, { x, y: y + h * 0.94, w, h: h * 0.06 }, BLUE);
  const below = second[0] ?? "";
  write(pen, {
    text: first[0] ?? "",
    x: x + w / 2,
    y: y + h * (below ? 0.4 : 0.5),
    size: h * 0.52,
    width: w * 0.9,
    weight: 700,
    colour: RED,
    align: "center",
  });
  if (below)
    write(pen, {
      text: below,
      x: x + w / 2,
      y: y + h * 0.77,
      size: h * 0.17,
      width: w * 0.9,
      weight: 400,
      colour: INK,
      align: "center",
    });
}

/** Makes sure that the letters needed are there before they are drawn. */
export async function loadLetters(texts: readonly string[]): Promise<void> {
  const letters = [...new Set(texts.join(""))].join("");
  const font = pageFont();
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 32px ${font}`, letters)));
}
