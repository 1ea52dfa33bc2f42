import { describe, expect, it } from "vitest";
import { easeHeading, turnBetween } from "../src/walk/angles";
import { buildGround } from "../src/walk/ground";
import { afterFrame, SHARP } from "../src/walk/sharpness";
import { translator } from "../src/walk/texts";
import { look, type Walker, walkOn } from "../src/walk/walker";

const STILL: Walker = { floor: 0, x: 5, y: 5, z: 0, heading: Math.PI / 2, pitch: 0, side: 0, ahead: 0, turn: 0 };
const ground = buildGround([[0, 0, 10, 0, 10, 10, 0, 10]]);
const AHEAD = { side: 0, ahead: 1, turn: 0, fast: false };

function walked(seconds: number): Walker {
  let walker = STILL;
  for (let i = 0; i < seconds * 60; i++) walker = walkOn(walker, AHEAD, ground, 1 / 60);
  return walker;
}

describe("walking", () => {
  it("goes the way one faces, at an easy pace", () => {
    const { x, y } = walked(1);
    expect(x).toBeCloseTo(5, 6);
    expect(y).toBeGreaterThan(6.8);
    expect(y).toBeLessThan(7.5);
  });

  it("ends at the wall", () => {
    expect(walked(6).y).toBeLessThan(10);
  });

  it("stops when the hands let go", () => {
    let walker = walked(1);
    for (let i = 0; i < 60; i++) walker = walkOn(walker, { ...AHEAD, ahead: 0 }, ground, 1 / 60);
    expect(walker.ahead).toBe(0);
  });

  it("does not look over its own back", () => {
    expect(look(STILL, 0, 9).pitch).toBeLessThan(Math.PI / 2);
  });
});

describe("turning", () => {
  it("takes the shorter way round", () => {
    expect(turnBetween(3, -3)).toBeCloseTo(2 * Math.PI - 6, 9);
    expect(easeHeading(0, 1, 5, 10)).toBeCloseTo(1, 6);
  });
});

describe("sharpness", () => {
  it("falls while frames are slow and comes back when they are quick", () => {
    let state = SHARP;
    for (let i = 0; i < 20; i++) state = afterFrame(state, 150);
    expect(state.share).toBeLessThan(0.7);
    for (let i = 0; i < 60; i++) state = afterFrame(state, 8);
    expect(state.share).toBe(1);
  });
});

describe("texts", () => {
  it("fill in their values in both languages", () => {
    expect(translator("zh")("walk.at_window", { code: "A03" })).toBe("A03 窗口");
    expect(translator("en")("walk.at_window", { code: "A03" })).toBe("Window A03");
  });
});
