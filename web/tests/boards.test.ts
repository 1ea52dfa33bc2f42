import { describe, expect, it } from "vitest";
import { untilReading } from "../src/walk/boards";

const NOON = Date.parse("2026-11-23T12:00:00+08:00");
const WINDOW = { code: "A01", units: [], state: "closed", waiting: null };

describe("the windows' boards", () => {
  it("are read when the first window opens or closes", () => {
    const opens = { ...WINDOW, until: "2026-11-23T12:05:00+08:00" };
    const later = { ...WINDOW, until: "2026-11-23T13:00:00+08:00" };
    expect(untilReading([later, opens], NOON)).toBe(5 * 60_000);
  });

  it("are read every ten minutes where nothing is known, and not at once again where clocks disagree", () => {
    expect(untilReading([{ ...WINDOW, until: null }], NOON)).toBe(10 * 60_000);
    expect(untilReading([{ ...WINDOW, until: "2026-11-23T11:59:00+08:00" }], NOON)).toBe(15_000);
  });
});
