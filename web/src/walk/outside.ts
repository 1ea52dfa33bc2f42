/** Before the door: the building in the morning, turned by a drag; one click leads in. */
import type { Manifest } from "../api/wire";
import type { Stage, View } from "../stage/stage";
import { build, icon } from "../ui/build";
import { listenToPicture } from "../ui/controls";
import { radians, turnBetween } from "./angles";
import type { Translate } from "./texts";

export interface OutsideOptions {
  readonly manifest: Manifest;
  readonly stage: Stage;
  readonly canvas: HTMLCanvasElement;
  readonly t: Translate;
  readonly walkHref: string;
  readonly still: boolean;
  /** how much of the picture's width something covers at its left, 0…1 */
  readonly covered: () => number;
  /** the flight has ended before the door */
  readonly entered: () => void;
}

export interface OutsideView {
  readonly root: HTMLElement;
  readonly advance: (seconds: number) => boolean;
  readonly view: () => View;
}

const WIDEST = 0.9;
const DRAG = 0.004;
const FLIGHT_S = 2.6;

export function showOutside(options: OutsideOptions): OutsideView {
  const { manifest, stage, canvas, t, walkHref, still, covered, entered } = options;
  const { camera, target } = manifest.outside;
  const radius = Math.hypot(camera[0] - target[0], camera[1] - target[1]);
  const home = Math.atan2(camera[1] - target[1], camera[0] - target[0]);
  let turned = 0;
  let wanted = 0;
  let flight: number | null = null;
  let from: View | null = null;
  let changed = true;
  let aspect = 0;

  const enter = build("a", { class: "walk-enter", href: walkHref }, icon("door"), build("span", {}, t("walk.enter")));
  const root = build("div", { class: "walk-outside" }, enter);
  enter.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    lead();
  });
  listenToPicture(canvas, {
    drag: (dx) => {
      wanted = Math.max(-WIDEST, Math.min(WIDEST, wanted - dx * DRAG));
      if (still) turned = wanted;
      changed = true;
    },
    tap: (x, y) => {
      if (stage.pick(x, y)?.kind === "building") lead();
    },
    hover: (at) => {
      const over = at !== null && stage.pick(at.x, at.y)?.kind === "building";
      enter.classList.toggle("walk-enter-lit", over);
      canvas.style.cursor = over ? "pointer" : "grab";
      if (stage.highlight(over)) changed = true;
    },
  });

  function lead(): void {
    if (flight !== null) return;
    if (still) {
      stage.shift(0);
      entered();
      return;
    }
    from = orbit();
    flight = 0;
  }

  function orbit(): View {
    const angle = home + turned;
    // Upright screens stand further back.
    const back = radius * Math.max(1, 1.45 - 0.45 * stage.aspect);
    const x = target[0] + Math.cos(angle) * back;
    const y = target[1] + Math.sin(angle) * back;
    return aimed(x, y, camera[2]);
  }

  function aimed(x: number, y: number, z: number): View {
    const heading = Math.atan2(target[1] - y, target[0] - x);
    const pitch = Math.atan2(target[2] - z, Math.hypot(target[0] - x, target[1] - y));
    return { x, y, z, heading, pitch, floor: -1 };
  }

  /** From the orbit to the door: first down to eye height some way before it, then up to it. */
  function flown(begin: View, part: number): View {
    const entrance = manifest.entrances[0];
    if (entrance === undefined) return begin;
    const heading = radians(entrance.heading_deg);
    const ground = manifest.floors.find((floor) => floor.id === entrance.floor)?.elevation ?? 0;
    const at = (back: number, up: number): readonly [number, number, number] => [
      entrance.at[0] - Math.cos(heading) * back,
      entrance.at[1] - Math.sin(heading) * back,
      ground + up,
    ];
    const eased = part * part * (3 - 2 * part);
    const [bx, by, bz] = bezier([begin.x, begin.y, begin.z], at(26, 4), at(1.5, 1.6), eased);
    const turn = Math.min(1, eased * 1.4);
    return {
      x: bx,
      y: by,
      z: bz,
      heading: begin.heading + turnBetween(begin.heading, heading) * turn,
      pitch: begin.pitch * (1 - turn),
      floor: -1,
    };
  }

  function advance(seconds: number): boolean {
    if (flight !== null && from !== null) {
      flight = Math.min(1, flight + seconds / FLIGHT_S);
      stage.look(flown(from, flight));
      stage.shift((covered() / 2) * (1 - flight));
      if (flight >= 1) {
        stage.shift(0);
        flight = null;
        entered();
      }
      return true;
    }
    const before = turned;
    turned += (wanted - turned) * (1 - Math.exp(-6 * seconds));
    if (Math.abs(wanted - turned) < 0.0005) turned = wanted;
    if (turned === before && !changed && stage.aspect === aspect) return false;
    changed = false;
    aspect = stage.aspect;
    stage.look(orbit());
    stage.shift(covered() / 2);
    placeLabel();
    return true;
  }

  /** The label stands over the door. */
  function placeLabel(): void {
    const entrance = manifest.entrances[0];
    const ground = manifest.floors[0];
    if (entrance === undefined || ground === undefined) return;
    const at = stage.project(entrance.at[0], entrance.at[1], ground.elevation + 6.6);
    root.style.setProperty("--enter-x", at ? `${at.x}px` : "50%");
    root.style.setProperty("--enter-y", at ? `${at.y}px` : "60%");
  }

  return { root, advance, view: orbit };
}

type Point3 = readonly [number, number, number];

function bezier(a: Point3, b: Point3, c: Point3, part: number): [number, number, number] {
  const mix = (k: 0 | 1 | 2): number => (1 - part) ** 2 * a[k] + 2 * (1 - part) * part * b[k] + part ** 2 * c[k];
  return [mix(0), mix(1), mix(2)];
}
