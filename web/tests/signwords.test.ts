import { describe, expect, it } from "vitest";
import type { Sign, WindowAnswer } from "../src/api/wire";
import { titlesOf } from "../src/walk/hall";
import { saysOtherwise, signWords } from "../src/walk/signwords";

const units = [{ code: "U01", name: "国家税务局", short_name: "国税局" }];
const WINDOWS: readonly WindowAnswer[] = [
  { code: "A01", units, state: "open", waiting: 3 },
  { code: "A02", units, state: "closed", waiting: 4 },
  { code: "A03", units, state: "unknown" },
];
const HALL = titlesOf(WINDOWS, "zh");
const sign = (more: Partial<Sign>): Sign => ({
  id: "one",
  floor: 0,
  kind: "window",
  at: [0, 0, 2],
  heading_deg: 0,
  size: [1, 0.4],
  lines: [],
  ...more,
});

describe("a window's sign", () => {
  it("says who serves, whether it is open and how many wait", () => {
    const words = signWords(HALL, sign({ window: "A01" }));
    expect(words.first).toEqual(["国税局"]);
    expect(words.states).toEqual([{ code: "A01", open: true, said: "办理中", waiting: "等候3人" }]);
  });

  it("says of a closed window not how many wait, and nothing of one that is not known", () => {
    expect(signWords(HALL, sign({ window: "A02" })).states?.[0]).toMatchObject({ open: false, waiting: "" });
    expect(signWords(HALL, sign({ window: "A03" })).states).toEqual([]);
  });
});

describe("a display", () => {
  it("tells of its windows, those whose state is known", () => {
    const words = signWords(HALL, sign({ kind: "display", windows: ["A01", "A02", "A03"] }));
    expect(words.states?.map(({ code }) => code)).toEqual(["A01", "A02"]);
  });

  it("is drawn anew only when it would read otherwise", () => {
    expect(saysOtherwise(WINDOWS, structuredClone(WINDOWS) as WindowAnswer[])).toBe(false);
    expect(saysOtherwise(WINDOWS, [{ code: "A01", units, state: "closed" }])).toBe(true);
  });
});
