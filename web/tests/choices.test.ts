import { describe, expect, it } from "vitest";
import type { Hit } from "../src/api/wire";
import { type Choices, choose, NO_CHOICES } from "../src/walk/choices";

const hit = (code: string): Hit => ({ kind: "item", code, title: { zh: code, en: code }, why: { zh: "", en: "" } });
const HITS = [hit("a"), hit("b"), hit("c")];

function offered(): Choices {
  const typed = choose(NO_CHOICES, { type: "typed", query: "网吧" });
  return choose(typed, { type: "answered", query: "网吧", hits: HITS });
}

describe("the find field", () => {
  it("offers what the server answers", () => {
    expect(offered()).toMatchObject({ open: true, active: -1, hits: HITS });
  });

  it("drops an answer to what is no longer typed", () => {
    const state = choose(NO_CHOICES, { type: "typed", query: "护照" });
    expect(choose(state, { type: "answered", query: "网吧", hits: HITS })).toBe(state);
  });

  it("marks with the arrow keys, round both ends", () => {
    const down = choose(offered(), { type: "moved", by: 1 });
    expect(down.active).toBe(0);
    expect(choose(down, { type: "moved", by: -1 }).active).toBe(2);
    expect(choose(offered(), { type: "moved", by: -1 }).active).toBe(2);
  });

  it("closes, and opens again with an arrow key", () => {
    const closed = choose(offered(), { type: "closed" });
    expect(closed).toMatchObject({ open: false, active: -1 });
    expect(choose(closed, { type: "moved", by: 1 })).toMatchObject({ open: true, active: 0 });
  });

  it("offers nothing for nothing", () => {
    expect(choose(offered(), { type: "typed", query: " " })).toMatchObject({ open: false, hits: [] });
  });
});
