/**
 * The programs that draw surfaces: one vertex shader for all, and a small fragment shader for each group.
 *
 * Light is looked up rather than simulated: lamps and daylight come from one small texture for each storey (light.ts),
 * reflections from the room taken as a box, sunshine from one depth map drawn when the hall is loaded. So a frame costs one
 * pass over few materials, which is what software and old phones can do.
 */
import { LIGHT, LIGHT_VERTEX } from "./light";
import type { Group } from "./surfaces";

export const VERTEX = /* glsl */ `
attribute vec4 tint;
#ifdef GROUP_STEEL
  attribute vec3 shift;
#endif
varying vec3 vWorld;
varying vec3 vLocal;
varying vec3 vFacing;
varying vec4 vTint;
#if defined(GROUP_GRAINED) || defined(GROUP_STEEL)
  varying vec3 vAcross;
#endif
#include <common>
#include <batching_pars_vertex>
#ifndef OUTSIDE
${LIGHT_VERTEX}
#endif
void main() {
  mat4 placed = modelMatrix;
  #ifdef USE_BATCHING
    placed = modelMatrix * getBatchingMatrix(getIndirectIndex(gl_DrawID));
  #endif
  vec3 at = position;
  #ifdef GROUP_STEEL
    at += shift * getBatchingColor(getIndirectIndex(gl_DrawID)).r;
  #endif
  vec4 world = placed * vec4(at, 1.0);
  vWorld = world.xyz;
  vLocal = position;
  #if defined(GROUP_GRAINED) || defined(GROUP_STEEL)
    vAcross = normal;
  #endif
  vFacing = mat3(placed) * normal;
  vTint = vec4(tint.rgb, tint.a * 255.0);
  #ifndef OUTSIDE
    placeLight(world.xyz);
  #endif
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

export const SKY = /* glsl */ `
uniform float evening;
vec3 duskColour(vec3 d, vec3 sun) {
  float h = max(d.y, 0.0);
  float west = max(-dot(normalize(d.xz + 1e-4), normalize(sun.xz)), 0.0);
  vec3 c = mix(vec3(0.085, 0.13, 0.25), vec3(0.012, 0.026, 0.075), smoothstep(0.0, 0.55, h));
  return c + vec3(0.42, 0.20, 0.10) * (0.25 + 0.75 * west) * smoothstep(0.24, 0.0, h);
}
vec3 skyColour(vec3 d, vec3 sun) {
  if (evening > 0.5) return duskColour(d, sun);
  float h = max(d.y, 0.0);
  vec3 c = mix(vec3(0.47, 0.70, 0.93), vec3(0.10, 0.31, 0.72), pow(h, 0.6));
  c = mix(vec3(0.80, 0.88, 0.95), c, smoothstep(0.0, 0.28, h));
  float glow = max(dot(d, sun), 0.0);
  c += vec3(1.0, 0.9, 0.72) * (0.16 * pow(glow, 8.0) + 0.10 * pow(glow, 64.0));
  return c;
}`;

/** Noise of 0 to 1 over a plane, the same everywhere. */
export const NOISE = /* glsl */ `
float hash(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * 0.1031);
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}`;

const SHARED = /* glsl */ `
precision highp float;
uniform sampler2D sunMap;
uniform sampler2D grains;
uniform mat4 sunMatrix;
uniform vec3 sunDirection;
uniform vec2 sunTexel;
uniform vec3 sunLight;
uniform vec4 bounds;
uniform vec2 storey;
uniform float glow;
varying vec3 vWorld;
varying vec3 vLocal;
varying vec3 vFacing;
varying vec4 vTint;
${SKY}
${NOISE}
float noise3(vec3 p) {
  float y = floor(p.y);
  return mix(noise(p.xz + y * 17.3), noise(p.xz + (y + 1.0) * 17.3), smoothstep(0.0, 1.0, p.y - y));
}
// Falls like exp(-x), without its price.
vec4 fall(vec4 x) {
  vec4 y = 1.0 / (1.0 + 0.45 * x + 0.22 * x * x);
  return y * y;
}
float fall1(float x) {
  float y = 1.0 / (1.0 + 0.45 * x + 0.22 * x * x);
  return y * y;
}

