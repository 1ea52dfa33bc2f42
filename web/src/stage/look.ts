/**
 * How surfaces look: one shader for everything opaque, one for glass.
 *
 * Light is worked out rather than simulated: lamps and contact shadows come from a small map of the floor (lightmap.ts),
 * daylight from the distance to the façade, reflections from the room taken as a box, sunshine from one depth map drawn
 * when the hall is loaded. So a frame costs one pass over few materials, which is what software and old phones can do.
 */
import {
  DataTexture,
  DoubleSide,
  FrontSide,
  type IUniform,
  Matrix4,
  ShaderMaterial,
  Vector2,
  Vector3,
  type Vector4,
} from "three";

/** The kit's materials, by the number the vertices carry. */
export const SURFACES = ["matte", "metal", "wood", "leaf", "grass", "asphalt", "floor", "glow"] as const;

export interface Light {
  readonly sunMap: IUniform<unknown>;
  readonly sunMatrix: IUniform<Matrix4>;
  readonly sunDirection: IUniform<Vector3>;
  readonly sunTexel: IUniform<Vector2>;
}

export function createLight(): Light {
  const dark = new DataTexture(new Uint8Array([255, 255, 255, 255]), 1, 1);
  dark.needsUpdate = true;
  return {
    sunMap: { value: dark },
    sunMatrix: { value: new Matrix4() },
    sunDirection: { value: new Vector3(0.5, 0.6, 0.6).normalize() },
    sunTexel: { value: new Vector2(1 / 2048, 1 / 2048) },
  };
}

/** What a storey's surfaces need to know: bounds (min x, min z, size x, size z), elevation and height, its light map. */
export interface StoreyLook {
  readonly bounds: Vector4;
  readonly storey: Vector2;
  readonly lightMap: DataTexture;
  readonly outside: boolean;
}

const VERTEX = /* glsl */ `
attribute vec4 tint;
varying vec3 vWorld;
varying vec3 vLocal;
varying vec3 vFacing;
varying vec4 vTint;
#include <common>
#include <batching_pars_vertex>
void main() {
  mat4 placed = modelMatrix;
  #ifdef USE_BATCHING
    placed = modelMatrix * getBatchingMatrix(getIndirectIndex(gl_DrawID));
  #endif
  vec4 world = placed * vec4(position, 1.0);
  vWorld = world.xyz;
  vLocal = position;
  vFacing = mat3(placed) * normal;
  vTint = vec4(tint.rgb, tint.a * 255.0);
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

export const SKY = /* glsl */ `
vec3 skyColour(vec3 d, vec3 sun) {
  float h = max(d.y, 0.0);
  vec3 c = mix(vec3(0.47, 0.70, 0.93), vec3(0.10, 0.31, 0.72), pow(h, 0.6));
  c = mix(vec3(0.80, 0.88, 0.95), c, smoothstep(0.0, 0.28, h));
  float glow = max(dot(d, sun), 0.0);
  c += vec3(1.0, 0.9, 0.72) * (0.16 * pow(glow, 8.0) + 0.10 * pow(glow, 64.0));
  return c;
}`;

const SHARED = /* glsl */ `
precision highp float;
uniform sampler2D lightMap;
uniform sampler2D sunMap;
uniform mat4 sunMatrix;
uniform vec3 sunDirection;
uniform vec2 sunTexel;
uniform vec4 bounds;
uniform vec2 storey;
uniform float outside;
varying vec3 vWorld;
varying vec3 vLocal;
varying vec3 vFacing;
varying vec4 vTint;
#include <common>
${SKY}

float hash(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * 0.1031);
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}

float noise3(vec3 p) {
  float y = floor(p.y);
  return mix(noise(p.xz + y * 17.3), noise(p.xz + (y + 1.0) * 17.3), smoothstep(0.0, 1.0, p.y - y));
}

