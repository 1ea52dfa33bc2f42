/** Entry of `/` and `/walk`: shows the hall where the page has a stage and the browser can draw one. */
import "./walk.css";
import { HallApi, loadBundleBytes, loadLayout } from "../api/server";
import { loadGrains } from "../stage/grains";
import type { Time } from "../stage/hours";
import { loadLetters } from "../stage/lettering";
import { Stage } from "../stage/stage";
import { fetchUnless } from "../ui/addresses";
import {
  coveredLeft,
  createCanvas,
  createPlainNotice,
  markStage,
  prefersStillness,
  probeGraphics,
  takeOverPage,
} from "../ui/canvas";
import { fitsSheet } from "../ui/sheet";
import { startWays, type WaysClient } from "../ways/client";
import { followBoards } from "./boards";
import type { HallFacade } from "./facade";
import { elevationOf, floorIndex, type Hall, openHall, titlesOf } from "./hall";
import { type HallLight, loadLight } from "./light";
import { createLoop, type Loop } from "./loop";
import { showOutside } from "./outside";
import { signWords } from "./signwords";
import { type Language, translator } from "./texts";
import { Visit } from "./visit";
import { presentStep } from "./way";

// Phones are spared the floor's mirror, however strong.
const MIRRORS_FROM = 700;

async function main(): Promise<void> {
  const root = document.getElementById("stage");
  const query = new URLSearchParams(location.search);
  if (root === null || query.has("plain")) return;
  const mode = root.dataset.mode === "outside" ? "outside" : "walk";
  const language: Language = root.dataset.lang === "en" ? "en" : "zh";
  const t = translator(language);
  const explain = createPlainNotice();
  const fail = (): void => {
    markStage("failed", mode);
    explain(t("walk.no_webgl"));
  };
  const graphics = probeGraphics();
  if (graphics === "none") return fail();
  markStage("loading", mode);
  explain(t("walk.loading"));
  try {
    await open(root, mode, language, query, graphics === "hardware" || query.get("quality") === "high");
  } catch (error) {
    fail();
    throw error;
  }
}

/** `smooth` = edges are smoothed; pictures of the hall ask for quality=high, whatever draws them. */
async function open(
  root: HTMLElement,
  mode: "walk" | "outside",
  language: Language,
  query: URLSearchParams,
  smooth: boolean,
): Promise<void> {
  const t = translator(language);
  const hallUrl = root.dataset.hallApi ?? "/api/v1/hall";
  const profile = root.dataset.profile ?? "walk";
  const prefix = hallUrl.replace(/\/api\/v1\/hall$/, "");
  const api = new HallApi(hallUrl);
  const ways = startWays();
  const manifest = await api.manifest();
  // Outside, the first picture does not wait for it; inside, one needs ground to stand on.
  const opened = ways.open(manifest.files_base);
  const [kit, layout, windows, light] = await Promise.all([
    loadBundleBytes(manifest.files_base, "kit.bin"),
    loadLayout(manifest.files_base),
    api.windows(),
    loadLight(manifest.light),
  ]);
  let titles = titlesOf(windows, language);
  const canvas = createCanvas(t("walk.stage_label"));
  const still = prefersStillness();
  const stage = new Stage(canvas, {
    manifest,
    layout,
    kit,
    lettering: (sign) => signWords(titles, sign),
    isShut: (window) => titles.answers.get(window)?.state === "closed",
    smooth,
    mirrors: smooth && window.innerWidth >= MIRRORS_FROM,
    still,
    shades: light.shades,
    time: timeOf(query.get("light") ?? manifest.time),
  });
  root.replaceChildren(canvas);
  await stage.prepare();
  const loop = createLoop(root, stage);
  const relight = ({ pictures }: HallLight): void => {
    if (stage.baked || pictures.length === 0) return;
    stage.relight(pictures);
    loop.draw();
  };
  relight(light);
  void loadGrains(smooth).then((grains) => {
    stage.showGrains(grains);
    loop.draw();
  });

  const outsidePath = location.pathname;
  let visit: Visit | null = null;
  const hall = opened.then((found) => openHall(manifest, layout, found, titles));
  const drawSigns = (): void => {
    stage.refresh();
    loop.draw();
  };
  const boards = followBoards(
    windows,
    () => api.windows(),
    (now) => {
      titles = titlesOf(now, language);
      drawSigns();
    },
  );
  const enterHall = async (): Promise<void> => {
    const begun = new Visit({
      hall: await hall,
      stage,
      api,
      find: ways.find,
      canvas,
      t,
      prefix,
      still,
      profile,
      query,
      tellQueues: boards.tellQueues,
      lightThere: () => {
        if (!stage.baked) void api.manifest().then((now) => loadLight(now.light).then(relight));
      },
    });
    visit = begun;
    root.querySelector(".walk-outside")?.remove();
    root.append(begun.frame.root);
    takeOverPage(root);
    markStage("ready", "walk");
    loop.run((seconds) => begun.advance(seconds));
    await begun.begin();
  };

  fetchUnless(({ pathname }) =>
    visit === null ? pathname === outsidePath : pathname === `${prefix}/walk` || fitsSheet(pathname),
  );
  if (mode === "outside") {
    const outside = showOutside({
      manifest,
      stage,
      canvas,
      t,
      walkHref: `${prefix}/walk`,
      still,
      covered: () => coveredLeft(root, ".hero-card"),
      entered: () => {
        history.pushState({ inside: true }, "", `${prefix}/walk`);
        window.scrollTo(0, 0);
        void enterHall();
      },
    });
    root.append(outside.root);
    loop.run(outside.advance);
    markStage("ready", "outside");
  }
  exposeFacade(await hall, stage, ways, canvas, loop, () => visit);
  if (mode === "walk") await enterHall();
  watchContext(canvas, {
    lost: () => visit?.frame.notice(t("walk.context_lost")),
    // The address of the spot: a plain reload would lose it, or open the sheet's page.
    again: () => location.replace(visit?.address ?? location.href),
  });
  const words = layout.signs.flatMap((sign) => {
    const { first, second, code = "", states = [] } = signWords(titles, sign);
    return [...first, ...second, code, ...states.flatMap(({ said, waiting }) => [said, waiting])];
  });
  await loadLetters([...words, t("walk.shut")]);
  drawSigns();
}