float sunlit(vec3 p, vec3 n) {
  vec4 q = sunMatrix * vec4(p + n * 0.12, 1.0);
  vec3 s = q.xyz * 0.5 + 0.5;
  vec2 at = s.xy / sunTexel - 0.5;
  vec2 f = fract(at);
  vec2 base = (floor(at) + 0.5) * sunTexel;
  float depth = s.z - 0.0006;
  float a = step(depth, texture2D(sunMap, base).r);
  float b = step(depth, texture2D(sunMap, base + vec2(sunTexel.x, 0.0)).r);
  float c = step(depth, texture2D(sunMap, base + vec2(0.0, sunTexel.y)).r);
  float d = step(depth, texture2D(sunMap, base + sunTexel).r);
  vec2 inside = step(0.001, s.xy) * step(s.xy, vec2(0.999));
  return mix(1.0, mix(mix(a, b, f.x), mix(c, d, f.x), f.y), inside.x * inside.y);
}

#ifdef OUTSIDE
uniform sampler2D pools;
uniform vec4 poolsAt;
vec3 worldSeen(vec3 p, vec3 r) {
  vec3 ground = mix(vec3(0.36, 0.40, 0.36), vec3(0.05, 0.05, 0.06), evening);
  return mix(ground, skyColour(r, sunDirection), smoothstep(-0.08, 0.06, r.y));
}

vec3 lightOn(vec3 n, vec3 p) {
  float up = n.y * 0.5 + 0.5;
  vec3 sky = mix(vec3(0.30, 0.31, 0.29), vec3(0.52, 0.60, 0.70), up) * mix(vec3(1.0), vec3(0.17, 0.20, 0.28), evening);
  float stand = 1.0 - 0.22 * fall1(max(p.y, 0.0) / 0.6) * (1.0 - up);
  vec3 light = sky * stand;
  if (evening > 0.5) {
    // Lamps light what is below them, their posts' feet and the undersides of leaves a little.
    float pool = texture2D(pools, p.xz * poolsAt.xy + poolsAt.zw).r;
    return light + vec3(1.05, 0.78, 0.47) * pool * (0.45 + 0.55 * up) * fall1(max(p.y - 2.5, 0.0) / 3.0);
  }
  return light + sunLight * max(dot(n, sunDirection), 0.0) * sunlit(p, n);
}
#else
${LIGHT}
// The room as a box: a bright ceiling with its lamps, daylight all round, things standing before it near the floor.
vec3 worldSeen(vec3 p, vec3 r) {
  vec2 low = bounds.xy - p.xz, high = bounds.xy + bounds.zw - p.xz;
  vec2 safe = vec2(abs(r.x) < 1e-3 ? 1e-3 : r.x, abs(r.z) < 1e-3 ? 1e-3 : r.z);
  vec2 reach = vec2(safe.x > 0.0 ? high.x : low.x, safe.y > 0.0 ? high.y : low.y) / safe;
  float wall = max(min(reach.x, reach.y), 0.0);
  float ceiling = r.y > 1e-3 ? (storey.x + storey.y - p.y) / r.y : 1e5;
  float h = (p.y + r.y * wall - storey.x) / storey.y;
  vec3 without = mix(vec3(0.80, 0.88, 0.95), vec3(0.22, 0.21, 0.22), evening);
  vec3 side = mix(vec3(0.40, 0.39, 0.37), without, smoothstep(0.05, 0.65, h));
  vec3 top = vec3(0.60, 0.595, 0.58);
  #ifdef GROUP_FLOOR
    vec2 hit = p.xz + r.xz * min(ceiling, 400.0);
    top += texture2D(lightMap, hit * lightFrom.xy + lightFrom.zw).a * vec3(0.62, 0.61, 0.58);
  #endif
  return mix(side, top, smoothstep(-2.0, 2.0, wall - ceiling));
}