float sunlit(vec3 p, vec3 n) {
  vec4 q = sunMatrix * vec4(p + n * 0.12, 1.0);
  vec3 s = q.xyz * 0.5 + 0.5;
  if (s.x < 0.001 || s.y < 0.001 || s.x > 0.999 || s.y > 0.999) return 1.0;
  float lit = 0.0;
  for (int i = 0; i < 4; i++) {
    vec2 o = (vec2(float(i & 1), float(i >> 1)) - 0.5) * 1.4;
    vec2 at = s.xy / sunTexel + o;
    vec2 f = fract(at - 0.5);
    vec2 base = (floor(at - 0.5) + 0.5) * sunTexel;
    float a = step(s.z - 0.0006, texture2D(sunMap, base).r);
    float b = step(s.z - 0.0006, texture2D(sunMap, base + vec2(sunTexel.x, 0.0)).r);
    float c = step(s.z - 0.0006, texture2D(sunMap, base + vec2(0.0, sunTexel.y)).r);
    float d = step(s.z - 0.0006, texture2D(sunMap, base + sunTexel).r);
    lit += mix(mix(a, b, f.x), mix(c, d, f.x), f.y);
  }
  return lit * 0.25;
}

// The room as a box: a bright ceiling with its lamps, daylight all round, things standing before it near the floor.
vec3 roomSeen(vec3 p, vec3 r) {
  vec2 low = bounds.xy - p.xz, high = bounds.xy + bounds.zw - p.xz;
  vec2 safe = vec2(abs(r.x) < 1e-3 ? 1e-3 : r.x, abs(r.z) < 1e-3 ? 1e-3 : r.z);
  vec2 reach = vec2(safe.x > 0.0 ? high.x : low.x, safe.y > 0.0 ? high.y : low.y) / safe;
  float wall = max(min(reach.x, reach.y), 0.0);
  float ceiling = r.y > 1e-3 ? (storey.x + storey.y - p.y) / r.y : 1e5;
  float h = (p.y + r.y * wall - storey.x) / storey.y;
  vec3 side = mix(vec3(0.40, 0.39, 0.37), vec3(0.80, 0.88, 0.95), smoothstep(0.05, 0.65, h));
  vec2 hit = p.xz + r.xz * min(ceiling, 400.0);
  float lamp = texture2D(lightMap, (hit - bounds.xy) / bounds.zw).a;
  vec3 top = vec3(0.60, 0.595, 0.58) + lamp * vec3(1.5, 1.47, 1.4);
  return mix(side, top, smoothstep(-2.0, 2.0, wall - ceiling));
}

vec3 worldSeen(vec3 p, vec3 r) {
  return outside > 0.5 ? mix(vec3(0.36, 0.40, 0.36), skyColour(r, sunDirection), smoothstep(-0.08, 0.06, r.y)) : roomSeen(p, r);
}

// What falls on a surface indoors: lamps from above, the floor's bounce from below, daylight from the façade.
vec3 indoorLight(vec3 n, vec3 p) {
  vec2 uv = (p.xz - bounds.xy) / bounds.zw;
  vec4 map = texture2D(lightMap, uv);
  float h = clamp(p.y - storey.x, 0.0, storey.y);
  float up = n.y * 0.5 + 0.5;
  vec3 above = vec3(1.0, 0.985, 0.955) * (0.62 + 0.46 * map.r);
  vec3 below = vec3(0.60, 0.575, 0.535) * (0.72 + 0.36 * map.r);
  vec3 light = mix(below, above, smoothstep(0.0, 1.0, up));
  vec2 toLow = p.xz - bounds.xy, toHigh = bounds.xy + bounds.zw - p.xz;
  float day = max(n.x, 0.0) * exp(-toHigh.x / 9.0) + max(-n.x, 0.0) * exp(-toLow.x / 9.0)
            + max(n.z, 0.0) * exp(-toHigh.y / 9.0) + max(-n.z, 0.0) * exp(-toLow.y / 9.0);
  float near = exp(-min(min(toLow.x, toHigh.x), min(toLow.y, toHigh.y)) / 5.0);
  light += vec3(0.86, 0.95, 1.05) * (0.42 * day + 0.16 * near * (0.35 + 0.65 * up));
  // Sides differ a little, so that a corner reads as one even in even light.
  light *= 1.0 + 0.055 * n.x - 0.035 * n.z;
  float flat_ = smoothstep(0.6, 0.95, n.y) * (1.0 - smoothstep(0.02, 0.12, h));
  float shade = (1.0 - 0.62 * map.b) * (1.0 - 0.42 * map.g);
  float stand = 1.0 - 0.34 * exp(-h / 0.22) * (1.0 - smoothstep(-0.2, 0.8, n.y)) - 0.14 * exp(-h / 1.1);
  float under = 1.0 - 0.18 * exp(-(storey.y - h) / 0.5) * (1.0 - abs(n.y));
  return light * mix(stand * under, shade, flat_);
}

