/** Suggestions for a field as one types: an editable combobox with a list (ARIA 1.2). */
import type { Hit } from "../api/wire";
import { type ChoiceEvent, type Choices, choose, NO_CHOICES } from "../walk/choices";
import type { Translate } from "../walk/texts";
import { build, setAttributes } from "./build";

export interface ComboboxActions {
  readonly search: (query: string, signal: AbortSignal) => Promise<readonly Hit[]>;
  readonly choose: (hit: Hit) => void;
  /** what a suggestion's row holds */
  readonly row: (hit: Hit) => readonly Node[];
  /** nothing was found, and the row that says so was pressed */
  readonly none: () => void;
  readonly announce: (text: string) => void;
}

export interface Combobox {
  /** the suggestion marked, when the list is open */
  readonly marked: () => Hit | null;
  readonly close: () => void;
}

const PAUSE_MS = 140;
const KEYS: Readonly<Record<string, ChoiceEvent>> = {
  ArrowDown: { type: "moved", by: 1 },
  ArrowUp: { type: "moved", by: -1 },
  Escape: { type: "closed" },
};

export function attachCombobox(
  input: HTMLInputElement,
  list: HTMLElement,
  t: Translate,
  actions: ComboboxActions,
): Combobox {
  let state: Choices = NO_CHOICES;
  let asked = new AbortController();
  let timer = 0;
  setAttributes(input, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  });
  setAttributes(list, { role: "listbox", "aria-label": t("walk.find_label"), hidden: true });

  const dispatch = (event: ChoiceEvent): void => {
    const before = state;
    state = choose(state, event);
    if (state.hits !== before.hits || state.open !== before.open) fill();
    mark();
  };
  const fill = (): void => {
    const none = build("li", { class: "walk-none", role: "option" }, t("walk.found_none"));
    none.addEventListener("pointerdown", (event) => event.preventDefault());
    none.addEventListener("click", actions.none);
    list.replaceChildren(...(state.open && state.hits.length === 0 ? [none] : state.hits.map(option)));
    list.hidden = !state.open;
  };
  const option = (hit: Hit, i: number): HTMLLIElement => {
    const row = build("li", { id: `${list.id}-${i}`, role: "option", class: "walk-hit" }, ...actions.row(hit));
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => actions.choose(hit));
    return row;
  };
  const mark = (): void => {
    setAttributes(input, {
      "aria-expanded": String(state.open),
      "aria-activedescendant": state.active >= 0 ? `${list.id}-${state.active}` : null,
    });
    for (const [i, row] of [...list.children].entries()) row.setAttribute("aria-selected", String(i === state.active));
    list.children[state.active]?.scrollIntoView({ block: "nearest" });
  };
  const ask = async (query: string): Promise<void> => {
    asked = new AbortController();
    try {
      const hits = await actions.search(query, asked.signal);
      dispatch({ type: "answered", query, hits });
      actions.announce(hits.length > 0 ? t("walk.found", { count: hits.length }) : t("walk.found_none"));
    } catch (error) {
      // Suggestions are a help; without them the field still searches on Enter.
      if (!(error instanceof DOMException)) dispatch({ type: "closed" });
    }
  };

  input.addEventListener("input", () => {
    dispatch({ type: "typed", query: input.value });
    window.clearTimeout(timer);
    asked.abort();
    const query = input.value.trim();
    if (query !== "") timer = window.setTimeout(() => void ask(query), PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    const change = KEYS[event.key];
    if (change === undefined || event.isComposing) return;
    if (event.key !== "Escape" || state.open) {
      event.preventDefault();
      event.stopPropagation();
    }
    dispatch(change);
  });
  input.addEventListener("blur", () => dispatch({ type: "closed" }));
  return {
    marked: () => (state.open ? (state.hits[state.active] ?? null) : null),
    close: () => {
      window.clearTimeout(timer);
      asked.abort();
      dispatch({ type: "closed" });
    },
  };
}
