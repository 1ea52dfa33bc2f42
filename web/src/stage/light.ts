/**
 * A storey's light as one texture: red = lamps, green = day, alpha = lamps as the floor mirrors them. A value v is light of
 * v² · full. Its tiles lie level: the floor, and the air in which things stand; walls and ceilings have texels of their own,
 * which each vertex of the shell names.
 */
import type { DataTexture, Vector2, Vector4 } from "three";

export interface LightMap {
  readonly texture: DataTexture;
  /** scale and offset of texture coordinates from the hall's x and z, on the floor and in the air */
  readonly floorAt: Vector4;
  readonly airAt: Vector4;
  /** light of lamps and of day where the texture is 1 */
  readonly full: Vector2;
  readonly baked: boolean;
  /** texture coordinates (n, 2) of the shell's vertices; positions (n, 3), indices (m) of triangles, y from the floor's surface */
  readonly shellAt: (positions: Float32Array, indices: Uint32Array) => Float32Array;
}

/** Where a vertex takes its light from: `LIT` marks the shell, whose vertices say so themselves. */
export const LIGHT_VERTEX = /* glsl */ `
uniform vec4 lightFrom;
varying vec2 vLit;
#ifdef LIT
  attribute vec2 lit;
#endif
void placeLight(vec3 world) {
  #ifdef LIT
    vLit = lit;
  #else
    vLit = world.xz * lightFrom.xy + lightFrom.zw;
  #endif
}`;

/** What falls on a surface indoors. dayLight and lampLight are the hour's: see hours.ts. */
export const LIGHT = /* glsl */ `
uniform sampler2D lightMap;
uniform vec4 lightFrom;
uniform vec2 lightFull;
uniform vec3 lampLight;
uniform vec3 dayLight;
varying vec2 vLit;

vec3 lightAt(vec3 n, vec3 p) {
  vec2 v = texture2D(lightMap, vLit).rg;
  // Somewhat brighter in the dark than v²: it stands for what comes back more than once.
  vec2 e = mix(v * v, v, 0.36) * lightFull;
  #ifdef LIT
    // A ceiling has nothing but what is thrown back, and the bake throws light back only once.
    e *= 1.0 + 0.3 * max(-n.y, 0.0);
  #endif
  #if !defined(LIT) && !defined(GROUP_FLOOR)
    // A thing stands in the storey's light: most from above, some back from the floor, daylight more from the sides.
    float up = n.y * 0.5 + 0.5;
    up = up * up * (3.0 - 2.0 * up);
    e *= vec2(mix(0.42, 1.04, up), mix(0.55, 1.0, up));
    // Sides differ a little, so that a corner reads as one even in even light.
    e *= 1.0 + 0.06 * n.x - 0.04 * n.z;
  #endif
  return lampLight * e.x + dayLight * e.y;
}`;