vec3 outdoorLight(vec3 n, vec3 p) {
  float up = n.y * 0.5 + 0.5;
  vec3 sky = mix(vec3(0.30, 0.31, 0.29), vec3(0.52, 0.60, 0.70), up);
  float sun = max(dot(n, sunDirection), 0.0);
  float lit = sun > 0.0 ? sunlit(p, n) : 0.0;
  float stand = 1.0 - 0.22 * exp(-max(p.y, 0.0) / 0.6) * (1.0 - up);
  return sky * stand + vec3(1.02, 0.93, 0.79) * sun * lit;
}
`;

const OPAQUE = /* glsl */ `
${SHARED}
uniform float glow;
vec3 tiles(vec3 albedo, vec2 at, float fade, out float polish) {
  vec2 size = vec2(outside > 0.5 ? 1.2 : 0.9);
  vec2 cell = at / size;
  vec2 id = floor(cell);
  vec2 edge = abs(fract(cell) - 0.5) * size;
  vec2 wide = fwidth(at) * 0.75 + 0.0035;
  vec2 line = smoothstep(size * 0.5 - 0.004 - wide, size * 0.5 - 0.004, edge);
  float grout = max(line.x, line.y) * fade;
  float tone = hash(id) - 0.5;
  vec2 turned = hash(id + 7.0) > 0.5 ? at.yx : at;
  float vein = noise(turned * vec2(1.1, 2.3) + id * 3.7) - 0.5;
  float grain = noise(turned * 9.0 + id) - 0.5;
  vec3 c = albedo * (1.0 + fade * (0.05 * tone + 0.05 * vein + 0.02 * grain));
  polish = 1.0 - 0.7 * grout;
  return c * (1.0 - 0.20 * grout);
}

vec3 woodGrain(vec3 albedo, vec3 q, vec3 n, float fade) {
  // Grain runs along the surface's level direction; boards are 0.6 m.
  vec2 at = abs(n.y) > 0.6 ? q.xz : vec2(abs(n.x) > abs(n.z) ? q.z : q.x, q.y);
  float board = hash(vec2(floor(at.x / 0.6), 3.0)) - 0.5;
  float wave = noise(vec2(at.x * 1.3, at.y * 5.0) + board * 20.0);
  float grain = noise(vec2(at.x * 3.0, at.y * 85.0 + wave * 7.0));
  float fine = noise(vec2(at.x * 12.0, at.y * 260.0));
  return albedo * (1.0 + fade * (0.16 * (grain - 0.5) + 0.06 * (fine - 0.5)) + 0.05 * board);
}

