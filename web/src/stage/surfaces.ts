/** What the kit's surfaces are called, and which of them are drawn by one program. */
/** The kit's materials, by the number the vertices carry. */
export const SURFACES = [
  "matte",
  "metal",
  "wood",
  "leaf",
  "grass",
  "asphalt",
  "floor",
  "glow",
  "cloth",
  "stone",
] as const;

/** Surfaces that share a program: software renderers run every branch of a program for every pixel, so programs are small. */
export const GROUPS = ["plain", "floor", "grained", "leaf", "ground", "steel", "glass"] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_OF: Readonly<Record<string, Group>> = {
  floor: "floor",
  wood: "grained",
  cloth: "grained",
  stone: "grained",
  leaf: "leaf",
  grass: "ground",
  asphalt: "ground",
  metal: "steel",
  moving: "steel",
  glass: "glass",
};

export function groupOf(material: string): Group {
  return GROUP_OF[material] ?? "plain";
}
