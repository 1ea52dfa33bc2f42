/** The signs one sees from a storey: which they are, drawn anew when words or storeys change. */
import type { Scene } from "three";
import type { Sign } from "../api/wire";
import type { Lettering } from "./lettering";
import { type Board, createSigns, type SignMesh, type SignUniforms } from "./signs";

export interface Signboards {
  /** These beside the hall's own from now on; says whether they are others than before. */
  readonly add: (more: readonly Sign[]) => boolean;
  /** Draws those seen from a storey, -1 = outside. */
  readonly show: (floor: number) => void;
  /** Lights the plate of a window, or of none. */
  readonly light: (window: string | null) => void;
  readonly isLit: boolean;
  readonly dispose: () => void;
}

export function createSignboards(
  scene: Scene,
  signs: readonly Sign[],
  lettering: (sign: Sign) => Lettering,
  uniforms: SignUniforms,
): Signboards {
  let drawn: SignMesh | null = null;
  let lit: string | null = null;
  let added: readonly Sign[] = [];
  const clear = (): void => {
    if (drawn === null) return;
    scene.remove(drawn.mesh);
    drawn.dispose();
    drawn = null;
  };
  return {
    get isLit() {
      return lit !== null;
    },
    add: (more) => {
      const isSame = more.map(({ id }) => id).join() === added.map(({ id }) => id).join();
      added = more;
      return !isSame;
    },
    show: (floor) => {
      clear();
      const boards = [...signs, ...added]
        .filter((sign) => isSeenFrom(floor, sign))
        .map((sign) => boardOf(sign, lettering(sign)));
      if (boards.length === 0) return;
      drawn = createSigns(boards, uniforms);
      drawn.light(lit);
      scene.add(drawn.mesh);
    },
    light: (window) => {
      lit = window;
      drawn?.light(window);
    },
    dispose: clear,
  };
}

// What shows through the atrium.
const LARGE: ReadonlySet<string> = new Set(["zone", "way", "name", "floor"]);

/** All signs of the storey, and of its neighbours the large ones. */
function isSeenFrom(here: number, { floor, kind }: Sign): boolean {
  if (floor === -1 || here === -1) return floor === here;
  return floor === here || (Math.abs(floor - here) === 1 && LARGE.has(kind));
}

function boardOf(sign: Sign, lettering: Lettering): Board {
  return {
    ...lettering,
    id: sign.id,
    x: sign.at[0],
    y: sign.at[2],
    z: -sign.at[1],
    heading: (sign.heading_deg * Math.PI) / 180,
    double: sign.double === true,
    window: sign.window ?? null,
  };
}
