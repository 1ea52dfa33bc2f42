/** How dark the corners of each prototype are: a byte for each vertex of the kit, worked out with the light. */
import type { Kit, KitPart } from "./kit";

/** By prototype, for the vertices of its parts one after the other; 255 = no shade. */
export type Shades = ReadonlyMap<string, Uint8Array>;

/** The kit with its shades in its colours: no program has to know of them. */
export function shadeKit(kit: Kit, shades: Shades): Kit {
  const shaded = new Map<string, readonly KitPart[]>();
  for (const [name, parts] of kit) {
    const bytes = shades.get(name);
    const vertices = parts.reduce((sum, part) => sum + part.colors.length / 3, 0);
    shaded.set(name, bytes?.length === vertices ? shadeParts(parts, bytes) : parts);
  }
  return shaded;
}

function shadeParts(parts: readonly KitPart[], bytes: Uint8Array): KitPart[] {
  let first = 0;
  return parts.map((part) => {
    const start = first;
    first += part.colors.length / 3;
    if (part.material === "glow" || part.material === "glass") return part;
    return { ...part, colors: part.colors.map((c, i) => (c * (bytes[start + Math.floor(i / 3)] ?? 255)) / 255) };
  });
}
