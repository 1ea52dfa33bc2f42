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

export function createArrows(): Arrows {
  const group = new Group();
  const plane = new PlaneGeometry(WIDTH, LENGTH);
  plane.rotateX(-Math.PI / 2);
  const materials = new Map<string, MeshBasicMaterial>();
  const materialOf = (label: string): MeshBasicMaterial => {
    const made = materials.get(label) ?? createMaterial(label);
    materials.set(label, made);
    return made;
  };
  return {
    group,
    show: (arrows) => {
      group.clear();
      for (const { x, y, z, heading, label } of arrows) {
        const mesh = new Mesh(plane, materialOf(label));
        mesh.position.set(x, z + ABOVE_FLOOR, -y);
        mesh.rotation.y = heading - Math.PI / 2;
        mesh.renderOrder = 4;
        group.add(mesh);
      }
    },
    dispose: () => {
      plane.dispose();
      for (const material of materials.values()) {
        material.map?.dispose();
        material.dispose();
      }
    },
  };
}

function createMaterial(label: string): MeshBasicMaterial {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH * DENSITY, LENGTH * DENSITY];
  const pen = canvas.getContext("2d");
  if (pen !== null) drawArrow(pen, canvas.width, canvas.height, label);
  const map = new CanvasTexture(canvas);
  map.colorSpace = SRGBColorSpace;
  map.anisotropy = 8;
  return new MeshBasicMaterial({
    map,
    transparent: true,
    depthWrite: false,
    toneMapped: false,
    polygonOffset: true,
    polygonOffsetFactor: -3,
    polygonOffsetUnits: -3,
  });
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
