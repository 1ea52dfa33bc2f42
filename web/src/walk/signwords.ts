/** What the hall's signs say: the hall file's words, and for windows who serves there today. */
import type { Sign, WindowAnswer } from "../api/wire";
import type { Lettering, WindowState } from "../stage/lettering";
import { type Titles, windowTitle } from "./hall";
import { type Translate, translator } from "./texts";

/** A closed door: see closures.ts. */
export const SHUT = "shut";

export function signWords(hall: Titles, sign: Sign): Lettering {
  const [first, second] = hall.language === "zh" ? (["zh", "en"] as const) : (["en", "zh"] as const);
  const size = { kind: sign.kind, width: sign.size[0], height: sign.size[1] };
  const t = translator(first);
  if (sign.kind === "window") {
    const code = sign.window ?? "";
    const title = windowTitle(hall, code, first);
    return { ...size, code, first: [title || t("walk.kind_window")], second: [], states: statesOf(hall, [code], t) };
  }
  if (sign.kind === "plate") return { ...size, first: [t("walk.open_plate")], second: [] };
  if (sign.kind === "display") {
    const [head, other] = [t("walk.display"), translator(second)("walk.display")];
    return { ...size, first: [head], second: [other], states: statesOf(hall, sign.windows ?? [], t) };
  }
  if (sign.kind === SHUT) return { ...size, first: [t("walk.shut")], second: [translator(second)("walk.shut")] };
  return { ...size, first: sign.lines.map((line) => line[first]), second: sign.lines.map((line) => line[second]) };
}

/** Of the windows whose state is known. */
function statesOf({ answers }: Titles, codes: readonly string[], t: Translate): WindowState[] {
  return codes.flatMap((code) => {
    const { state, waiting } = answers.get(code) ?? {};
    if (state !== "open" && state !== "closed") return [];
    const open = state === "open";
    const count = waiting ?? null;
    return [
      {
        code,
        open,
        said: t(open ? "walk.display_open" : "walk.display_closed"),
        waiting: open && count !== null ? t("walk.display_waiting", { count }) : "",
      },
    ];
  });
}

/** Whether the signs would read otherwise. */
export function saysOtherwise(before: readonly WindowAnswer[], now: readonly WindowAnswer[]): boolean {
  const said = (answers: readonly WindowAnswer[]): string =>
    JSON.stringify(answers.map(({ code, units, state, waiting }) => [code, units, state, waiting]));
  return said(before) !== said(now);
}