void main() {
  vec3 n = normalize(vFacing);
  vec3 look = normalize(vWorld - cameraPosition);
  float far = distance(vWorld, cameraPosition);
  float fade = 1.0 - smoothstep(12.0, 45.0, far);
  float kind = floor(vTint.a + 0.5);
  vec3 albedo = vTint.rgb;
  if (kind == 7.0) {
    gl_FragColor = vec4(albedo * 1.12, 1.0);
  } else {
    vec3 light = outside > 0.5 ? outdoorLight(n, vWorld) : indoorLight(n, vWorld);
    float gloss = 0.0, polish = 1.0;
    if (kind == 6.0) {
      albedo = tiles(albedo, vWorld.xz, fade, polish);
      gloss = outside > 0.5 ? 0.05 : 0.78;
    } else if (kind == 2.0) {
      albedo = woodGrain(albedo, vLocal, n, fade);
      gloss = 0.16;
    } else if (kind == 1.0) {
      gloss = 0.5;
    } else if (kind == 3.0) {
      float clump = noise3(vLocal * (outside > 0.5 ? 2.6 : 14.0)) + 0.5 * fade * noise3(vLocal * (outside > 0.5 ? 9.0 : 40.0));
      albedo = mix(albedo, albedo * vec3(1.25, 1.15, 0.9), 0.5);
      light *= 0.62 + 0.52 * clump;
      light += vec3(0.05, 0.07, 0.02);
    } else if (kind == 4.0) {
      albedo = mix(albedo, vec3(dot(albedo, vec3(0.35, 0.5, 0.15))), 0.16);
      albedo *= 0.92 + 0.16 * noise(vWorld.xz * 0.12) + 0.10 * noise(vWorld.xz * 0.6) + fade * 0.20 * (noise(vWorld.xz * 16.0) - 0.5);
      // Far meadows lighten into the morning.
      albedo = mix(albedo, vec3(0.36, 0.46, 0.34), 0.55 * smoothstep(90.0, 330.0, far));
    } else if (kind == 5.0) {
      albedo *= 0.95 + 0.10 * noise(vWorld.xz * 0.5) + fade * 0.14 * (noise(vWorld.xz * 30.0) - 0.5);
    } else if (outside < 0.5 && n.y < -0.9 && vWorld.y > storey.x + storey.y - 0.35) {
      // A ceiling of 1.2 m panels, brighter round the lamps.
      vec2 edge = abs(fract(vWorld.xz / 1.2) - 0.5) * 1.2;
      vec2 wide = fwidth(vWorld.xz) + 0.006;
      vec2 seam = smoothstep(0.6 - wide, vec2(0.6), edge);
      light = vec3(0.80, 0.79, 0.77) + 0.20 * texture2D(lightMap, (vWorld.xz - bounds.xy) / bounds.zw).r;
      albedo *= 1.0 - 0.10 * fade * max(seam.x, seam.y);
    }
    vec3 colour = albedo * light;
    if (outside < 0.5 && n.y > 0.3) {
      colour += albedo * vec3(1.0, 0.90, 0.74) * 0.42 * max(dot(n, sunDirection), 0.0) * sunlit(vWorld, n);
    }
    if (gloss > 0.0) {
      float facing = 1.0 - max(dot(-look, n), 0.0);
      float fresnel = 0.06 + 0.94 * pow(facing, 4.5);
      vec3 seen = worldSeen(vWorld, reflect(look, n));
      if (kind == 1.0 && outside > 0.5 && albedo.b > albedo.r * 1.3) {
        // Panes as seen from without: dark rooms behind a sky that each pane throws back a little differently.
        vec2 pane = floor(vec2(abs(n.x) > abs(n.z) ? vWorld.z : vWorld.x, vWorld.y) / vec2(1.55, 1.6));
        vec3 lean = vec3(hash(pane), hash(pane + 3.1), hash(pane + 9.7)) - 0.5;
        seen = worldSeen(vWorld, reflect(look, normalize(n + 0.028 * lean)));
        vec3 room = albedo * (0.85 + 0.35 * hash(pane + 5.3));
        colour = mix(room, seen, clamp(0.26 + fresnel, 0.0, 0.9));
      } else if (kind == 1.0) colour = mix(colour, albedo * seen * 1.15, 0.55);
      else colour = mix(colour, seen * (0.5 + 0.5 * light), fresnel * gloss * polish);
    }
    gl_FragColor = vec4(colour * (1.0 + 0.14 * glow) + vec3(0.0, 0.02, 0.05) * glow, 1.0);
  }
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

const GLASS = /* glsl */ `
${SHARED}
void main() {
  vec3 n = normalize(vFacing);
  vec3 look = normalize(vWorld - cameraPosition);
  if (dot(n, look) > 0.0) n = -n;
  float fresnel = 0.04 + 0.96 * pow(1.0 - max(dot(-look, n), 0.0), 4.0);
  vec3 seen = worldSeen(vWorld, reflect(look, n));
  vec3 colour = mix(vTint.rgb * vec3(0.80, 0.93, 0.95), seen, fresnel);
  float alpha = mix(0.10, 0.55, fresnel);
  if (outside > 0.5) alpha = mix(0.6, 0.95, fresnel);
  gl_FragColor = vec4(colour, alpha);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

function uniformsOf(light: Light, look: StoreyLook): Record<string, IUniform> {
  return {
    ...light,
    lightMap: { value: look.lightMap },
    bounds: { value: look.bounds },
    storey: { value: look.storey },
    outside: { value: look.outside ? 1 : 0 },
  };
}

const UNLIT: IUniform<number> = { value: 0 };

/** `glow` 0…1 brightens all of it: what the pointer is over. */
export function createOpaque(light: Light, look: StoreyLook, glow = UNLIT): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: OPAQUE,
    uniforms: { ...uniformsOf(light, look), glow },
    side: FrontSide,
  });
}

export function createGlass(light: Light, look: StoreyLook): ShaderMaterial {
  return new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: GLASS,
    uniforms: uniformsOf(light, look),
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
  });
}
