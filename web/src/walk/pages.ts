/** Pages beside the hall: the sheet, and the address, which follows it. */
import { loadSheet } from "../api/server";
import type { Text } from "../api/wire";
import { createSheet, fitsSheet, type Sheet } from "../ui/sheet";
import { inLanguage, type Language, type Translate } from "./texts";

export interface Pages {
  readonly sheet: Sheet;
  readonly openWindow: (code: string) => void;
  /** how many wait now, by window: the sheet of a window follows */
  readonly tellQueues: (waiting: Readonly<Record<string, number>>) => void;
}

export interface PagesOptions {
  readonly t: Translate;
  readonly language: Language;
  readonly hallName: Text;
  readonly prefix: string;
  readonly goTo: (goal: string) => void;
}

export function createPages({ t, language, hallName, prefix, goTo }: PagesOptions): Pages {
  const title = document.title;

  /** Closing the sheet goes back to the walk's own address. */
  const follow = (url: string | null, heading: string): void => {
    const depth = Number((history.state as { sheet?: number } | null)?.sheet ?? 0);
    if (url === null) {
      if (depth > 0) history.go(-depth);
      document.title = title;
      return;
    }
    const { pathname, search } = new URL(url);
    if (heading) document.title = `${heading} · ${inLanguage(hallName, language)}`;
    if (pathname + search === location.pathname + location.search) return;
    history.pushState({ sheet: depth + 1 }, "", pathname + search);
  };

  const sheet = createSheet(t, {
    load: loadSheet,
    go: (goal) => {
      sheet.close();
      goTo(goal);
    },
    moved: follow,
  });
  window.addEventListener("popstate", () => {
    if (fitsSheet(location.pathname)) void sheet.open(location.href);
    else sheet.close();
  });
  let waiting: Readonly<Record<string, number>> = {};
  const tellQueues: Pages["tellQueues"] = (now) => {
    const code = decodeURIComponent(/\/windows\/([^/]+)$/.exec(location.pathname)?.[1] ?? "");
    if (now[code] !== waiting[code]) void sheet.refresh();
    waiting = now;
  };
  return {
    sheet,
    tellQueues,
    openWindow: (code) => void sheet.open(`${prefix}/windows/${encodeURIComponent(code)}`),
  };
}
