/** The sky of the hour, drawn where nothing else is. */
import { BufferAttribute, BufferGeometry, Mesh, ShaderMaterial } from "three";
import type { Light } from "./look";
import { NOISE, SKY } from "./programs";

const VERTEX = /* glsl */ `
varying vec3 vAhead;
void main() {
  vec4 far = inverse(projectionMatrix) * vec4(position.xy, 1.0, 1.0);
  vAhead = (inverse(viewMatrix) * vec4(far.xyz / far.w, 0.0)).xyz;
  gl_Position = vec4(position.xy, 1.0, 1.0);
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
uniform vec3 sun;
varying vec3 vAhead;
${SKY}
${NOISE}
void main() {
  vec3 d = normalize(vAhead);
  vec3 colour = skyColour(d, sun);
  if (d.y > 0.02) {
    vec2 at = d.xz / (d.y + 0.12) * 1.3;
    float veil = 0.55 * noise(at * vec2(0.9, 2.2)) + 0.3 * noise(at * vec2(2.1, 4.4) + 5.0) + 0.15 * noise(at * 9.0);
    colour = mix(colour, vec3(0.93, 0.95, 0.97), 0.55 * (1.0 - 0.97 * evening) * smoothstep(0.52, 0.86, veil) * smoothstep(0.02, 0.25, d.y));
  }
  vec3 ground = mix(vec3(0.60, 0.68, 0.66), vec3(0.05, 0.06, 0.08), evening);
  colour = mix(colour, ground, smoothstep(0.0, -0.12, d.y));
  gl_FragColor = vec4(colour, 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

export function createSky(light: Light): Mesh<BufferGeometry, ShaderMaterial> {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]), 3));
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { sun: light.sunDirection, evening: light.hour.evening },
    depthWrite: false,
  });
  const sky = new Mesh(geometry, material);
  sky.frustumCulled = false;
  sky.renderOrder = 1;
  return sky;
}