vec3 lightOn(vec3 n, vec3 p) {
  vec3 light = lightAt(n, p);
  #if !defined(LIT) && !defined(GROUP_FLOOR)
    float h = clamp(p.y - storey.x, 0.0, storey.y);
    light *= 1.0 - 0.34 * fall1(h / 0.22) * (1.0 - smoothstep(-0.2, 0.8, n.y)) - 0.12 * fall1(h / 1.1);
    // Lamps shine downwards: what stands tall is in less and less of their light.
    float high = smoothstep(0.3, 1.0, h / storey.y);
    light *= 1.0 - 0.18 * high * high * (1.0 - abs(n.y));
  #endif
  return light;
}
#endif

// How much of it the floor throws back: all at its foot, nothing from man's height up, so that no board lies on the floor.
#ifdef MIRRORED
uniform float mirroring;
float opacity() {
  return 1.0 - mirroring * smoothstep(0.1, 1.3, vWorld.y - storey.x);
}
#else
float opacity() {
  return 1.0;
}
#endif

// Khronos' neutral tone mapping and sRGB, as three.js has them; the curve by square roots instead of powers.
vec4 finished(vec3 colour, float alpha) {
  float least = min(colour.r, min(colour.g, colour.b));
  colour -= least < 0.08 ? least - 6.25 * least * least : 0.04;
  float peak = max(colour.r, max(colour.g, colour.b));
  float pressed = 1.0 - 0.0576 / (peak - 0.52);
  float wash = 1.0 - 1.0 / (0.15 * (peak - pressed) + 1.0);
  colour = peak < 0.76 ? colour : mix(colour * pressed / peak, vec3(pressed), wash);
  vec3 c = max(colour, 0.0);
  vec3 s1 = sqrt(c), s2 = sqrt(s1), s3 = sqrt(s2);
  return vec4(0.585122381 * s1 + 0.783140355 * s2 - 0.368262736 * s3, alpha);
}
`;

// Metal outside: frames, and panes as seen from without: dark rooms behind a sky that each throws back a little differently.
const METAL_OUTSIDE = /* glsl */ `
// A pane after dark: in some rooms somebody is still at work; the zones that never close have greener glass and are bright.
vec3 roomSeen(vec3 albedo, vec3 mirrored) {
  vec3 across = abs(vFacing);
  float along = across.x > across.z ? vWorld.z : vWorld.x + 2.0;
  vec2 room = vec2(along / 4.0, vWorld.y / 5.1);
  float odd = hash(floor(room) + 7.0);
  float high = fract(room.y);
  vec3 lamps = vec3(1.0, 0.80, 0.54) * (0.22 + 0.62 * high * high) * (0.55 + 0.6 * fract(odd * 9.1));
  vec3 seen = mirrored * 0.5 + lamps * step(0.42, odd);
  // Machines stand before a bright wall.
  vec2 machine = vec2(abs(fract(along / 1.6) - 0.5) * 1.6, vWorld.y);
  float body = step(machine.x, 0.32) * step(machine.y, 1.55);
  float screen = step(machine.x, 0.22) * step(abs(machine.y - 1.15), 0.2);
  vec3 bright = mix(vec3(0.98, 0.95, 0.86) * (0.72 + 0.10 * vWorld.y), vec3(0.30, 0.33, 0.38), body);
  bright = mix(bright, vec3(0.35, 0.62, 1.0), screen);
  return mix(seen, bright, step(albedo.b * 0.84, albedo.g));
}
vec3 metalSeen(vec3 albedo, vec3 light, vec3 n, vec3 look) {
  float pane = step(albedo.r * 1.3, albedo.b);
  vec2 cell = floor(vec2(abs(n.x) > abs(n.z) ? vWorld.z : vWorld.x, vWorld.y) / vec2(1.55, 1.6));
  float odd = hash(cell);
  vec3 uneven = n + pane * 0.028 * (vec3(odd, fract(odd * 7.3), fract(odd * 13.7)) - 0.5);
  vec3 seen = worldSeen(vWorld, reflect(look, normalize(uneven)));
  float away = 1.0 - max(dot(-look, n), 0.0);
  vec3 mirrored = mix(albedo * (0.85 + 0.35 * fract(odd * 5.1)), seen, clamp(0.30 + away * away * away, 0.0, 0.9));
  if (evening > 0.5) mirrored = roomSeen(albedo, mirrored);
  return mix(mix(albedo * light, albedo * seen * 1.15, 0.55), mirrored, pane);
}`;

const PLAIN = /* glsl */ `
${SHARED}
#ifdef OUTSIDE
${METAL_OUTSIDE}
#endif
void main() {
  vec3 n = normalize(vFacing);
  float shining = step(abs(vTint.a - 7.0), 0.5);
  vec3 albedo = vTint.rgb;
  vec3 light = lightOn(n, vWorld);
  #ifndef OUTSIDE
    // A ceiling of 1.2 m panels.
    float ceiling = step(n.y, -0.9) * step(storey.x + storey.y - 0.35, vWorld.y);
    vec2 edge = abs(fract(vWorld.xz / 1.2) - 0.5) * 1.2;
    vec2 wide = fwidth(vWorld.xz) + 0.006;
    vec2 seam = smoothstep(0.6 - wide, vec2(0.6), edge) * min(vec2(1.0), 0.03 / wide);
    albedo *= 1.0 - 0.12 * ceiling * max(seam.x, seam.y);
  #endif
  vec3 colour = albedo * light;
  #ifdef OUTSIDE
    // What is seen through windows is all drawn plain, metal too.
    if (abs(vTint.a - 1.0) < 0.5) colour = metalSeen(albedo, light, n, normalize(vWorld - cameraPosition));
  #endif
  colour = mix(colour, albedo * 1.12, shining);
  gl_FragColor = finished(colour * (1.0 + 0.14 * glow) + vec3(0.0, 0.02, 0.05) * glow, opacity());
}`;

const FLOOR = /* glsl */ `
${SHARED}
#ifdef MIRRORED
uniform sampler2D mirrorImage;
uniform vec2 mirrorSize;
uniform float mirrorShare;
#endif
void main() {
  vec3 n = normalize(vFacing);
  vec3 look = normalize(vWorld - cameraPosition);
  float far = distance(vWorld, cameraPosition);
  float fade = 1.0 - smoothstep(12.0, 45.0, far);
  #ifdef OUTSIDE
    const float SIZE = 1.2, GLOSS = 0.05;
  #else
    const float SIZE = 0.9, GLOSS = 0.8;
  #endif
  vec2 at = vWorld.xz;
  vec2 id = floor(at / SIZE);
  vec2 edge = abs(fract(at / SIZE) - 0.5) * SIZE;
  vec2 wide = fwidth(at) * 0.75 + 0.0035;
  vec2 line = smoothstep(SIZE * 0.5 - 0.004 - wide, vec2(SIZE * 0.5 - 0.004), edge);
  float grout = max(line.x, line.y) * fade;
  float tone = hash(id);
  vec2 turned = tone > 0.5 ? at.yx : at;
  vec2 cut = turned / 1.1;
  float vein = texture2DGradEXT(grains, cut + id * 0.37, dFdx(cut), dFdy(cut)).g - 0.5;
  vec3 albedo = vTint.rgb * (1.0 - 0.20 * grout) * (1.0 + 0.05 * fade * (tone - 0.5) + 0.3 * vein);
  vec3 light = lightOn(n, vWorld);
  vec3 colour = albedo * light;
  #ifndef OUTSIDE
    colour += albedo * sunLight * 0.42 * max(dot(n, sunDirection), 0.0) * sunlit(vWorld, n);
  #endif
  float away = 1.0 - max(dot(-look, n), 0.0);
  float away2 = away * away;
  float fresnel = 0.06 + 0.94 * away2 * away2;
  vec3 seen = worldSeen(vWorld, reflect(look, n));
  #ifdef MIRRORED
    // The higher what is thrown back, the fainter and the more blurred.
    vec2 across = vec2(gl_FragCoord.x, mirrorSize.y - gl_FragCoord.y) / mirrorSize + 0.004 * vein;
    float high = 1.0 - texture2D(mirrorImage, across, 3.0).a;
    vec4 thrown = texture2D(mirrorImage, across, 0.5 + 3.5 * high);
    seen = mix(seen, thrown.rgb * thrown.rgb, thrown.a * mirrorShare * step(0.5, n.y));
  #endif
  colour = mix(colour, seen * (0.5 + 0.5 * light), fresnel * GLOSS * (1.0 - 0.7 * grout));
  gl_FragColor = finished(colour, 1.0);
}`;

// Boards of a tenth of a metre, each cut from elsewhere; slabs of stone; cloth. Fibres run upwards on what is upright.
const GRAINED = /* glsl */ `
${SHARED}
varying vec3 vAcross;
void main() {
  vec3 n = normalize(vFacing);
  vec3 side = abs(vAcross);
  vec2 at = side.y > 0.6 ? vLocal.zx : vec2(vLocal.y, side.x > side.z ? vLocal.z : vLocal.x);
  vec3 kind = vec3(1.0 - step(2.5, vTint.a), step(8.5, vTint.a), 0.0);
  kind.z = 1.0 - kind.x - kind.y;
  float board = hash(vec2(floor(at.y / 0.1), 3.0)) * kind.x;
  vec2 scale = vec2(0.62, 2.4) * kind.x + vec2(1.1 * kind.y + 6.5 * kind.z);
  vec2 cut = at * scale;
  vec3 grain = texture2DGradEXT(grains, cut + board * vec2(7.3, 3.1), dFdx(cut), dFdy(cut)).rgb - 0.5;
  vec3 rich = vec3(0.55 * kind.y + 0.7 * kind.z) + vec3(1.0, 1.25, 1.55) * kind.x;
  vec3 albedo = vTint.rgb * (1.0 + dot(grain, kind) * rich) * (1.0 + 0.09 * (board - 0.5 * kind.x));
  vec3 colour = albedo * lightOn(n, vWorld);
  gl_FragColor = finished(colour, opacity());
}`;

const LEAF = /* glsl */ `
${SHARED}
void main() {
  vec3 n = normalize(vFacing);
  // Lumps in light and shade, and leaves on them: flecks of the stone's grain, seen from the side they are on.
  vec3 side = abs(n);
  vec2 at = side.y > 0.5 ? vLocal.xz : (side.x > side.z ? vLocal.yz : vLocal.xy);
  #ifdef OUTSIDE
    float clump = noise3(vLocal * 2.1);
    vec3 leaves = texture2D(grains, at * 0.55).rgb - 0.5;
  #else
    float clump = noise3(vLocal * 11.0);
    vec3 leaves = texture2D(grains, at * 1.7).rgb - 0.5;
  #endif
  float fleck = clamp(leaves.g * 3.4 + leaves.b * 0.8, -0.5, 0.7);
  vec3 albedo = vTint.rgb * mix(vec3(0.78, 0.88, 0.8), vec3(1.3, 1.18, 0.85), clump + 0.4 * fleck);
  gl_FragColor = finished(albedo * (lightOn(n, vWorld) * (0.66 + 0.42 * clump + 0.55 * fleck) + vec3(0.03, 0.045, 0.012)), opacity());
}`;

const GROUND = /* glsl */ `
${SHARED}
void main() {
  vec3 n = normalize(vFacing);
  float far = distance(vWorld, cameraPosition);
  float fade = 1.0 - smoothstep(12.0, 45.0, far);
  float grass = step(vTint.a, 4.5);
  vec3 meadow = mix(vTint.rgb, vec3(dot(vTint.rgb, vec3(0.35, 0.5, 0.15))), 0.16);
  meadow *= 0.92 + 0.16 * noise(vWorld.xz * 0.12) + 0.10 * noise(vWorld.xz * 0.6);
  float fine = fade * (noise(vWorld.xz * mix(30.0, 16.0, grass)) - 0.5);
  vec3 albedo = mix(vTint.rgb * (1.0 + 0.14 * fine), meadow * (1.0 + 0.20 * fine), grass);
  // Far meadows lighten into the morning.
  albedo = mix(albedo, vec3(0.36, 0.46, 0.34), 0.55 * grass * smoothstep(90.0, 330.0, far));
  gl_FragColor = finished(albedo * lightOn(n, vWorld), 1.0);
}`;

// Steel, brushed upwards on what is upright; escalators' steps, ribbed along their way; outside frames, panes, and flags.
const STEEL = /* glsl */ `
${SHARED}
varying vec3 vAcross;
#ifdef OUTSIDE
${METAL_OUTSIDE}
#endif
void main() {
  vec3 n = normalize(vFacing);
  vec3 look = normalize(vWorld - cameraPosition);
  vec3 light = lightOn(n, vWorld);
  float moves = step(1.5, vTint.a);
  #ifdef OUTSIDE
    // Cloth in the wind: folds catch the light, which the still cloth's normals do not know of.
    vec3 cloth = vTint.rgb * light * (0.94 + 0.1 * sin(vWorld.x * 3.1 + vLocal.x * 9.0));
    vec3 colour = moves > 0.5 ? cloth : metalSeen(vTint.rgb, light, n, look);
    gl_FragColor = finished(colour * (1.0 + 0.14 * glow) + vec3(0.0, 0.02, 0.05) * glow, 1.0);
  #else
    vec3 side = abs(vAcross);
    vec2 at = side.y > 0.6 ? vLocal.xz : vec2(vLocal.y, side.x > side.z ? vLocal.z : vLocal.x);
    vec2 cut = at * vec2(0.3, 3.1);
    float brush = texture2DGradEXT(grains, cut, dFdx(cut), dFdy(cut)).r - 0.5;
    // Light things of the moving ones are lifts' leaves, dark ones treads and yellow ones their edges.
    float steel = max(1.0 - moves, smoothstep(0.3, 0.5, vTint.b));
    vec3 lit = vTint.rgb * light;
    vec3 thrown = vTint.rgb * worldSeen(vWorld, reflect(look, normalize(n + 0.10 * brush))) * (0.45 + 0.75 * light);
    float away = 1.0 - max(dot(-look, n), 0.0);
    vec3 colour = mix(lit, thrown * (1.0 + 0.55 * brush), (0.6 + 0.3 * away * away) * steel);
    float across = vLocal.z / 0.024;
    float rib = abs(fract(across) - 0.5) * 2.0;
    colour *= 1.0 - (1.0 - steel) * 0.55 * smoothstep(0.35, 0.65, rib) * (1.0 - smoothstep(0.25, 0.7, fwidth(across)));
    gl_FragColor = finished(colour, opacity());
  #endif
}`;

const GLASS = /* glsl */ `
${SHARED}
void main() {
  vec3 n = normalize(vFacing);
  vec3 look = normalize(vWorld - cameraPosition);
  n = dot(n, look) > 0.0 ? -n : n;
  float away = 1.0 - max(dot(-look, n), 0.0);
  float away2 = away * away;
  float fresnel = 0.04 + 0.96 * away2 * away2;
  vec3 colour = mix(vTint.rgb * vec3(0.80, 0.93, 0.95), worldSeen(vWorld, reflect(look, n)), fresnel);
  #ifdef OUTSIDE
    float alpha = mix(0.6, 0.95, fresnel);
  #else
    float alpha = mix(0.10, 0.55, fresnel);
  #endif
  gl_FragColor = finished(colour, alpha);
}`;

export const PROGRAMS: Readonly<Record<Group, string>> = {
  plain: PLAIN,
  floor: FLOOR,
  grained: GRAINED,
  leaf: LEAF,
  ground: GROUND,
  steel: STEEL,
  glass: GLASS,
};