function timeOf(words: string): Time {
  return words === "evening" ? "evening" : "day";
}

// A picture that has not come back by then is begun anew; where it cannot be, the plain page shows the same way.
const RESTORED_WITHIN_MS = 5000;

function watchContext(canvas: HTMLCanvasElement, { lost, again }: Record<"lost" | "again", () => void>): void {
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    lost();
    window.setTimeout(again, RESTORED_WITHIN_MS);
  });
  canvas.addEventListener("webglcontextrestored", again);
}

function exposeFacade(
  hall: Hall,
  stage: Stage,
  ways: WaysClient,
  canvas: HTMLCanvasElement,
  loop: Loop,
  visit: () => Visit | null,
): void {
  const onScreen = (at: { x: number; y: number } | null): { x: number; y: number } | null => {
    const box = canvas.getBoundingClientRect();
    return at && { x: at.x + box.left, y: at.y + box.top };
  };
  const walker = (): { floor: number; x: number; y: number; heading: number } =>
    visit()?.motion.walker ?? { floor: -1, x: 0, y: 0, heading: 0 };
  const plates = (): { code: string; x: number; y: number; metres: number }[] => {
    const here = walker();
    return hall.windows
      .filter((window) => window.floor === here.floor)
      .map((window) => ({ window, metres: Math.hypot(window.x - here.x, window.y - here.y) }))
      .sort((a, b) => a.metres - b.metres)
      .flatMap(({ window, metres }) => {
        const at = onScreen(stage.project(window.x, window.y, window.z));
        return at ? [{ code: window.code, ...at, metres }] : [];
      });
  };
  const facade: HallFacade = {
    get ready() {
      return document.documentElement.dataset.stage === "ready";
    },
    get mode() {
      return visit() === null ? "outside" : "walk";
    },
    get floor() {
      return hall.manifest.floors[walker().floor]?.id ?? "";
    },
    get x() {
      return walker().x;
    },
    get y() {
      return walker().y;
    },
    get heading() {
      return ((((walker().heading * 180) / Math.PI) % 360) + 360) % 360;
    },
    get travelling() {
      return visit()?.motion.isTravelling ?? false;
    },
    get riding() {
      return visit()?.motion.isCarried ?? false;
    },
    get way() {
      const way = visit()?.motion.way;
      if (!way) return null;
      const { goal, at, arrived } = way;
      return { goal, at, length: way.journey.length, step: presentStep(way), steps: way.steps.length, arrived };
    },
    get draws() {
      return loop.figures().draws;
    },
    get triangles() {
      return loop.figures().triangles;
    },
    get frames() {
      return loop.figures().frames;
    },
    get frameMs() {
      return loop.figures().frameMs;
    },
    get materials() {
      return stage.materials;
    },
    plates,
    under: (x, y) => {
      const box = canvas.getBoundingClientRect();
      return stage.pick(x - box.left, y - box.top);
    },
    spot: (floor, x, y) => onScreen(stage.project(x, y, elevationOf(hall, floorIndex(hall, floor)))),
    entranceOnScreen: () => {
      const [entrance] = hall.manifest.entrances;
      return entrance ? onScreen(stage.project(entrance.at[0], entrance.at[1], elevationOf(hall, 0) + 2)) : null;
    },
    goTo: async (goal) => visit()?.leading.goTo(goal),
    find: ways.find,
    get light() {
      return { baked: stage.baked, time: stage.time };
    },
    get laid() {
      return stage.laid;
    },
    get prints() {
      return stage.printsLaid;
    },
  };
  window.hall = facade;
}

void main();
