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
const PALE = "#D5E4F7";
const DEEP = "#123F7C";
const RED = "#C8102E";
const SCREEN = "#0A1528";
const FRAME = "#7D8790";
const LEAF = "#C3CCD2";
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
  zone: drawZone,
  hall: drawHall,
  way: drawWay,
  shut: drawShut,
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

/** Writes bold in the middle of a box; size and width are shares of its height and width. */
function writeInside(
  pen: CanvasRenderingContext2D,
  { x, y, w, h }: Box,
  { text, size, width, colour }: Required<Pick<Write, "text" | "size" | "width" | "colour">>,
): void {
  const middle = { x: x + w / 2, y: y + h * 0.53, align: "center" } as const;
  write(pen, { ...middle, text, size: h * size, width: w * width, weight: 700, colour });
}

// Letters of a name stand apart by so much of their size at most: farther, they are no word any more.
const MOST_APART = 0.6;

/** Writes a name with its letters apart, so that it fills the width; words and whole numbers stay together. */
function spread(pen: CanvasRenderingContext2D, line: Write): void {
  pen.font = `${line.weight ?? 400} ${line.size}px ${pageFont()}`;
  const letters = line.text.match(/\d+|./gu) ?? [];
  const needed = pen.measureText(line.text).width;
  const apart = Math.min(line.size * MOST_APART, (line.width - needed) / (letters.length - 1));
  if (apart <= 0 || letters.length < 2 || /[ a-z]/.test(line.text)) {
    writeInTwo(pen, line);
    return;
  }
  let left = line.align === "center" ? line.x - (needed + apart * (letters.length - 1)) / 2 : line.x;
  for (const text of letters) {
    write(pen, { ...line, text, x: left, align: "left" });
    left += pen.measureText(text).width + apart;
  }
}

/** Writes words in one line, or in two where they get larger by that. */
function writeInTwo(pen: CanvasRenderingContext2D, line: Write): void {
  const { text, y, size, width } = line;
  const words = text.split(" ");
  pen.font = `${line.weight ?? 400} ${size}px ${pageFont()}`;
  const lengthOf = (some: readonly string[]): number => pen.measureText(some.join(" ")).width;
  const cuts = words.slice(1).map((_, i) => Math.max(lengthOf(words.slice(0, i + 1)), lengthOf(words.slice(i + 1))));
  const shortest = Math.min(...cuts);
  const inOne = Math.min(1, width / lengthOf(words));
  // Two lines share the height that one may take and half as much again.
  const inTwo = Math.min(0.75, width / shortest);
  if (inTwo <= inOne) {
    write(pen, line);
    return;
  }
  const cut = cuts.indexOf(shortest) + 1;
  const half = size * inTwo * 0.55;
  write(pen, { ...line, text: words.slice(0, cut).join(" "), y: y - half, size: size * inTwo });
  write(pen, { ...line, text: words.slice(cut).join(" "), y: y + half, size: size * inTwo });
}

/** "A 税务厅" as the hall's letter and its name; null of what begins with no letter. */
function hallOf(text: string): readonly [string, string] | null {
  const [, letter, name] = /^(\p{Lu}) (.+)$/u.exec(text) ?? [];
  return letter !== undefined && name !== undefined ? [letter, name] : null;
}

function fill(pen: CanvasRenderingContext2D, { x, y, w, h }: Box, colour: string): void {
  pen.fillStyle = colour;
  pen.fillRect(x, y, w, h);
}

/** A square with a hall's letter. */
function drawLetter(
  pen: CanvasRenderingContext2D,
  { x, y, w, h }: Box,
  letter: string,
  ground: string,
  ink: string,
): void {
  fill(pen, { x, y, w, h }, ground);
  writeInside(pen, { x, y, w, h }, { text: letter, size: 0.84, width: 1, colour: ink });
}

/** A window's number: the code like an LED display on the left, who serves here on the blue band. */
function drawWindow(pen: CanvasRenderingContext2D, box: Box, { code = "", first, states = [] }: Lettering): void {
  const { x, y, w, h } = box;
  const panel = Math.min(w * 0.42, h * 1.75);
  fill(pen, box, BLUE);
  fill(pen, { x, y, w: panel, h }, SCREEN);
  pen.shadowColor = "#FF5A3C";
  pen.shadowBlur = h * 0.1;
  writeInside(pen, { x, y, w: panel, h }, { text: code, size: 0.66, width: 0.84, colour: LED });
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
    colour: PALE,
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
      colour: PALE,
      align: "center",
    });
}

