/** Footprints: one instanced quad, shaped and blinking in the shader; a wave runs towards the goal. */
import {
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  type IUniform,
  Object3D,
  PlaneGeometry,
  ShaderMaterial,
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

// A shoe: sole and heel, the instep on the inner side. vAt.x runs from heel to toe.
const FRAGMENT = /* glsl */ `
precision highp float;
uniform float time;
uniform float walked;
uniform float still;
varying vec2 vAt;
varying float vPhase;
varying float vFar;
float oval(vec2 p, vec2 middle, vec2 size) {
  return length((p - middle) / size) - 1.0;
}
void main() {
  vec2 p = vec2(vAt.x, vAt.y + 0.10 * smoothstep(-0.2, 0.9, vAt.x));
  float sole = oval(p, vec2(0.34, 0.0), vec2(0.62, 0.66 + 0.10 * p.x));
  float heel = oval(p, vec2(-0.70, 0.04), vec2(0.27, 0.46));
  float d = min(sole, heel);
  float soft = fwidth(d) + 0.02;
  float shape = 1.0 - smoothstep(-soft, soft, d);
  float halo = exp(-max(d, 0.0) * 4.5) * 0.30;
  float wave = fract((vPhase - time * 3.2) / 6.4);
  float pulse = mix(pow(1.0 - abs(wave * 2.0 - 1.0), 2.0), 0.6, still);
  float past = vPhase < walked - 0.4 ? 0.35 : 1.0;
  float alpha = (shape * (0.72 + 0.28 * pulse) + halo * (1.0 - shape) * pulse) * past * (1.0 - smoothstep(45.0, 70.0, vFar));
  if (alpha < 0.01) discard;
  vec3 blue = vec3(0.015, 0.20, 0.92);
  gl_FragColor = vec4(mix(blue, vec3(0.10, 0.45, 1.0), pulse), alpha);
  #include <colorspace_fragment>
}`;

export interface PrintMesh {
  readonly mesh: InstancedMesh<PlaneGeometry, ShaderMaterial>;
  readonly time: IUniform<number>;
  readonly walked: IUniform<number>;
  readonly still: IUniform<number>;
}

export function createPrints(): PrintMesh {
  const time = { value: 0 };
  const walked = { value: 0 };
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
  const plane = new PlaneGeometry(0.48, 0.23);
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
    POSE.rotation.set(0, print.heading, 0);
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
