/** The router in a thread of its own: it loads ways.bin, says where one can walk, and answers questions. */
import { loadBundleBytes } from "../api/server";
import type { Text } from "../api/wire";
import { readWays, type WaysFile } from "./file";
import { type Answer, type Question, Router } from "./router";

/** The profile by which one walks through the picture; its ways are looked for first. */
const WALKER = "walk";

export type WaysRequest = { readonly open: string } | { readonly ask: Question };

export type WaysReply = { readonly opened: Opened } | { readonly answer: Answer } | { readonly failed: string };

/** What the page itself needs of the file. */
export interface Opened {
  /** where one can walk on each floor, by its id: rings of x0, y0, x1, y1 …, even-odd, metres */
  readonly walkable: ReadonlyMap<string, readonly Float64Array[]>;
  /** of connectors, by their ids */
  readonly names: ReadonlyMap<string, Text>;
  /** whether a connector runs another way at other hours */
  readonly turns: boolean;
}

let router: Router | null = null;

self.addEventListener("message", ({ data }: MessageEvent<WaysRequest>) => {
  if ("open" in data) void open(data.open);
  else if (router !== null) reply({ answer: router.find(data.ask) });
});

async function open(base: string): Promise<void> {
  try {
    const file = readWays(await loadBundleBytes(base, "ways.bin"));
    router = new Router(file);
    reply({ opened: { walkable: walkableRings(file), names: namesOf(file), turns: turnsIn(file) } });
    prepareOn(router);
  } catch (error) {
    reply({ failed: String(error) });
  }
}

/** A little at a time, so that a question need not wait. */
function prepareOn(waiting: Router): void {
  if (waiting.prepare(WALKER)) setTimeout(() => prepareOn(waiting));
}

function namesOf({ connectors }: WaysFile): Map<string, Text> {
  return new Map(connectors.map(({ id, name }) => [id, name]));
}

function turnsIn({ connectors }: WaysFile): boolean {
  return connectors.some(({ turns }) => turns === true);
}

function walkableRings({ floors, grounds, profiles }: WaysFile): Map<string, Float64Array[]> {
  const ground = grounds[profiles[WALKER]?.ground ?? 0];
  if (ground === undefined) throw new Error("ways.bin: no ground to walk on");
  const { x, y, starts } = ground.rings;
  const ringOf = (first: number, end: number): Float64Array =>
    Float64Array.from({ length: 2 * (end - first) }, (_, i) => (i % 2 === 0 ? x : y)[first + (i >> 1)] as number);
  const ringsOf = (floor: number): Float64Array[] =>
    ground.ringFloors.flatMap((one, ring) =>
      one === floor ? [ringOf(starts[ring] as number, starts[ring + 1] as number)] : [],
    );
  return new Map(floors.map(({ id }, floor) => [id, ringsOf(floor)]));
}

function reply(answer: WaysReply): void {
  postMessage(answer);
}
