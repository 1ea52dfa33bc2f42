/** All signs of a storey: one atlas, one instanced quad. A plate can be lit. */
import {
  CanvasTexture,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  type IUniform,
  LinearFilter,
  LinearMipmapLinearFilter,
  Object3D,
  PlaneGeometry,
  ShaderMaterial,
  SRGBColorSpace,
} from "three";
import { drawLettering, type Lettering } from "./lettering";

export interface Board extends Lettering {
  readonly id: string;
  /** three's coordinates; heading in radians: where its reader stands */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly heading: number;
  readonly double: boolean;
  readonly window: string | null;
}

const VERTEX = /* glsl */ `
attribute vec4 place;
attribute float glow;
attribute float screen;
varying vec2 vAt;
varying float vGlow;
varying float vScreen;
varying vec2 vQuad;
void main() {
  vAt = place.xy + uv * place.zw;
  vQuad = uv;
  vGlow = glow;
  vScreen = screen;
  gl_Position = projectionMatrix * viewMatrix * modelMatrix * instanceMatrix * vec4(position, 1.0);
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D atlas;
uniform float time;
uniform float still;
uniform float evening;
varying vec2 vAt;
varying float vGlow;
varying float vScreen;
varying vec2 vQuad;
void main() {
  // Boards are lit from within: after dark as warm as the hall, a little brighter than it. Screens keep their own light.
  vec3 lamp = mix(vec3(0.96), vec3(0.86, 0.79, 0.68), evening * (1.0 - vScreen));
  vec3 colour = texture2D(atlas, vAt).rgb * lamp;
  float beat = mix(0.5 + 0.5 * sin(time * 4.0), 0.7, still);
  vec2 edge = min(vQuad, 1.0 - vQuad);
  float rim = 1.0 - smoothstep(0.0, 0.09, min(edge.x * 2.0, edge.y));
  colour = mix(colour, vec3(0.16, 0.53, 1.0), vGlow * 0.30 * beat);
  colour = mix(colour, vec3(0.75, 0.95, 1.0), vGlow * rim * (0.55 + 0.45 * beat));
  gl_FragColor = vec4(colour, 1.0);
  #include <colorspace_fragment>
}`;

export interface SignMesh {
  readonly mesh: InstancedMesh<PlaneGeometry, ShaderMaterial>;
  readonly light: (window: string | null) => void;
  readonly dispose: () => void;
}

const ATLAS = 2048;
const GAP = 4;

interface Cell {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Pixels a metre of sign gets: those one reads from near get most. */
function density(board: Board): number {
  if (board.kind === "plate") return 420;
  if (board.kind === "directory") return 300;
  if (board.kind === "display") return 170;
  if (board.kind === "hall") return 130;
  return board.width > 6 ? 120 : 190;
}

/** Shelves of equal height, tallest first; boards with the same lettering share a cell. */
function packCells(boards: readonly Board[], scale: number): { cells: Map<string, Cell>; height: number } {
  const wanted = new Map<string, Cell>();
  for (const board of boards) {
    const w = Math.min(ATLAS - 2 * GAP, Math.round(board.width * density(board) * scale));
    wanted.set(letteringKey(board), { x: 0, y: 0, w, h: Math.max(12, Math.round((w * board.height) / board.width)) });
  }
  let [x, y, shelf] = [GAP, GAP, 0];
  for (const cell of [...wanted.values()].sort((a, b) => b.h - a.h)) {
    if (x + cell.w + GAP > ATLAS) {
      x = GAP;
      y += shelf + GAP;
      shelf = 0;
    }
    cell.x = x;
    cell.y = y;
    x += cell.w + GAP;
    shelf = Math.max(shelf, cell.h);
  }
  return { cells: wanted, height: y + shelf + GAP };
}

function letteringKey(board: Board): string {
  const { kind, code = "", first, second, states = [], width, height } = board;
  return JSON.stringify([kind, code, first, second, states, width, height]);
}

function packThatFits(boards: readonly Board[]): { cells: Map<string, Cell>; height: number } {
  let scale = 1;
  let packed = packCells(boards, scale);
  while (packed.height > ATLAS && scale > 0.2) {
    scale *= 0.85;
    packed = packCells(boards, scale);
  }
  return packed;
}

function drawAtlas(boards: readonly Board[], cells: ReadonlyMap<string, Cell>, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = ATLAS;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (pen === null) return canvas;
  pen.fillStyle = "#1E5AA8";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const drawn = new Set<string>();
  for (const board of boards) {
    const key = letteringKey(board);
    const cell = cells.get(key);
    if (cell === undefined || drawn.has(key)) continue;
    drawn.add(key);
    drawLettering(pen, cell, board);
  }
  return canvas;
}

const POSE = new Object3D();
// Off the board behind it, so that the two do not flicker.
const STAND_OFF = 0.006;

/** What all signs share: the seconds, whether nothing blinks, whether it is evening. */
export type SignUniforms = Readonly<Record<"time" | "still" | "evening", IUniform<number>>>;

export function createSigns(boards: readonly Board[], uniforms: SignUniforms): SignMesh {
  const { cells, height } = packThatFits(boards);
  const texture = new CanvasTexture(drawAtlas(boards, cells, height));
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.anisotropy = 8;
  const faces = boards.flatMap((board) => (board.double ? [board, turned(board)] : [board]));
  const plane = new PlaneGeometry(1, 1);
  plane.rotateY(Math.PI / 2);
  const place = new InstancedBufferAttribute(new Float32Array(faces.length * 4), 4);
  const glow = new InstancedBufferAttribute(new Float32Array(faces.length), 1).setUsage(DynamicDrawUsage);
  plane.setAttribute("place", place);
  plane.setAttribute("glow", glow);
  const screen = Float32Array.from(faces, ({ kind }) => (kind === "display" ? 1 : 0));
  plane.setAttribute("screen", new InstancedBufferAttribute(screen, 1));
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { atlas: { value: texture }, ...uniforms },
  });
  const mesh = new InstancedMesh(plane, material, faces.length);
  mesh.frustumCulled = false;
  faces.forEach((board, i) => {
    POSE.position.set(
      board.x + Math.cos(board.heading) * STAND_OFF,
      board.y,
      board.z - Math.sin(board.heading) * STAND_OFF,
    );
    POSE.rotation.set(0, board.heading, 0);
    POSE.scale.set(1, board.height, board.width);
    POSE.updateMatrix();
    mesh.setMatrixAt(i, POSE.matrix);
    const cell = cells.get(letteringKey(board));
    if (cell) place.setXYZW(i, cell.x / ATLAS, 1 - (cell.y + cell.h) / height, cell.w / ATLAS, cell.h / height);
  });
  const light = (window: string | null): void => {
    faces.forEach((board, i) => {
      glow.setX(i, window !== null && board.window === window && board.kind === "plate" ? 1 : 0);
    });
    glow.needsUpdate = true;
  };
  const dispose = (): void => {
    texture.dispose();
    plane.dispose();
    material.dispose();
    mesh.dispose();
  };
  return { mesh, light, dispose };
}

function turned(board: Board): Board {
  return { ...board, heading: board.heading + Math.PI };
}
