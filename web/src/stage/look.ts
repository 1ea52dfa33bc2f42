/** How surfaces look: the light of the hour and of a storey, and the materials that show it. */
import {
  DataTexture,
  DoubleSide,
  FrontSide,
  type IUniform,
  Matrix4,
  ShaderMaterial,
  type Texture,
  Vector2,
  Vector3,
  type Vector4,
} from "three";
import { noGrains } from "./grains";
import { createHour, type Hour } from "./hours";
import type { LightMap } from "./light";
import type { Pools } from "./pools";
import { PROGRAMS, VERTEX } from "./programs";
import type { Group } from "./surfaces";

export interface Light {
  readonly sunMap: IUniform<unknown>;
  readonly sunMatrix: IUniform<Matrix4>;
  readonly sunDirection: IUniform<Vector3>;
  readonly sunTexel: IUniform<Vector2>;
  readonly hour: Hour;
  /** null where frames are dear: the floor then mirrors a plain room */
  readonly mirror: Mirror | null;
  /** see grains.ts */
  readonly grains: IUniform<Texture>;
  /** the materials made so far, by what they are compiled with */
  readonly made: Map<string, ShaderMaterial>;
}

/** What the floor throws back; see mirror.ts. */
export interface Mirror {
  readonly image: IUniform<Texture | null>;
  /** of the canvas, in pixels */
  readonly size: IUniform<Vector2>;
  /** 0 until there is a picture */
  readonly share: IUniform<number>;
  /** 1 while the picture is drawn: surfaces then say how much of them is thrown back */
  readonly drawing: IUniform<number>;
}

export function createLight(mirrors: boolean): Light {
  const dark = new DataTexture(new Uint8Array([255, 255, 255, 255]), 1, 1);
  dark.needsUpdate = true;
  return {
    sunMap: { value: dark },
    sunMatrix: { value: new Matrix4() },
    sunDirection: { value: new Vector3(0.5, 0.6, 0.6).normalize() },
    sunTexel: { value: new Vector2(1 / 2048, 1 / 2048) },
    hour: createHour(),
    mirror: mirrors
      ? { image: { value: null }, size: { value: new Vector2(1, 1) }, share: { value: 0 }, drawing: { value: 0 } }
      : null,
    grains: { value: noGrains() },
    made: new Map(),
  };
}

/** What a storey's surfaces need to know: bounds (min x, min z, size x, size z), elevation and height, its light. */
export interface StoreyLook {
  readonly bounds: Vector4;
  readonly storey: Vector2;
  /** null = outside */
  readonly light: StoreyLight | null;
  /** outside only: the ground that lamps light */
  readonly pools?: Pools;
}

/** A storey's light, which may become better while one looks. */
export interface StoreyLight {
  readonly map: IUniform<Texture>;
  readonly full: IUniform<Vector2>;
  readonly floorAt: IUniform<Vector4>;
  readonly airAt: IUniform<Vector4>;
}

export function storeyLight({ texture, full, floorAt, airAt }: LightMap): StoreyLight {
  return { map: { value: texture }, full: { value: full }, floorAt: { value: floorAt }, airAt: { value: airAt } };
}

/** What a group of surfaces of one storey is drawn with: a material that storeys share, and what this one tells it. */
export interface Paint {
  readonly material: ShaderMaterial;
  readonly uniforms: Readonly<Record<string, IUniform>>;
}

export type Materials = Readonly<Record<Group, Paint>>;

const UNLIT: IUniform<number> = { value: 0 };

/** `glow` 0…1 brightens all of it: what the pointer is over. */
export function createMaterials(light: Light, look: StoreyLook, glow = UNLIT): Materials {
  return materialsOf(light, look, glow, {});
}

/** The shell's: each vertex of what is plain says where in the storey's light it lies. */
export function createShellMaterials(light: Light, look: StoreyLook): Materials {
  return materialsOf(light, look, UNLIT, { plain: { LIT: "" } });
}

function materialsOf(
  light: Light,
  look: StoreyLook,
  glow: IUniform<number>,
  defines: Partial<Record<Group, Readonly<Record<string, string>>>>,
): Materials {
  const make = (group: Group): Paint => {
    const uniforms = {
      bounds: { value: look.bounds },
      storey: { value: look.storey },
      glow,
      ...lightUniforms(look, group),
    };
    const given = {
      [`GROUP_${group.toUpperCase()}`]: "",
      ...(look.light === null ? { OUTSIDE: "" } : {}),
      ...(light.mirror !== null && look.light !== null ? { MIRRORED: "" } : {}),
      ...defines[group],
    };
    return { material: sharedMaterial(light, group, given, uniforms), uniforms };
  };
  return {
    plain: make("plain"),
    floor: make("floor"),
    grained: make("grained"),
    leaf: make("leaf"),
    ground: make("ground"),
    steel: make("steel"),
    glass: make("glass"),
  };
}

/** One material for all who want the same program; paintWith tells it whose turn it is. */
function sharedMaterial(
  { hour, mirror, made, ...sun }: Light,
  group: Group,
  defines: Readonly<Record<string, string>>,
  uniforms: Readonly<Record<string, IUniform>>,
): ShaderMaterial {
  const name = Object.keys(defines).join();
  const known = made.get(name);
  if (known !== undefined) return known;
  const own = Object.fromEntries(Object.entries(uniforms).map(([one, { value }]) => [one, { value }]));
  const material = new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: PROGRAMS[group],
    uniforms: {
      ...sun,
      ...hour,
      ...(mirror && {
        mirrorImage: mirror.image,
        mirrorSize: mirror.size,
        mirrorShare: mirror.share,
        mirroring: mirror.drawing,
      }),
      ...own,
    },
    defines,
    side: group === "glass" ? DoubleSide : FrontSide,
    transparent: group === "glass",
    depthWrite: group !== "glass",
  });
  made.set(name, material);
  return material;
}

/** Just before something is drawn: its storey's light and bounds. */
export function paintWith({ material, uniforms }: Paint): void {
  for (const [name, { value }] of Object.entries(uniforms)) {
    const shared = material.uniforms[name];
    if (shared !== undefined) shared.value = value;
  }
  material.uniformsNeedUpdate = true;
}

function lightUniforms({ light, pools }: StoreyLook, group: Group): Record<string, IUniform> {
  if (light === null) return { pools: { value: pools?.map ?? null }, poolsAt: { value: pools?.at ?? null } };
  return { lightMap: light.map, lightFull: light.full, lightFrom: group === "floor" ? light.floorAt : light.airAt };
}
