// The least a page with three.js can be: a cube that turns. `hall bench view` shows it beside the hall.
import { BoxGeometry, Mesh, MeshBasicMaterial, PerspectiveCamera, Scene, WebGLRenderer } from "three";

const renderer = new WebGLRenderer();
renderer.setSize(innerWidth, innerHeight);
document.body.append(renderer.domElement);
const scene = new Scene();
const camera = new PerspectiveCamera(60, innerWidth / innerHeight, 0.1, 10);
camera.position.z = 3;
const cube = new Mesh(new BoxGeometry(), new MeshBasicMaterial({ color: 0x1e5aa8 }));
scene.add(cube);
const seen = { frames: 0, draws: 0, triangles: 0 };
renderer.setAnimationLoop(() => {
  cube.rotation.y += 0.02;
  renderer.render(scene, camera);
  seen.frames += 1;
  seen.draws = renderer.info.render.calls;
  seen.triangles = renderer.info.render.triangles;
  document.documentElement.dataset.stage = "ready";
});
window.hall = seen;
