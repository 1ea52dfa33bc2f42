/** The find field: an editable combobox with a list of suggestions (ARIA 1.2), and a card for what was chosen. */
import type { Hit } from "../api/wire";
import { type ChoiceEvent, type Choices, choose, NO_CHOICES } from "../walk/choices";
import { inLanguage, type Language, type TextKey, type Translate } from "../walk/texts";
import { build, icon, iconButton, setAttributes } from "./build";

export interface FindField {
  readonly root: HTMLElement;
  readonly focus: () => void;
  readonly close: () => void;
}

export interface FindActions {
  readonly search: (query: string, signal: AbortSignal) => Promise<readonly Hit[]>;
  /** a suggestion was chosen */
  readonly choose: (hit: Hit) => void;
  /** enter without a suggestion */
  readonly searchPage: (query: string) => void;
  readonly go: (hit: Hit) => void;
  readonly announce: (text: string) => void;
}

const PAUSE_MS = 140;
const KINDS: Readonly<Record<string, TextKey>> = {
  window: "walk.kind_window",
  unit: "walk.kind_unit",
  item: "walk.kind_item",
  place: "walk.kind_place",
};

export function createFind(t: Translate, language: Language, actions: FindActions): FindField {
  let state: Choices = NO_CHOICES;
  let asked = new AbortController();
  let timer = 0;

  const input = build("input", {
    type: "search",
    name: "q",
    id: "walk-find",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    placeholder: t("walk.find_label"),
    "aria-label": t("walk.find_label"),
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "walk-hits",
  });
  const list = build("ul", {
    id: "walk-hits",
    role: "listbox",
    class: "walk-hits",
    "aria-label": t("walk.find_label"),
    hidden: true,
  });
  const submit = build(
    "button",
    { type: "submit", class: "walk-submit", "aria-label": t("walk.find_button") },
    icon("search"),
  );
  const form = build("form", { role: "search", class: "walk-find", action: "/search" }, input, submit, list);

  const dispatch = (event: ChoiceEvent): void => {
    state = choose(state, event);
    show();
  };

  const show = (): void => {
    const empty = state.open && state.hits.length === 0;
    list.replaceChildren(
      ...(empty
        ? [build("li", { class: "walk-none", role: "option", "aria-disabled": "true" }, t("walk.found_none"))]
        : state.hits.map(option)),
    );
    list.hidden = !state.open;
    setAttributes(input, {
      "aria-expanded": String(state.open),
      "aria-activedescendant": state.active >= 0 ? `walk-hit-${state.active}` : null,
    });
    list.children[state.active]?.scrollIntoView({ block: "nearest" });
  };

  const option = (hit: Hit, i: number): HTMLLIElement => {
    const kind = KINDS[hit.kind] ?? "walk.kind_item";
    const code = hit.kind === "window" || hit.kind === "item" || hit.kind === "unit" ? hit.code : "";
    const row = build(
      "li",
      { id: `walk-hit-${i}`, role: "option", class: "walk-hit", "aria-selected": String(i === state.active) },
      build("span", { class: `walk-kind walk-kind-${hit.kind}` }, t(kind)),
      build(
        "span",
        { class: "walk-hit-text" },
        build("b", {}, inLanguage(hit.title, language)),
        build("small", {}, [code, inLanguage(hit.why, language)].filter(Boolean).join(" · ")),
      ),
    );
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => pick(hit));
    if (goalOf(hit)) {
      const go = build("span", { class: "walk-go", title: t("walk.take_me") }, icon("go"), t("walk.take_me"));
      go.addEventListener("click", (event) => {
        event.stopPropagation();
        finish(hit);
        actions.go(hit);
      });
      row.append(go);
    }
    return row;
  };

  const finish = (hit: Hit): void => {
    input.value = inLanguage(hit.title, language);
    state = { ...state, query: input.value };
    dispatch({ type: "closed" });
    input.blur();
  };

  const pick = (hit: Hit): void => {
    finish(hit);
    actions.choose(hit);
  };

  const ask = async (query: string): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    try {
      const hits = await actions.search(query, asked.signal);
      dispatch({ type: "answered", query, hits });
      actions.announce(hits.length > 0 ? t("walk.found", { count: hits.length }) : t("walk.found_none"));
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      dispatch({ type: "closed" });
    }
  };

  input.addEventListener("input", () => {
    dispatch({ type: "typed", query: input.value });
    window.clearTimeout(timer);
    const query = input.value.trim();
    if (query === "") asked.abort();
    else timer = window.setTimeout(() => void ask(query), PAUSE_MS);
  });

  const KEYS: Readonly<Record<string, ChoiceEvent>> = {
    ArrowDown: { type: "moved", by: 1 },
    ArrowUp: { type: "moved", by: -1 },
    Escape: { type: "closed" },
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const change = KEYS[event.key];
    if (change === undefined || event.isComposing) return;
    if (event.key !== "Escape" || state.open) event.preventDefault();
    dispatch(change);
  });
  input.addEventListener("focus", () => {
    input.select();
    if (state.hits.length > 0 && state.query.trim() !== "")
      dispatch({ type: "answered", query: state.query.trim(), hits: state.hits });
  });
  input.addEventListener("blur", () => dispatch({ type: "closed" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const hit = state.hits[state.active];
    if (state.open && hit) pick(hit);
    else if (input.value.trim() !== "") {
      dispatch({ type: "closed" });
      actions.searchPage(input.value.trim());
    }
  });
  return { root: form, focus: () => input.focus(), close: () => dispatch({ type: "closed" }) };
}

/** Where a hit leads on the floor, as the route's `to`; null when it has no place of its own. */
export function goalOf(hit: Hit): string | null {
  if (hit.window) return `window:${hit.window}`;
  if (hit.kind === "window") return `window:${hit.code}`;
  return hit.kind === "place" ? `place:${hit.code}` : null;
}

export interface GoalCard {
  readonly root: HTMLElement;
  readonly show: (hit: Hit, onGo: () => void, onDetails: (() => void) | null) => void;
  readonly hide: () => void;
}

/** What was found, with its two actions. */
export function createGoalCard(t: Translate, language: Language): GoalCard {
  const root = build("section", { class: "walk-card", hidden: true, "aria-label": t("walk.route") });
  const hide = (): void => {
    root.hidden = true;
  };
  const show = (hit: Hit, onGo: () => void, onDetails: (() => void) | null): void => {
    const act = (action: () => void) => (): void => {
      hide();
      action();
    };
    const title = build("h2", { tabindex: "-1" }, inLanguage(hit.title, language));
    const where = hit.window ? t("walk.at_window", { code: hit.window }) : "";
    const why = build("p", {}, [where, inLanguage(hit.why, language)].filter(Boolean).join(" · "));
    const actions = build("div", { class: "walk-row" });
    if (goalOf(hit)) {
      const go = iconButton("go", t("walk.take_me"), act(onGo));
      go.classList.add("walk-primary");
      actions.append(go);
    }
    if (onDetails) actions.append(iconButton("page", t("walk.details"), act(onDetails)));
    root.replaceChildren(iconButton("close", t("walk.close"), hide, true), title, why, actions);
    root.hidden = false;
    actions.querySelector("button")?.focus();
  };
  return { root, show, hide };
}
