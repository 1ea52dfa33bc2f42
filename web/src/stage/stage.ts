/** The hall on a canvas: what is drawn, from where, and what lies under a point of it. */
import {
  type Material,
  Mesh,
  NeutralToneMapping,
  type Object3D,
  PerspectiveCamera,
  Raycaster,
  Scene,
  type Texture,
  Vector2,
  Vector3,
  WebGLRenderer,
  type WebGLRenderTarget,
} from "three";
import type { Layout, Manifest, Sign } from "../api/wire";
import { type Arrow, createArrows } from "./arrows";
import type { BakedPicture } from "./baked";
import type { Batch, Placed } from "./batch";
import { setHour, type Time } from "./hours";
import { parseKit } from "./kit";
import type { Lettering } from "./lettering";
import { createLight, type Light } from "./look";
import { createMirrorImage, isThrownBack, type MirrorImage } from "./mirror";
import { createMovers, type Movers } from "./movers";
import { awayNow } from "./people";
import { floorPoint, nearestTarget, type Ray } from "./pick";
import { createPrints, disposePrints, layPrints, type Print, type PrintMesh } from "./prints";
import { createQueue, type Queue } from "./queue";
import { isMirrored, isNear, isSeen } from "./seen";
import { type Shades, shadeKit } from "./shades";
import { buildShapes, disposeShapes, type Shape } from "./shapes";
import { createSignboards, type Signboards } from "./signboards";
import { createSky } from "./sky";
import { createOutside, createStorey, type Outside, placedThings, type Storey } from "./storeys";
import { bakeSun } from "./sun";
import { type Targets, targetsOf } from "./targets";

/** Where one stands and looks; hall coordinates, metres, radians; z of the eye. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly heading: number;
  readonly pitch: number;
  /** index of the floor drawn; -1 = outside */
  readonly floor: number;
}

export interface FloorPrint extends Print {
  readonly floor: number;
}

export type Picked =
  | { readonly kind: "window" | "connector" | "building"; readonly id: string }
  | { readonly kind: "floor"; readonly spot: readonly [number, number] };

export interface StageOptions {
  readonly manifest: Manifest;
  readonly layout: Layout;
  readonly kit: ArrayBuffer;
  readonly lettering: (sign: Sign) => Lettering;
  /** whether nobody serves at a window now */
  readonly isShut: (window: string) => boolean;
  /** whether edges are smoothed: twice the work for a software renderer */
  readonly smooth: boolean;
  /** whether the floor mirrors what stands on it: as many draws again */
  readonly mirrors: boolean;
  /** reduced motion: nothing blinks */
  readonly still: boolean;
  readonly shades: Shades;
  readonly time: Time;
}

export interface StageFigures {
  readonly draws: number;
  readonly triangles: number;
  readonly pixelRatio: number;
}

const PICK_REACH = 45;
// Upright screens are small ones: what is far is a few pixels there, and drawn on less of them.
const UPRIGHT_SHARE = 0.6;
// Where the floor mirrors what stands there, much is drawn twice; the mirror shows less of it from afar.
const MIRRORED_SHARE = 0.85;