/** A hall's board: its letter, its name, its windows, its name in the other language. */
function drawZone(pen: CanvasRenderingContext2D, box: Box, lettering: Lettering): void {
  const { x, y, w, h } = box;
  const { first, second } = lettering;
  const hall = hallOf(first[0] ?? "");
  if (hall === null) {
    drawBand(pen, box, lettering);
    return;
  }
  const [letter, name] = hall;
  const other = hallOf(second[0] ?? "")?.[1] ?? "";
  fill(pen, box, BLUE);
  drawLetter(pen, { x: x + h * 0.05, y: y + h * 0.05, w: h * 0.9, h: h * 0.9 }, letter, PAPER, BLUE);
  const [left, width] = [x + h * 1.12, w - h * 1.3];
  spread(pen, { text: name, x: left, y: y + h * 0.275, size: h * 0.44, width, weight: 700 });
  write(pen, { text: first[1] ?? "", x: left, y: y + h * 0.645, size: h * 0.24, width, weight: 700 });
  write(pen, { text: other, x: left, y: y + h * 0.87, size: h * 0.185, width, colour: PALE });
}

/** The name of a hall on the wall behind its windows. */
function drawHall(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  const [letter, name] = hallOf(first[0] ?? "") ?? ["", first[0] ?? ""];
  const other = hallOf(second[0] ?? "")?.[1] ?? second[0] ?? "";
  fill(pen, box, PAPER);
  if (letter !== "") drawLetter(pen, { x, y, w: h, h }, letter, BLUE, PAPER);
  const left = x + h * (letter === "" ? 0.2 : 1.15);
  const width = x + w - left - h * 0.15;
  spread(pen, { text: name, x: left, y: y + h * 0.4, size: h * 0.58, width, weight: 700, colour: BLUE });
  write(pen, { text: other, x: left, y: y + h * 0.83, size: h * 0.22, width, colour: INK });
}

/** Which halls are on another floor: the arrow with the floor at the left, the halls below each other. */
function drawWay(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  const panel = w * 0.27;
  fill(pen, box, BLUE);
  fill(pen, { x, y, w: panel, h }, PAPER);
  writeInside(pen, { x, y, w: panel, h }, { text: first[0] ?? "", size: 0.62, width: 0.84, colour: BLUE });
  const row = h / Math.max(1, first.length - 1);
  first.slice(1).forEach((line, i) => {
    const place = { x: x + panel, y: y + i * row, w: w - panel, h: row };
    drawHallRow(pen, place, [line, second[i + 1] ?? ""], { ground: PAPER, letter: BLUE, ink: PAPER, other: PALE });
  });
}

interface Inks {
  readonly ground: string;
  readonly letter: string;
  readonly ink: string;
  readonly other: string;
}

/** A hall in a list: its letter in a square, its name, its name in the other language at the right. */
function drawHallRow(
  pen: CanvasRenderingContext2D,
  { x, y, w, h }: Box,
  lines: readonly [string, string],
  inks: Inks,
): void {
  const [letter, name] = hallOf(lines[0]) ?? ["", lines[0]];
  const other = hallOf(lines[1])?.[1] ?? lines[1];
  const [side, middle] = [h * 0.78, y + h * 0.52];
  const [left, room] = [x + h * 1.08, w - h * 1.2];
  if (letter !== "")
    drawLetter(pen, { x: x + h * 0.16, y: y + h * 0.11, w: side, h: side }, letter, inks.ground, inks.letter);
  const names = { y: middle, size: h * 0.58, weight: 700, colour: inks.ink };
  writeInTwo(pen, { ...names, text: name, x: left, width: room * 0.51 });
  if (other !== name)
    writeInTwo(pen, {
      ...names,
      text: other,
      x: left + room * 0.55,
      width: room * 0.43,
      size: h * 0.44,
      weight: 400,
      colour: inks.other,
    });
}

