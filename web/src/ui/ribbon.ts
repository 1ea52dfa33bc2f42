/** The ribbon at the bottom: the present step of the way, and the means to be walked along it. */
import type { Translate } from "../walk/texts";
import { build, icon, iconButton, setAttributes } from "./build";

export interface RibbonView {
  readonly title: string;
  readonly steps: readonly string[];
  readonly step: number;
  readonly remaining: string;
  /** what changed the way, or nothing */
  readonly note: string;
  readonly walking: boolean;
  /** the window to open on arrival, when one is there */
  readonly plate: string | null;
}

export interface RibbonActions {
  readonly step: (index: number) => void;
  readonly toggleWalking: () => void;
  readonly end: () => void;
  readonly openPlate: (window: string) => void;
}

export interface Ribbon {
  readonly root: HTMLElement;
  readonly show: (view: RibbonView | null) => void;
}

/** choice: for whom the way is */
export function createRibbon(t: Translate, choice: HTMLElement | undefined, actions: RibbonActions): Ribbon {
  let view: RibbonView | null = null;
  const title = build("strong", { class: "walk-ribbon-title" });
  const text = build("p", { class: "walk-ribbon-step" });
  const note = build("p", { class: "walk-ribbon-note", hidden: true });
  const small = build("small", { class: "walk-ribbon-small" });
  const list = build("ol", { class: "walk-steps", hidden: true, id: "walk-steps" });
  const previous = iconButton("previous", t("walk.step_previous"), () => actions.step((view?.step ?? 0) - 1), true);
  const next = iconButton("next", t("walk.step_next"), () => actions.step((view?.step ?? 0) + 1), true);
  const listButton = iconButton("list", t("walk.steps_list"), () => setOpen(list.hidden === true), true);
  setAttributes(listButton, { "aria-expanded": "false", "aria-controls": "walk-steps" });
  const follow = iconButton("play", t("walk.follow"), actions.toggleWalking);
  follow.classList.add("walk-primary");
  const plate = iconButton("page", t("walk.open_plate"), () => view?.plate && actions.openPlate(view.plate));
  plate.classList.add("walk-primary");
  const end = iconButton("close", t("walk.end_route"), actions.end, true);
  const root = build(
    "section",
    { class: "walk-ribbon", hidden: true, "aria-label": t("walk.route") },
    list,
    build(
      "div",
      { class: "walk-ribbon-text" },
      build("div", { class: "walk-ribbon-head" }, title, choice ?? "", small),
      note,
      text,
    ),
    build("div", { class: "walk-ribbon-acts" }, previous, next, listButton, follow, plate, end),
  );

  const setOpen = (open: boolean): void => {
    list.hidden = !open;
    setAttributes(listButton, { "aria-expanded": String(open) });
  };

  const show = (wanted: RibbonView | null): void => {
    const changedSteps = wanted?.steps !== view?.steps;
    view = wanted;
    root.hidden = wanted === null;
    if (wanted === null) return;
    title.textContent = wanted.title;
    text.textContent = wanted.steps[wanted.step] ?? "";
    note.textContent = wanted.note;
    note.hidden = wanted.note === "";
    const place = t("walk.step_of", { step: wanted.step + 1, steps: wanted.steps.length });
    small.textContent = wanted.remaining ? `${place} · ${wanted.remaining}` : place;
    previous.disabled = wanted.step <= 0;
    next.disabled = wanted.step >= wanted.steps.length - 1;
    if (changedSteps) list.replaceChildren(...wanted.steps.map(stepRow));
    [...list.children].forEach((row, i) => {
      setAttributes(row, { "aria-current": i === wanted.step ? "step" : null });
    });
    follow.replaceChildren(
      icon(wanted.walking ? "pause" : "play"),
      build("span", {}, t(wanted.walking ? "walk.pause" : "walk.follow")),
    );
    setAttributes(follow, { "aria-pressed": String(wanted.walking) });
    plate.hidden = wanted.plate === null;
    follow.hidden = wanted.plate !== null;
  };

  const stepRow = (step: string, i: number): HTMLLIElement => {
    const button = build("button", { type: "button" }, step);
    button.addEventListener("click", () => actions.step(i));
    return build("li", {}, button);
  };
  return { root, show };
}
