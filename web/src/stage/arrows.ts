/** At a lift or an escalator: an arrow on the floor, and where one boards the floor at which to leave. */
import { CanvasTexture, Group, Mesh, MeshBasicMaterial, PlaneGeometry, SRGBColorSpace } from "three";
import { pageFont } from "./lettering";

export interface Arrow {
  readonly floor: number;
  /** its middle; the hall's coordinates */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** radians: whither one goes */
  readonly heading: number;
  /** as on the signs: 2F; "" where one leaves */
  readonly label: string;
  /** metres from the route's beginning */
  readonly at: number;
}

// Footprint blue, and the paper behind it on dark floors.
const BLUE = "#2F8CFF";
const PAPER = "#FAFBFC";
// Metres; and pixels a metre gets.
const WIDTH = 0.9;
const LENGTH = 1.2;
const DENSITY = 320;
const ABOVE_FLOOR = 0.014;

export interface Arrows {
  readonly group: Group;
  readonly show: (arrows: readonly Arrow[]) => void;
  readonly dispose: () => void;
}

/** All arrows are pieces of one picture, drawn anew when others are shown: one material, whatever the labels. */
export function createArrows(): Arrows {
  const group = new Group();
  const material = new MeshBasicMaterial({
    transparent: true,
    depthWrite: false,
    toneMapped: false,
    polygonOffset: true,
    polygonOffsetFactor: -3,
    polygonOffsetUnits: -3,
  });
  const planes = new Map<string, PlaneGeometry>();
  const clear = (): void => {
    for (const plane of planes.values()) plane.dispose();
    planes.clear();
    material.map?.dispose();
  };
  const drawLabels = (labels: readonly string[]): void => {
    clear();
    material.map = createPicture(labels);
    for (const [i, label] of labels.entries()) planes.set(label, createPlane(i, labels.length));
  };
  return {
    group,
    show: (arrows) => {
      group.clear();
      const labels = [...new Set(arrows.map((arrow) => arrow.label))].sort();
      if (labels.some((label) => !planes.has(label))) drawLabels(labels);
      for (const { x, y, z, heading, label } of arrows) {
        const mesh = new Mesh(planes.get(label), material);
        mesh.position.set(x, z + ABOVE_FLOOR, -y);
        mesh.rotation.y = heading - Math.PI / 2;
        mesh.renderOrder = 4;
        group.add(mesh);
      }
    },
    dispose: () => {
      clear();
      material.dispose();
    },
  };
}

/** The arrows of some labels beside each other. */
function createPicture(labels: readonly string[]): CanvasTexture {
  const canvas = document.createElement("canvas");
  const [width, height] = [WIDTH * DENSITY, LENGTH * DENSITY];
  [canvas.width, canvas.height] = [width * labels.length, height];
  const pen = canvas.getContext("2d");
  for (const label of labels) {
    if (pen !== null) drawArrow(pen, width, height, label);
    pen?.translate(width, 0);
  }
  const map = new CanvasTexture(canvas);
  map.colorSpace = SRGBColorSpace;
  map.anisotropy = 8;
  return map;
}

/** A plane on the floor that shows one of so many pieces. */
function createPlane(piece: number, pieces: number): PlaneGeometry {
  const plane = new PlaneGeometry(WIDTH, LENGTH);
  plane.rotateX(-Math.PI / 2);
  const uv = plane.getAttribute("uv");
  for (let i = 0; i < uv.count; i++) uv.setX(i, (uv.getX(i) + piece) / pieces);
  return plane;
}

/** Blue, rounded, with the arrow above the floor's name, or the arrow alone; white on it. */
function drawArrow(pen: CanvasRenderingContext2D, width: number, height: number, label: string): void {
  const edge = width * 0.03;
  pen.fillStyle = BLUE;
  pen.strokeStyle = PAPER;
  pen.lineWidth = edge;
  pen.beginPath();
  pen.roundRect(edge, edge, width - 2 * edge, height - 2 * edge, width * 0.16);
  pen.fill();
  pen.stroke();
  pen.lineWidth = width * 0.11;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.beginPath();
  const down = label === "" ? 0.2 : 0;
  pen.moveTo(width * 0.5, height * (0.52 + down * 1.2));
  pen.lineTo(width * 0.5, height * (0.14 + down));
  pen.moveTo(width * 0.26, height * (0.3 + down));
  pen.lineTo(width * 0.5, height * (0.13 + down));
  pen.lineTo(width * 0.74, height * (0.3 + down));
  pen.stroke();
  pen.fillStyle = PAPER;
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  pen.font = `700 ${height * 0.32}px ${pageFont()}`;
  pen.fillText(label, width / 2, height * 0.89, width * 0.84);
}