function drawBand(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, BLUE);
  fill(pen, { x, y: y + h * 0.955, w, h: h * 0.045 }, DEEP);
  fill(pen, { x, y, w: Math.max(2, h * 0.07), h }, RED);
  const row = h / Math.max(1, first.length);
  first.forEach((text, i) => {
    const middle = y + row * (i + 0.5);
    const below = second[i] ?? "";
    const both = below !== "" && below !== text;
    const line = { x: x + w / 2, width: w * 0.86, align: "center" as const };
    spread(pen, { ...line, text, y: middle - (both ? row * 0.13 : 0), size: row * (both ? 0.52 : 0.58), weight: 700 });
    if (both) write(pen, { ...line, text: below, y: middle + row * 0.29, size: row * 0.22, colour: PALE });
  });
}

/** The floors below each other, each with its halls; behind a bar stands what marks the floor one is on. */
function drawDirectory(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, PAPER);
  const row = h / Math.max(1, first.length);
  first.forEach((text, i) => {
    const place = { x, y: y + i * row, w, h: row };
    if (hallOf(text) === null) drawFloorRow(pen, place, text, second[i] ?? "");
    else {
      drawHallRow(pen, place, [text, second[i] ?? ""], { ground: BLUE, letter: PAPER, ink: INK, other: "#4A5870" });
      fill(pen, { x, y: y + (i + 1) * row - 1, w, h: 1 }, "#D8DEE8");
    }
  });
}

function drawFloorRow(pen: CanvasRenderingContext2D, { x, y, w, h }: Box, text: string, below: string): void {
  const [name = "", here] = text.split("|");
  const [other = "", otherHere = ""] = below.split("|");
  fill(pen, { x, y, w, h }, BLUE);
  const middle = y + h * 0.53;
  write(pen, { text: name, x: x + h * 0.2, y: middle, size: h * 0.66, width: w * 0.42, weight: 700 });
  if (here === undefined) {
    write(pen, {
      text: other,
      x: x + w - h * 0.2,
      y: middle,
      size: h * 0.4,
      width: w * 0.4,
      colour: PALE,
      align: "right",
    });
    return;
  }
  pen.fillStyle = RED;
  pen.beginPath();
  pen.roundRect(x + w * 0.47, y + h * 0.13, w * 0.51, h * 0.74, h * 0.37);
  pen.fill();
  write(pen, {
    text: `${here} ${otherHere}`,
    x: x + w * 0.725,
    y: middle,
    size: h * 0.46,
    width: w * 0.46,
    weight: 700,
    align: "center",
  });
}

/** A door's two leaves, closed, and the notice on them. */
function drawShut(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  const edge = w * 0.03;
  fill(pen, box, FRAME);
  for (const left of [x + edge, x + w / 2 + edge / 4]) {
    fill(pen, { x: left, y: y + edge, w: w / 2 - edge * 1.25, h: h - 2 * edge }, LEAF);
    fill(pen, { x: left, y: y + h * 0.86, w: w / 2 - edge * 1.25, h: h * 0.14 - edge }, FRAME);
  }
  for (const side of [-1, 1])
    fill(pen, { x: x + w / 2 + side * w * 0.07 - edge / 2, y: y + h * 0.5, w: edge, h: h * 0.2 }, INK);
  const notice = { x: x + w * 0.14, y: y + h * 0.18, w: w * 0.72, h: h * 0.23 };
  fill(pen, notice, RED);
  const [both, line] = [second[0] !== undefined, { x: x + w / 2, width: notice.w * 0.88, align: "center" as const }];
  const size = notice.h * 0.46;
  spread(pen, { ...line, text: first[0] ?? "", y: notice.y + notice.h * (both ? 0.38 : 0.53), size, weight: 700 });
  if (both) write(pen, { ...line, text: second[0] ?? "", y: notice.y + notice.h * 0.78, size: size * 0.5 });
}

function drawName(pen: CanvasRenderingContext2D, box: Box, { first, second }: Lettering): void {
  const { x, y, w, h } = box;
  fill(pen, box, PAPER);
  fill(pen, { x, y: y + h * 0.94, w, h: h * 0.06 }, BLUE);
  const below = second[0] ?? "";
  spread(pen, {
    text: first[0] ?? "",
    x: x + w / 2,
    y: y + h * (below ? 0.38 : 0.49),
    size: h * 0.56,
    width: w * 0.92,
    weight: 700,
    colour: RED,
    align: "center",
  });
  if (below)
    write(pen, {
      text: below,
      x: x + w / 2,
      y: y + h * 0.82,
      size: h * 0.19,
      width: w * 0.92,
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
