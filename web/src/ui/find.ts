/** The walk's find field, and the card for what was found. */
import type { Hit } from "../api/wire";
import { goalOf } from "../walk/goals";
import { inLanguage, type Language, type TextKey, type Translate } from "../walk/texts";
import { build, icon, iconButton } from "./build";
import { attachCombobox } from "./combobox";

export interface FindActions {
  readonly search: (query: string, signal: AbortSignal) => Promise<readonly Hit[]>;
  /** a suggestion was chosen */
  readonly choose: (hit: Hit) => void;
  /** enter without a suggestion */
  readonly searchPage: (query: string) => void;
  /** nothing was found: all units, to look through */
  readonly unitsPage: () => void;
  readonly go: (hit: Hit) => void;
  readonly announce: (text: string) => void;
}

const KINDS: Readonly<Record<string, TextKey>> = {
  window: "walk.kind_window",
  unit: "walk.kind_unit",
  item: "walk.kind_item",
  place: "walk.kind_place",
  kind: "walk.kind_kind",
  leave: "walk.kind_leave",
};

/** What is offered: its kind, its name, why it was found. */
export function hitWords(hit: Hit, t: Translate, language: Language): readonly Node[] {
  const code = ["place", "kind", "leave"].includes(hit.kind) ? "" : hit.code;
  return [
    build("span", { class: `walk-kind walk-kind-${hit.kind}` }, t(KINDS[hit.kind] ?? "walk.kind_item")),
    build(
      "span",
      { class: "walk-hit-text" },
      build("b", {}, inLanguage(hit.title, language)),
      build("small", {}, [code, inLanguage(hit.why, language)].filter(Boolean).join(" · ")),
    ),
  ];
}

export function createFind(t: Translate, language: Language, actions: FindActions): HTMLElement {
  const input = build("input", {
    type: "search",
    name: "q",
    id: "walk-find",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    placeholder: t("walk.find_label"),
    "aria-label": t("walk.find_label"),
  });
  const list = build("ul", { id: "walk-hits", class: "walk-hits" });
  const submit = build(
    "button",
    { type: "submit", class: "walk-submit", "aria-label": t("walk.find_button") },
    icon("search"),
  );
  const form = build("form", { role: "search", class: "walk-find" }, input, submit, list);
  const finish = (hit: Hit): void => {
    input.value = inLanguage(hit.title, language);
    combobox.close();
    input.blur();
  };
  const pick = (hit: Hit): void => {
    finish(hit);
    actions.choose(hit);
  };
  const combobox = attachCombobox(input, list, t, {
    search: actions.search,
    choose: pick,
    row: (hit) => (goalOf(hit) === null ? hitWords(hit, t, language) : [...hitWords(hit, t, language), goLink(hit)]),
    none: () => {
      combobox.close();
      input.blur();
      actions.unitsPage();
    },
    announce: actions.announce,
  });
  // A shortcut for hands; by keyboard the same button is on the card that follows a choice.
  const goLink = (hit: Hit): HTMLElement => {
    const go = build("span", { class: "walk-go" }, icon("go"), t("walk.take_me"));
    go.addEventListener("click", (event) => {
      event.stopPropagation();
      finish(hit);
      actions.go(hit);
    });
    return go;
  };
  input.addEventListener("focus", () => input.select());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const hit = combobox.marked();
    if (hit !== null) pick(hit);
    else if (input.value.trim() !== "") {
      combobox.close();
      actions.searchPage(input.value.trim());
    }
  });
  return form;
}

export interface GoalCard {
  readonly root: HTMLElement;
  readonly show: (hit: Hit, onGo: () => void, onDetails: (() => void) | null) => void;
  readonly hide: () => void;
}

/** What was found, with its two actions. */
/** choice: for whom the way is */
export function createGoalCard(t: Translate, language: Language, choice: HTMLElement | undefined): GoalCard {
  const root = build("section", { class: "walk-card", hidden: true, "aria-label": t("walk.route") });
  const hide = (): void => {
    root.hidden = true;
  };
  const show: GoalCard["show"] = (hit, onGo, onDetails) => {
    const act = (action: () => void) => (): void => {
      hide();
      action();
    };
    const where = hit.window ? t("walk.at_window", { code: hit.window }) : "";
    const why = build("p", {}, [where, inLanguage(hit.why, language)].filter(Boolean).join(" · "));
    const actions = build("div", { class: "walk-row" });
    if (goalOf(hit) !== null) {
      const go = iconButton("go", t("walk.take_me"), act(onGo));
      go.classList.add("walk-primary");
      actions.append(go, choice ?? "");
    }
    if (onDetails) actions.append(iconButton("page", t("walk.details"), act(onDetails)));
    const title = build("h2", {}, inLanguage(hit.title, language));
    root.replaceChildren(iconButton("close", t("walk.close"), hide, true), title, why, actions);
    root.hidden = false;
    actions.querySelector("button")?.focus();
  };
  return { root, show, hide };
}
