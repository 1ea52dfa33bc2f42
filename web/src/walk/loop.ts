/** When a picture is drawn, and how sharp: on demand, and never more at a time than can be drawn. */
import type { Stage } from "../stage/stage";
import { watchSize } from "../ui/canvas";
import { afterFrame, SHARP } from "./sharpness";

const BLINK_MS = 50;
const RUN_MS = 66;
const SHARPEN_AFTER_S = 0.35;
// Where no edges are smoothed, a picture at rest is drawn larger than it is shown: that smooths them too.
const RESTING_SHARE = 1.5;
// For one of the page: more are not seen.
const MOST_PIXELS = 2;
// Quick frames are prepared while the one before is drawn; slow ones would then come late, and two by two.
const QUICK_MS = 30;
const LOOK_AGAIN_MS = 4;
// The picture at which all that is not seen yet is brought to the graphics memory.
const WARM_AT = 3;

export interface Loop {
  /** from now on, this moves things and says whether the picture changed */
  readonly run: (advance: (seconds: number) => boolean) => void;
  /** one more frame, though nothing moved */
  readonly draw: () => void;
  readonly figures: () => { draws: number; triangles: number; frames: number; frameMs: number };
}

/** Draws when something moved, when footprints blink, and once more in full sharpness when all has come to rest. */
export function createLoop(root: HTMLElement, stage: Stage): Loop {
  const resting = stage.isSmooth ? SHARP.share : RESTING_SHARE;
  let advance: (seconds: number) => boolean = () => false;
  let size = [1, 1] as [number, number];
  let sharpness = SHARP;
  let share = 1;
  let drawnShare = 0;
  let wanted = true;
  let last = performance.now();
  let drawnAt = 0;
  let rested = 0;
  let moving = false;
  const figures = { draws: 0, triangles: 0, frames: 0, frameMs: 0 };

  watchSize(root, (width, height) => {
    size = [width, height];
    drawnShare = 0;
  });

  const fit = (): void => {
    if (share === drawnShare) return;
    drawnShare = share;
    const pixels = Math.min(MOST_PIXELS, window.devicePixelRatio || 1);
    stage.resize(size[0], size[1], Math.min(MOST_PIXELS, pixels * share));
    wanted = true;
  };

  /** Whether what blinks or runs wants another picture so long after the last; half of the time is left to others. */
  const isAlive = (since: number): boolean => {
    const pause = 2 * stage.drawMs;
    return (stage.blinking && since > Math.max(BLINK_MS, pause)) || (stage.running && since > Math.max(RUN_MS, pause));
  };

  const frame = (now: number): void => {
    next();
    fit();
    const seconds = Math.min(0.25, (now - last) / 1000);
    last = now;
    const moved = advance(seconds);
    const stirred = stage.stir(seconds);
    rested = moved ? 0 : rested + seconds;
    if (moved && moving) sharpness = afterFrame(sharpness, seconds * 1000);
    moving = moved;
    if (moved) share = sharpness.share;
    else if (rested > SHARPEN_AFTER_S && !stage.blinking) share = resting;
    if (!moved && !stirred && !wanted && !isAlive(now - drawnAt)) return;
    if (figures.frames === WARM_AT) stage.warm();
    wanted = false;
    drawnAt = now;
    const drawn = stage.render(now / 1000, sharpness.share === SHARP.share);
    figures.draws = drawn.draws;
    figures.triangles = drawn.triangles;
    figures.frames += 1;
    figures.frameMs = stage.drawMs;
  };

  /** The next frame, once there is room for it. Another size wants all to be drawn first: it would wait for them. */
  const next = (): void => {
    const isRoom = share === drawnShare && stage.drawMs < QUICK_MS;
    if (stage.queued <= (isRoom ? 1 : 0)) requestAnimationFrame(frame);
    else window.setTimeout(next, LOOK_AGAIN_MS);
  };
  fit();
  next();
  return {
    run: (wantedAdvance) => {
      advance = wantedAdvance;
      wanted = true;
    },
    draw: () => {
      wanted = true;
    },
    figures: () => figures,
  };
}
