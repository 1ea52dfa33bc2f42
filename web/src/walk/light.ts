/** Loads the server's light, and reads the bytes of its pictures. */
import { loadBundleBytes, loadLightIndex, loadPicture } from "../api/server";
import type { BakedPicture } from "../stage/baked";
import type { Shades } from "../stage/shades";

export interface HallLight {
  readonly pictures: readonly BakedPicture[];
  readonly shades: Shades;
}

/** base: the folder of the light files; nothing while there is none */
export async function loadLight(base: string | null): Promise<HallLight> {
  if (base === null) return { pictures: [], shades: new Map() };
  const index = await loadLightIndex(base);
  const { file, prototypes } = index.shades;
  const [bytes, pictures] = await Promise.all([
    loadBundleBytes(base, file),
    Promise.all(
      index.storeys.map(async (storey) => ({
        index,
        storey,
        planes: await greysOf(await loadPicture(base + storey.file)),
      })),
    ),
  ]);
  let start = 0;
  const shades = new Map<string, Uint8Array>();
  for (const [name, vertices] of prototypes) {
    shades.set(name, new Uint8Array(bytes, start, vertices));
    start += vertices;
  }
  return { pictures, shades };
}

/** One byte for each pixel of a grey picture, row by row from the top. */
async function greysOf(picture: Blob): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(picture, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("no canvas to read the light's picture from");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  const greys = new Uint8Array(data.length / 4);
  for (let i = 0; i < greys.length; i++) greys[i] = data[i * 4] ?? 0;
  return greys;
}
