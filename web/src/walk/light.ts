/** Loads the server's light, and reads the bytes of its pictures. */
import { loadLightIndex, loadPicture } from "../api/server";
import type { BakedPicture } from "../stage/baked";

/** base: the folder of the light files; nothing while there is none */
export async function loadLight(base: string | null): Promise<BakedPicture[]> {
  if (base === null) return [];
  const index = await loadLightIndex(base);
  return Promise.all(
    index.storeys.map(async (storey) => ({
      index,
      storey,
      planes: await greysOf(await loadPicture(base + storey.file)),
    })),
  );
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
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[i * 4] ?? 0);
}
