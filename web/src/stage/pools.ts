/** Where lamps light the ground outside after dark: one small texture over all of them, 0…1. */
import { DataTexture, LinearFilter, RGBAFormat, UnsignedByteType, Vector4 } from "three";
import type { Patch } from "./lightmap";

export interface Pools {
  readonly map: DataTexture;
  /** scale and offset of texture coordinates from three's x and z */
  readonly at: Vector4;
}

const SIZE = 256;
// Metres: how far round lamps the texture reaches, and at how many of them a lamp gives half its light.
const MARGIN = 14;
const HALF_AT = 3.4;

export function createPools(lamps: readonly Patch[]): Pools {
  const middles = lamps.map(({ x, z, heading, box }) => {
    const [u, v] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
    return [x + u * cos + v * sin, z - u * sin + v * cos] as const;
  });
  const xs = middles.map(([x]) => x);
  const zs = middles.map(([, z]) => z);
  const [minX, minZ] = [Math.min(0, ...xs) - MARGIN, Math.min(0, ...zs) - MARGIN];
  const [sizeX, sizeZ] = [Math.max(0, ...xs) + MARGIN - minX, Math.max(0, ...zs) + MARGIN - minZ];
  const light = new Float32Array(SIZE * SIZE);
  for (const [x, z] of middles) {
    for (let i = 0; i < light.length; i++) {
      const dx = minX + (((i % SIZE) + 0.5) * sizeX) / SIZE - x;
      const dz = minZ + ((Math.floor(i / SIZE) + 0.5) * sizeZ) / SIZE - z;
      const share = (dx * dx + dz * dz) / (HALF_AT * HALF_AT);
      if (share < 16) light[i] = (light[i] ?? 0) + 0.42 * Math.max(0, 1 / (1 + share) - 1 / 17);
    }
  }
  const texels = new Uint8Array(SIZE * SIZE * 4).fill(255);
  light.forEach((value, i) => {
    // The texture's edge is dark, and is what all beyond it gets.
    const edge = i % SIZE === 0 || i % SIZE === SIZE - 1 || i < SIZE || i >= SIZE * (SIZE - 1);
    texels[i * 4] = edge ? 0 : Math.min(1, value) * 255;
  });
  const map = new DataTexture(texels, SIZE, SIZE, RGBAFormat, UnsignedByteType);
  map.minFilter = LinearFilter;
  map.magFilter = LinearFilter;
  map.needsUpdate = true;
  return { map, at: new Vector4(1 / sizeX, 1 / sizeZ, -minX / sizeX, -minZ / sizeZ) };
}
