/** What the hall's signs say: the hall file's words, and for windows who serves there today. */
import type { Sign } from "../api/wire";
import { type Titles, windowTitle } from "./hall";
import { translator } from "./texts";

export interface SignWords {
  readonly kind: string;
  readonly width: number;
  readonly height: number;
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly code?: string;
}

export function signWords(hall: Titles, sign: Sign): SignWords {
  const [first, second] = hall.language === "zh" ? (["zh", "en"] as const) : (["en", "zh"] as const);
  const size = { kind: sign.kind, width: sign.size[0], height: sign.size[1] };
  if (sign.kind === "window") {
    const code = sign.window ?? "";
    const title = windowTitle(hall, code, first);
    return { ...size, code, first: [title || translator(first)("walk.kind_window")], second: [] };
  }
  if (sign.kind === "plate") {
    return { ...size, first: [translator(first)("walk.open_plate")], second: [] };
  }
  return { ...size, first: sign.lines.map((line) => line[first]), second: sign.lines.map((line) => line[second]) };
}
