/** Sunshine: one depth map of the whole site seen from the sun, drawn when the hall is loaded and never again. */
import {
  DepthTexture,
  type Object3D,
  OrthographicCamera,
  RedFormat,
  type Scene,
  ShaderMaterial,
  UnsignedShortType,
  type Vector3,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import type { Light } from "./look";

const SIZE = 2048;

const DEPTH_VERTEX = /* glsl */ `
#include <common>
#include <batching_pars_vertex>
void main() {
  mat4 placed = modelMatrix;
  #ifdef USE_BATCHING
    placed = modelMatrix * getBatchingMatrix(getIndirectIndex(gl_DrawID));
  #endif
  gl_Position = projectionMatrix * viewMatrix * placed * vec4(position, 1.0);
}`;

export interface SunView {
  /** middle of what is lit, and half its extent; metres, three's coordinates */
  readonly target: Vector3;
  readonly reach: number;
}

/** Draws the casters' depth; the target must be disposed by whoever called. */
export function bakeSun(
  renderer: WebGLRenderer,
  scene: Scene,
  casters: readonly Object3D[],
  light: Light,
  { target, reach }: SunView,
): WebGLRenderTarget {
  const camera = new OrthographicCamera(-reach, reach, reach, -reach, 1, reach * 4);
  camera.position.copy(target).addScaledVector(light.sunDirection.value, reach * 2);
  camera.up.set(0, 1, 0);
  camera.lookAt(target);
  camera.updateMatrixWorld();
  // Only depth is read: one byte of colour and 16 bits of depth (6 mm) are 13 MB where the usual formats are 34.
  const map = new WebGLRenderTarget(SIZE, SIZE, {
    format: RedFormat,
    depthTexture: new DepthTexture(SIZE, SIZE, UnsignedShortType),
  });
  const shown = new Map<Object3D, boolean>(scene.children.map((child) => [child, child.visible]));
  for (const child of scene.children) child.visible = casters.includes(child);
  scene.overrideMaterial = new ShaderMaterial({
    vertexShader: DEPTH_VERTEX,
    fragmentShader: "void main() { gl_FragColor = vec4(1.0); }",
  });
  renderer.setRenderTarget(map);
  renderer.clear();
  renderer.render(scene, camera);
  renderer.setRenderTarget(null);
  scene.overrideMaterial.dispose();
  scene.overrideMaterial = null;
  for (const [child, visible] of shown) child.visible = visible;
  light.sunMap.value = map.depthTexture;
  light.sunMatrix.value.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  light.sunTexel.value.set(1 / SIZE, 1 / SIZE);
  return map;
}
