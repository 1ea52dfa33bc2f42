/** The grain of wood, stone and cloth as one texture that tiles: a channel each, one half where there is none. tools/grains.py draws it. */
import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  RepeatWrapping,
  RGBAFormat,
  type Texture,
  UnsignedByteType,
} from "three";
import picture from "./grains.webp";

/** What surfaces have until the picture has come. */
export function noGrains(): Texture {
  const texture = new DataTexture(new Uint8Array([128, 128, 128, 255]), 1, 1);
  texture.needsUpdate = true;
  return texture;
}

/** sharp: looks along a surface get as many texels as looks at it */
export async function loadGrains(sharp: boolean): Promise<Texture> {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const { width: size } = image;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [size, size * 3];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen?.drawImage(image, 0, 0);
  const greys = pen?.getImageData(0, 0, size, size * 3).data ?? new Uint8ClampedArray(size * size * 12).fill(128);
  const texels = new Uint8Array(size * size * 4).fill(255);
  for (let i = 0; i < size * size; i++) {
    for (let channel = 0; channel < 3; channel++)
      texels[i * 4 + channel] = greys[(channel * size * size + i) * 4] ?? 128;
  }
  const texture = new DataTexture(texels, size, size, RGBAFormat, UnsignedByteType);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = sharp ? 8 : 1;
  texture.needsUpdate = true;
  return texture;
}
