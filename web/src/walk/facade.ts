/**
 * `window.hall`: what tests and curious people may read about the picture. Nothing in it changes anything
 * except `goTo`, which does what 带我去 does.
 *
 *   ready, mode           "walk" | "outside"
 *   floor, x, y, heading  the walker; floor is an id ("F1"), heading in degrees counter-clockwise from east
 *   travelling, riding    being walked along a way, being carried
 *   way                   {goal, at, length, step, steps, arrived} or null
 *   draws, triangles      of the last frame; frames counts them; frameMs is smoothed
 *   materials             how many different ones the shown floor has
 *   under(x, y)           what a press there would mean: a window, a connector, a spot of the floor, or null
 *   plates()              the windows of this floor whose plate is in the picture: {code, x, y, metres}, x and y in CSS
 *                         pixels from the viewport's corner, nearest first
 *   spot(floorId, x, y)   where a point of a floor is in the viewport, or null
 *   prints                {count, at}: the footprints in the hall, and when they were laid, as performance.now() has it
 *   light                 {baked, time}: whether the server has worked out the hall's light, and "day" | "evening"
 *   find(question)        what the page's own router answers, see ways/router.ts
 *   entranceOnScreen()    where the building's door is in the viewport (outside), or null
 */
import type { Picked } from "../stage/stage";
import type { Answer, Question } from "../ways/router";

export interface HallFacade {
  readonly ready: boolean;
  readonly mode: "walk" | "outside";
  readonly floor: string;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly travelling: boolean;
  readonly riding: boolean;
  readonly way: {
    readonly goal: string;
    readonly at: number;
    readonly length: number;
    readonly step: number;
    readonly steps: number;
    readonly arrived: boolean;
  } | null;
  readonly draws: number;
  readonly triangles: number;
  readonly frames: number;
  readonly frameMs: number;
  readonly materials: number;
  readonly under: (x: number, y: number) => Picked | null;
  readonly plates: () => readonly {
    readonly code: string;
    readonly x: number;
    readonly y: number;
    readonly metres: number;
  }[];
  readonly spot: (floor: string, x: number, y: number) => { readonly x: number; readonly y: number } | null;
  readonly entranceOnScreen: () => { readonly x: number; readonly y: number } | null;
  readonly prints: { readonly count: number; readonly at: number };
  readonly light: { readonly baked: boolean; readonly time: "day" | "evening" };
  /** what lies on the floors; floors counted from 0 */
  readonly laid: {
    readonly prints: readonly { readonly floor: number; readonly x: number; readonly y: number }[];
    readonly arrows: readonly {
      readonly floor: number;
      readonly x: number;
      readonly y: number;
      readonly label: string;
    }[];
  };
  readonly find: (question: Question) => Promise<Answer>;
  readonly goTo: (goal: string) => Promise<void>;
}

declare global {
  interface Window {
    hall?: HallFacade;
  }
}