export class Stage {
  readonly light: Light;
  private readonly mirror: MirrorImage | null;
  private readonly renderer: WebGLRenderer;
  private readonly queue: Queue;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(60, 1, 0.08, 700);
  private readonly caster = new Raycaster();
  private readonly shapes: ReadonlyMap<string, Shape>;
  private readonly storeys: readonly Storey[];
  /** of each storey */
  private readonly things: readonly (readonly Placed[])[];
  private away: ReadonlySet<Placed> = new Set();
  private readonly outside: Outside;
  private readonly prints: PrintMesh = createPrints();
  private readonly arrows = createArrows();
  private readonly signs: Signboards;
  private readonly targets: Targets;
  private readonly sunMap: WebGLRenderTarget;
  private readonly movers: Movers;
  private readonly sky: Object3D;
  private view: View | null = null;
  private allPrints: readonly FloorPrint[] = [];
  private allArrows: readonly Arrow[] = [];
  private floor = Number.NaN;
  /** whether the picture is another since one last asked */
  private changed = false;
  private thinnedAt: readonly [number, number] = [Number.NaN, Number.NaN];
  private ratio = 1;
  private readonly exteriorGlow = { value: 0 };

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly options: StageOptions,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: options.smooth, powerPreference: "high-performance" });
    this.queue = createQueue(this.renderer.getContext() as WebGL2RenderingContext);
    this.renderer.toneMapping = NeutralToneMapping;
    this.renderer.toneMappingExposure = 1;
    const { manifest, layout } = options;
    this.shapes = buildShapes(shadeKit(parseKit(options.kit), options.shades));
    this.light = createLight(options.mirrors);
    this.mirror = this.light.mirror && createMirrorImage(this.light.mirror);
    this.renderer.info.autoReset = false;
    const placed = placedThings(layout, this.shapes);
    this.aimSun();
    setHour(this.light.hour, options.time);
    this.things = manifest.floors.map((_, i) => placed[i + 1] ?? []);
    this.storeys = this.things.map((things, i) => createStorey(manifest, this.shapes, i, things, this.light));
    this.seatPeople();
    this.outside = createOutside(this.shapes, placed[0] ?? [], this.light, this.exteriorGlow);
    this.movers = createMovers(layout, this.storeys, this.outside.site);
    this.targets = targetsOf(manifest, layout);
    for (const batch of this.batches()) this.scene.add(...batch.meshes);
    // What stands in front first, then the shell behind it, then the site and the sky: less is drawn over.
    for (const [batch, order] of [
      ...this.storeys.map((storey) => [storey.shell, 0.3] as const),
      [this.outside.site, 0.6] as const,
      [this.outside.view, 0.6] as const,
    ]) {
      for (const mesh of batch.meshes) if (mesh.renderOrder === 0) mesh.renderOrder = order;
    }
    this.sky = createSky(this.light);
    this.scene.add(this.sky, this.prints.mesh, this.arrows.group);
    this.prints.still.value = options.still ? 1 : 0;
    this.signs = createSignboards(this.scene, layout.signs, options.lettering, {
      time: this.prints.time,
      still: this.prints.still,
      evening: this.light.hour.evening,
    });
    this.camera.rotation.order = "YXZ";
    this.sunMap = this.castSun();
  }

  /** Whether the storeys' light is the server's rather than our own guess. */
  baked = false;

  /** Takes the server's light, storey by storey. */
  relight(pictures: readonly BakedPicture[]): void {
    this.options.manifest.floors.forEach(({ id }, i) => {
      const picture = pictures.find(({ storey }) => storey.floor === id);
      if (picture !== undefined) this.storeys[i]?.relight(picture);
    });
    this.baked = true;
  }

  /** Whether edges are smoothed. */
  get isSmooth(): boolean {
    return this.options.smooth;
  }

  get time(): Time {
    return this.options.time;
  }

  private aimSun(): void {
    const { camera, target } = this.options.manifest.outside;
    // A morning sun beside whoever looks at the building, so that its front is lit and its depth shows.
    const towards = Math.atan2(camera[1] - target[1], camera[0] - target[0]) + 0.75;
    this.light.sunDirection.value.set(Math.cos(towards), 0.82, -Math.sin(towards)).normalize();
  }

  private castSun(): WebGLRenderTarget {
    const { target } = this.options.manifest.outside;
    const casters = [this.outside.site, this.outside.exterior, ...this.storeys.map((storey) => storey.shell)]
      .flatMap((batch) => batch.meshes)
      .filter((mesh) => mesh.renderOrder < 1);
    return bakeSun(this.renderer, this.scene, casters, this.light, {
      target: new Vector3(target[0], 0, -target[1]),
      reach: 115,
    });
  }

  private batches(): Batch[] {
    return [
      ...this.storeys.flatMap((storey) => [storey.shell, storey.things]),
      this.outside.site,
      this.outside.view,
      this.outside.exterior,
    ];
  }

  /** Which storey is drawn, and what of the others shows through the atrium. */
  private showFloor(floor: number): void {
    if (floor === this.floor) return;
    this.floor = floor;
    const indoors = floor >= 0;
    this.storeys.forEach((storey, i) => {
      setVisible(storey.shell, indoors);
      setVisible(storey.things, indoors && Math.abs(i - floor) <= 1);
    });
    this.fitLens();
    setVisible(this.outside.exterior, !indoors);
    setVisible(this.outside.site, !indoors);
    setVisible(this.outside.view, indoors);
    this.thinnedAt = [Number.NaN, Number.NaN];
    this.signs.show(floor);
    this.drawPrints();
  }

  /** Draws the signs anew, and who is there: the letters have come, or who serves has changed. */
  refresh(): void {
    this.signs.show(this.floor);
    this.seatPeople();
  }

  /** Shows of a storey's things those that are there now and worth it. */
  private thin(storey: Storey, isShown: (one: Placed) => boolean): void {
    storey.things.thin((one) => !this.away.has(one) && isShown(one));
  }

  private seatPeople(): void {
    this.away = awayNow(this.things, this.options.layout, this.options.isShut);
    this.thinnedAt = [Number.NaN, Number.NaN];
  }

  /** how many footprints lie in the hall, and since when, as performance.now() has it */
  printsLaid = { count: 0, at: 0 };

  showPrints(prints: readonly FloorPrint[], arrows: readonly Arrow[]): void {
    [this.allPrints, this.allArrows] = [prints, arrows];
    this.drawPrints();
    this.printsLaid = { count: prints.length, at: performance.now() };
  }

  /** All that lies on the floors, drawn or not. */
  get laid(): { readonly prints: readonly FloorPrint[]; readonly arrows: readonly Arrow[] } {
    return { prints: this.allPrints, arrows: this.allArrows };
  }

  private drawPrints(): void {
    layPrints(
      this.prints,
      this.allPrints.filter((print) => print.floor === this.floor),
    );
    this.drawArrows();
  }

  /** Those of the present stretch, and of no way: an arrow that is for later would point at who comes towards it. */
  private drawArrows(): void {
    const { y: begin, z: end, w: length } = this.prints.walked.value;
    const isNow = (at: number): boolean => (at > begin - 0.1 && at < end + 0.1) || at > length + 0.5;
    this.arrows.show(this.allArrows.filter(({ floor, at }) => floor === this.floor && isNow(at)));
  }

  /** Fades the prints already walked over, and those of another stretch of the way: where it begins and ends, in metres. */
  setWalked(metres: number, stretch: { readonly begin: number; readonly end: number }, length: number): void {
    const { value } = this.prints.walked;
    const isOther = value.y !== stretch.begin || value.z !== stretch.end || value.w !== length;
    value.set(metres, stretch.begin, stretch.end, length);
    if (isOther) this.drawArrows();
  }

  lightPlate(window: string | null): void {
    this.signs.light(window);
  }

  /** Brightens the building under the pointer; says whether that changed anything. */
  highlight(on: boolean): boolean {
    const before = this.exteriorGlow.value;
    this.exteriorGlow.value = on ? 1 : 0;
    return before !== this.exteriorGlow.value;
  }

  /** Whether something blinks, so that frames are wanted without anybody moving. */
  get blinking(): boolean {
    return this.prints.still.value === 0 && (this.prints.mesh.count > 0 || this.signs.isLit);
  }

  resize(width: number, height: number, ratio: number): void {
    this.ratio = ratio;
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / Math.max(1, height);
    // How much is drawn goes by the screen's shape: one that is turned, or known only now, shows more or less at once.
    this.thinnedAt = [Number.NaN, Number.NaN];
    this.fitLens();
  }

  /** Upright screens see higher rather than narrower; a building wants a longer lens than a room. */
  private fitLens(): void {
    const wide = this.camera.aspect >= 1;
    this.camera.fov = this.floor < 0 ? (wide ? 42 : 60) : wide ? 60 : 74;
    this.camera.updateProjectionMatrix();
  }

  /** Moves the picture to the right by a share of its width, for what covers its left. */
  shift(share: number): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (share === 0) this.camera.clearViewOffset();
    else this.camera.setViewOffset(width, height, -share * width, 0, width, height);
  }

  get aspect(): number {
    return this.camera.aspect;
  }

  look(view: View): void {
    this.view = view;
    this.showFloor(view.floor);
    this.camera.position.set(view.x, view.z, -view.y);
    this.camera.rotation.set(view.pitch, view.heading - Math.PI / 2, 0);
    this.camera.updateMatrixWorld();
    if (!(Math.hypot(this.thinnedAt[0] - view.x, this.thinnedAt[1] - view.y) < 1.5)) {
      this.thinnedAt = [view.x, view.y];
      this.outside.view.thin((one) => isNear(one, view, this.share));
      this.storeys.forEach((storey, i) => {
        this.thin(storey, (one) => isSeen(one, i, view, this.options.manifest.floors, this.share));
      });
    }
  }

  /** How much of their usual distance small things are drawn within. */
  private get share(): number {
    if (this.camera.aspect < 1) return UPRIGHT_SHARE;
    return this.mirror === null ? 1 : MIRRORED_SHARE;
  }

  showGrains(grains: Texture): void {
    this.light.grains.value = grains;
  }

  /** Connectors that staff have closed stand still, and closed doors are seen to be. */
  close(connectors: ReadonlySet<string>, doors: readonly Sign[]): void {
    this.movers.close(connectors);
    if (!this.signs.add(doors)) return;
    this.refresh();
    this.changed = true;
  }

  /** Lets doors go on opening; says whether the picture changed by it. */
  stir(seconds: number): boolean {
    const { changed } = this;
    this.changed = false;
    return changed || (this.view !== null && this.movers.openDoors(seconds, this.view, this.options.still));
  }

  /** Whether an escalator runs in the picture for which frames are worth drawing: not where a processor draws them. */
  get running(): boolean {
    return this.options.smooth && !this.options.still && this.view !== null && this.movers.runs(this.view);
  }

  /** Draws the floor's mirror: of this storey what stands there and walls it in. */
  private drawMirror(mirror: MirrorImage): void {
    const storey = this.storeys[this.floor];
    const { view } = this;
    if (storey === undefined || view === null) return;
    const shown = [storey.shell, storey.things].flatMap((one) => one.meshes);
    const kept = new Set<Object3D>(shown.filter(isThrownBack));
    const elevation = this.options.manifest.floors[this.floor]?.elevation ?? 0;
    this.thin(storey, (one) => isMirrored(one, view));
    mirror.draw(this.renderer, this.scene, this.camera, elevation, (one) => kept.has(one));
    this.thin(storey, (one) => isNear(one, view, this.share));
  }

  /**
   * Compiles all programs side by side; the pictures that want them would compile one after the other, and wait.
   * Where that cannot be done, each is compiled when it is wanted: those of what is not seen would only take time.
   */
  async prepare(): Promise<void> {
    if (!this.renderer.extensions.has("KHR_parallel_shader_compile")) return;
    this.mirror?.bind(this.renderer, () => this.renderer.compile(this.scene, this.camera));
    await this.renderer.compileAsync(this.scene, this.camera);
    // Asked for now, while nothing is being drawn that the answer would wait for.
    for (const program of this.renderer.info.programs ?? []) program.getUniforms();
  }

  /** Draws on one pixel what one may come to, so that it lies ready then: other storeys, from outside all. A picture must follow. */
  warm(): void {
    const batches = this.floor < 0 ? this.batches() : this.storeys.map(({ things }) => things);
    const hidden = batches.flatMap(({ meshes }) => meshes).filter(({ visible }) => !visible);
    for (const mesh of hidden) mesh.visible = true;
    this.renderer.setScissor(0, 0, 1, 1);
    this.renderer.setScissorTest(true);
    this.renderer.render(this.scene, this.camera);
    this.renderer.setScissorTest(false);
    for (const mesh of hidden) mesh.visible = false;
  }

  /** mirrored: whether there is time for the floor's mirror, on a machine that has one at all */
  render(seconds: number, mirrored: boolean): StageFigures {
    this.renderer.info.reset();
    if (this.light.mirror) this.light.mirror.share.value = 0;
    if (mirrored && this.mirror !== null) this.drawMirror(this.mirror);
    if (!this.options.still) this.movers.run(seconds);
    this.prints.time.value = seconds % 3600;
    this.renderer.render(this.scene, this.camera);
    this.queue.enter();
    const { calls, triangles } = this.renderer.info.render;
    return { draws: calls, triangles, pixelRatio: this.ratio };
  }

  /** How many pictures are asked for and not yet drawn. */
  get queued(): number {
    return this.queue.length();
  }

  /** What a picture takes to be drawn, smoothed milliseconds. */
  get drawMs(): number {
    return this.queue.drawMs();
  }

  /** How many different materials the things that are shown have. */
  get materials(): number {
    const found = new Set<Material>();
    this.scene.traverseVisible((one) => {
      if (one instanceof Mesh) for (const material of [one.material].flat()) found.add(material);
    });
    return found.size;
  }

  private rayAt(x: number, y: number): Ray {
    const { clientWidth, clientHeight } = this.canvas;
    this.caster.setFromCamera(new Vector2((x / clientWidth) * 2 - 1, 1 - (y / clientHeight) * 2), this.camera);
    return this.caster.ray;
  }

  /** What lies under a point of the canvas (CSS pixels from its corner). */
  pick(x: number, y: number): Picked | null {
    const ray = this.rayAt(x, y);
    const named = nearestTarget(ray, this.targets.get(this.floor) ?? [], this.floor < 0 ? 400 : PICK_REACH);
    const floor = this.options.manifest.floors[this.floor];
    const ground = floor ? floorPoint(ray, floor.elevation) : null;
    if (named !== null && (ground === null || named.at <= ground.at)) return named.target;
    return ground !== null && ground.at < PICK_REACH * 1.5 ? { kind: "floor", spot: ground.spot } : null;
  }

  /** Where a point of the hall is on the canvas, in CSS pixels; null when it is behind or outside the picture. */
  project(x: number, y: number, z: number): { x: number; y: number } | null {
    const at = new Vector3(x, z, -y).project(this.camera);
    if (at.z > 1 || Math.abs(at.x) > 1 || Math.abs(at.y) > 1) return null;
    const { clientWidth, clientHeight } = this.canvas;
    return { x: ((at.x + 1) / 2) * clientWidth, y: ((1 - at.y) / 2) * clientHeight };
  }

  dispose(): void {
    this.signs.dispose();
    disposePrints(this.prints);
    this.arrows.dispose();
    for (const batch of this.batches()) batch.dispose();
    disposeShapes(this.shapes);
    for (const storey of this.storeys) storey.light.map.value.dispose();
    this.sunMap.dispose();
    this.mirror?.dispose();
    this.light.grains.value.dispose();
    this.renderer.dispose();
  }
}

function setVisible(batch: Batch, visible: boolean): void {
  for (const mesh of batch.meshes) mesh.visible = visible;
}
