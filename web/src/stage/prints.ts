/** Footprints: one instanced quad, shaped and blinking in the shader; a wave runs towards the goal. */
import {
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  type IUniform,
  Object3D,
  PlaneGeometry,
  ShaderMaterial,
  Vector4,
} from "three";

export interface Print {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** radians */
  readonly heading: number;
  /** metres from the route's beginning */
  readonly at: number;
  readonly left: boolean;
}

const MOST = 4096;
// Metres; and how far a foot is turned out, radians.
const LENGTH = 0.5;
const WIDTH = 0.24;
const OUTWARD = 0.12;

const VERTEX = /* glsl */ `
attribute vec2 step;
varying vec2 vAt;
varying float vPhase;
varying float vFar;
void main() {
  vAt = vec2(uv.x * 2.0 - 1.0, (uv.y * 2.0 - 1.0) * step.y);
  vPhase = step.x;
  vec4 seen = viewMatrix * modelMatrix * instanceMatrix * vec4(position, 1.0);
  vFar = -seen.z;
  gl_Position = projectionMatrix * seen;
}`;

// A shoe in metres: p.x runs from heel to toe, p.y to the outer side. Ball, toes that lean inwards, heel, and the waist
// between them run into each other; a line parts the heel, a light rim lifts the sole off any floor.
const FRAGMENT = /* glsl */ `
precision highp float;
uniform float time;
uniform vec4 walked;
uniform float still;
varying vec2 vAt;
varying float vPhase;
varying float vFar;
float oval(vec2 p, vec2 middle, vec2 size) {
  return (length((p - middle) / size) - 1.0) * min(size.x, size.y);
}
float joined(float a, float b) {
  float h = max(0.03 - abs(a - b), 0.0) / 0.03;
  return min(a, b) - h * h * 0.0075;
}
void main() {
  vec2 p = vAt * vec2(${(LENGTH / 2).toFixed(3)}, ${(WIDTH / 2).toFixed(3)});
  float ball = oval(p, vec2(0.065, 0.004), vec2(0.125, 0.077));
  float toes = oval(p, vec2(0.142, -0.013), vec2(0.075, 0.054));
  float heel = oval(p, vec2(-0.145, 0.004), vec2(0.072, 0.057));
  float waist = oval(p, vec2(-0.06, 0.014), vec2(0.12, 0.040));
  float d = joined(joined(ball, toes), joined(heel, waist));
  float soft = fwidth(d) * 0.7 + 0.0015;
  float shape = 1.0 - smoothstep(-soft, soft, d - 0.013);
  float parting = smoothstep(0.004 + soft, 0.004, abs(p.x + 0.088 + p.y * p.y * 4.0));
  float rim = max(smoothstep(-soft, soft, d), parting) * (1.0 - smoothstep(8.0, 22.0, vFar));
  float wave = fract((vPhase - time * 3.2) / 6.4);
  float pulse = mix(pow(1.0 - abs(wave * 2.0 - 1.0), 2.0), 0.6, still);
  bool isElsewhere = vPhase < walked.y - 0.1 || (vPhase > walked.z + 0.1 && vPhase < walked.w + 0.5);
  float strength = isElsewhere ? 0.25 : vPhase < walked.x - 0.4 ? 0.35 : 1.0;
  float alpha = shape * (0.78 + 0.22 * pulse) * strength * (1.0 - smoothstep(45.0, 70.0, vFar));
  if (alpha < 0.01) discard;
  vec3 blue = mix(vec3(0.015, 0.20, 0.92), vec3(0.10, 0.45, 1.0), pulse);
  gl_FragColor = vec4(mix(blue, vec3(0.88, 0.95, 1.0), rim * 0.85), alpha);
  #include <colorspace_fragment>
}`;

export interface PrintMesh {
  readonly mesh: InstancedMesh<PlaneGeometry, ShaderMaterial>;
  readonly time: IUniform<number>;
  /** metres: how far one has come, where the present stretch of the way begins and ends, where the way ends */
  readonly walked: IUniform<Vector4>;
  readonly still: IUniform<number>;
}

export function createPrints(): PrintMesh {
  const time = { value: 0 };
  const walked = { value: new Vector4() };
  const still = { value: 0 };
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { time, walked, still },
    transparent: true,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -2,
    polygonOffsetUnits: -2,
  });
  const plane = new PlaneGeometry(LENGTH, WIDTH);
  plane.rotateX(-Math.PI / 2);
  plane.setAttribute("step", new InstancedBufferAttribute(new Float32Array(MOST * 2), 2).setUsage(DynamicDrawUsage));
  const mesh = new InstancedMesh(plane, material, MOST);
  mesh.frustumCulled = false;
  mesh.renderOrder = 3;
  mesh.count = 0;
  return { mesh, time, walked, still };
}

const POSE = new Object3D();

/** Lays the prints out; those beyond MOST are left away from the far end. */
export function layPrints({ mesh }: PrintMesh, prints: readonly Print[]): void {
  const step = mesh.geometry.getAttribute("step");
  const shown = prints.slice(0, MOST);
  shown.forEach((print, i) => {
    POSE.position.set(print.x, print.z + 0.012, -print.y);
    POSE.rotation.set(0, print.heading + (print.left ? OUTWARD : -OUTWARD), 0);
    POSE.updateMatrix();
    mesh.setMatrixAt(i, POSE.matrix);
    step.setXY(i, print.at, print.left ? 1 : -1);
  });
  mesh.count = shown.length;
  mesh.instanceMatrix.needsUpdate = true;
  step.needsUpdate = true;
}

export function disposePrints({ mesh }: PrintMesh): void {
  mesh.geometry.dispose();
  mesh.material.dispose();
  mesh.dispose();
}
