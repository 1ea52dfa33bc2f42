/** The find field's state: what is typed, what is offered, which offer is marked. A pure reducer. */
import type { Hit } from "../api/wire";

export interface Choices {
  readonly query: string;
  readonly hits: readonly Hit[];
  readonly open: boolean;
  /** index of the marked hit, -1 = none */
  readonly active: number;
}

export type ChoiceEvent =
  | { readonly type: "typed"; readonly query: string }
  | { readonly type: "answered"; readonly query: string; readonly hits: readonly Hit[] }
  | { readonly type: "moved"; readonly by: 1 | -1 }
  | { readonly type: "jumped"; readonly to: "first" | "last" }
  | { readonly type: "closed" };

export const NO_CHOICES: Choices = { query: "", hits: [], open: false, active: -1 };

export function choose(state: Choices, event: ChoiceEvent): Choices {
  switch (event.type) {
    case "typed":
      return event.query.trim() === ""
        ? { ...NO_CHOICES, query: event.query }
        : { ...state, query: event.query, active: -1 };
    case "answered":
      // An answer to what is no longer typed is late: dropped.
      if (event.query !== state.query.trim()) return state;
      return { ...state, hits: event.hits, open: true, active: -1 };
    case "moved":
      return move(state, event.by);
    case "jumped":
      return { ...state, active: event.to === "first" ? Math.min(0, state.hits.length - 1) : state.hits.length - 1 };
    case "closed":
      return { ...state, open: false, active: -1 };
  }
}

function move(state: Choices, by: 1 | -1): Choices {
  const count = state.hits.length;
  if (count === 0) return state;
  if (!state.open) return { ...state, open: true, active: by === 1 ? 0 : count - 1 };
  if (state.active < 0) return { ...state, active: by === 1 ? 0 : count - 1 };
  return { ...state, active: (state.active + by + count) % count };
}
