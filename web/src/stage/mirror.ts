/** The polished floor's mirror: what stands and hangs in the hall, drawn once more from below, at half the size. */
import {
  LinearFilter,
  LinearMipmapLinearFilter,
  type Mesh,
  type Object3D,
  PerspectiveCamera,
  type Scene,
  ShaderMaterial,
  Vector2,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import type { Mirror } from "./look";

const SHARE = 0.5;
// Where nothing is thrown back; near to a ceiling's colour, as edges run into it.
const EMPTY = 0xd8d8d4;

export interface MirrorImage {
  /** Draws what is kept of the scene as the floor at this elevation throws it back, for the next frame of the camera. */
  readonly draw: (
    renderer: WebGLRenderer,
    scene: Scene,
    camera: PerspectiveCamera,
    elevation: number,
    isKept: (one: Object3D) => boolean,
  ) => void;
  /** Does what is to be done as if it was to be drawn: programs are compiled for where they draw. */
  readonly bind: (renderer: WebGLRenderer, work: () => void) => void;
  readonly dispose: () => void;
}

export function createMirrorImage(mirror: Mirror): MirrorImage {
  const target = new WebGLRenderTarget(1, 1, {
    generateMipmaps: true,
    samples: 4,
    minFilter: LinearMipmapLinearFilter,
    magFilter: LinearFilter,
  });
  const below = new PerspectiveCamera();
  const size = new Vector2();
  return {
    draw: (renderer, scene, camera, elevation, isKept) => {
      renderer.getDrawingBufferSize(size);
      if (size.x < 1 || size.y < 1) return;
      mirror.size.value.copy(size);
      target.setSize(Math.ceil(size.x * SHARE), Math.ceil(size.y * SHARE));
      // One looks level or up and down, never aslant: mirrored in a level floor, the picture only stands on its head.
      below.copy(camera);
      below.position.y = 2 * elevation - camera.position.y;
      below.rotation.x = -camera.rotation.x;
      below.updateMatrixWorld();
      const hidden = scene.children.filter((one) => one.visible && !isKept(one));
      for (const one of hidden) one.visible = false;
      renderer.setRenderTarget(target);
      renderer.setClearColor(EMPTY, 0);
      renderer.clear();
      mirror.drawing.value = 1;
      renderer.render(scene, below);
      mirror.drawing.value = 0;
      renderer.setRenderTarget(null);
      for (const one of hidden) one.visible = true;
      mirror.image.value = target.texture;
      mirror.share.value = 1;
    },
    bind: (renderer, work) => {
      renderer.setRenderTarget(target);
      work();
      renderer.setRenderTarget(null);
    },
    dispose: () => target.dispose(),
  };
}

/** Whether a mesh stands on what the mirror lies in, and is not seen through. */
export function isThrownBack({ material }: Mesh): boolean {
  return material instanceof ShaderMaterial && !material.transparent && !("GROUP_FLOOR" in material.defines);
}
