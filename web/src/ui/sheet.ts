/** The sheet: a page of ours beside the hall, at the right on a desk, from below on a phone. */
import type { Translate } from "../walk/texts";
import { build, iconButton } from "./build";

interface SheetPage {
  readonly html: string;
  readonly url: string;
}

export interface SheetActions {
  readonly load: (url: string, signal: AbortSignal) => Promise<SheetPage>;
  /** 带我去 inside the sheet */
  readonly go: (goal: string) => void;
  /** the sheet shows this address now; `null` = it was closed */
  readonly moved: (url: string | null, title: string) => void;
}

export interface Sheet {
  readonly root: HTMLElement;
  readonly open: (url: string) => Promise<void>;
  readonly close: () => void;
  /** what changes by itself is shown as it is now; all else stays as it is */
  readonly refresh: () => Promise<void>;
  readonly isOpen: () => boolean;
}

type Height = "peek" | "half" | "full";
const TALLER: Readonly<Record<Height, Height>> = { peek: "half", half: "full", full: "peek" };

/** Addresses that open inside; all others are left to the browser. */
const INSIDE = /^(\/h\/[^/]+)?\/(windows\/[^/]+|units(\/[^/]+)?|items\/[^/]+|search|visit)$/;

export function createSheet(t: Translate, actions: SheetActions): Sheet {
  let loading = new AbortController();
  let before: Element | null = null;

  const body = build("div", { class: "walk-sheet-body" });
  const grip = build("button", { type: "button", class: "walk-grip", "aria-label": t("walk.sheet_taller") });
  const page = build("a", {
    class: "walk-button walk-bare",
    href: "#",
    "aria-label": t("walk.open_page"),
    title: t("walk.open_page"),
  });
  const back = iconButton("back", t("walk.back"), () => history.back(), true);
  const root = build(
    "section",
    { class: "walk-sheet", hidden: true, "aria-label": t("walk.sheet_label"), tabindex: "-1", "data-height": "half" },
    build("div", { class: "walk-sheet-head" }, back, grip, page),
    body,
  );
  const close = (): void => {
    if (root.hidden) return;
    loading.abort();
    root.hidden = true;
    actions.moved(null, "");
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  const closer = iconButton("close", t("walk.close"), close, true);
  page.append(iconButton("page", t("walk.open_page"), () => {}, true).firstChild ?? "");
  root.firstElementChild?.append(closer);

  const setHeight = (height: Height): void => {
    root.dataset.height = height;
  };
  dragBy(grip, root, setHeight);
  grip.addEventListener("click", () => setHeight(TALLER[(root.dataset.height ?? "half") as Height]));

  const open = async (url: string): Promise<void> => {
    loading.abort();
    loading = new AbortController();
    if (root.hidden) {
      before = document.activeElement;
      setHeight("half");
    }
    root.hidden = false;
    body.replaceChildren(build("p", { class: "walk-wait", role: "status" }, t("walk.loading_sheet")));
    try {
      const answer = await actions.load(url, loading.signal);
      show(answer);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      const retry = iconButton("back", t("walk.retry"), () => void open(url));
      body.replaceChildren(build("p", { role: "alert" }, t("walk.failed_sheet")), retry);
    }
  };

  const show = ({ html, url }: SheetPage): void => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const article = parsed.querySelector(".sheet-content") ?? parsed.querySelector("main") ?? parsed.body;
    body.replaceChildren(document.adoptNode(article));
    body.scrollTop = 0;
    page.href = url;
    const heading = body.querySelector("h1, h2");
    heading?.setAttribute("tabindex", "-1");
    (heading instanceof HTMLElement ? heading : root).focus({ preventScroll: true });
    actions.moved(url, article.getAttribute("data-title") ?? heading?.textContent ?? "");
  };

  const refresh = async (): Promise<void> => {
    const parts = body.querySelectorAll<HTMLElement>("[data-live]");
    if (root.hidden || parts.length === 0) return;
    // Nothing depends on it: what is shown stays, and the next change asks again.
    const answer = await actions.load(page.href, loading.signal).catch(() => null);
    const fresh = new DOMParser().parseFromString(answer?.html ?? "", "text/html");
    for (const part of parts) {
      const now = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
      if (now !== null) part.replaceChildren(...now.childNodes);
    }
  };

  body.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const hash = link.getAttribute("href") ?? "";
    if (hash.startsWith("#") && hash.length > 1) {
      // A jump inside the sheet is no new address.
      event.preventDefault();
      body.querySelector(`[id="${CSS.escape(hash.slice(1))}"]`)?.scrollIntoView({ block: "start" });
    } else if (link.dataset.go) {
      event.preventDefault();
      actions.go(link.dataset.go);
    } else if (opensInside(link)) {
      event.preventDefault();
      void open(link.href);
    }
  });
  body.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "get") return;
    const url = new URL(form.action);
    if (!INSIDE.test(url.pathname)) return;
    event.preventDefault();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") url.searchParams.set(name, value);
    void open(url.href);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  return { root, open, close, refresh, isOpen: () => !root.hidden };
}

function opensInside(link: HTMLAnchorElement): boolean {
  if (link.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return false;
  return INSIDE.test(link.pathname);
}

/** Whether an address of ours can be shown in the sheet. */
export function fitsSheet(path: string): boolean {
  return INSIDE.test(path);
}

const DRAG_REACH = 12;

/** On a phone the sheet follows a drag on its grip and settles at the nearest height; the drag is no click. */
function dragBy(grip: HTMLElement, sheet: HTMLElement, setHeight: (height: Height) => void): void {
  let from: number | null = null;
  let dragged = false;
  grip.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    dragged = false;
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", (event) => {
    if (from === null) return;
    dragged ||= Math.abs(event.clientY - from) > DRAG_REACH;
    if (!dragged) return;
    sheet.style.transition = "none";
    sheet.style.blockSize = `${window.innerHeight - event.clientY + grip.clientHeight / 2}px`;
  });
  const release = (event: PointerEvent): void => {
    if (from === null) return;
    from = null;
    sheet.style.removeProperty("transition");
    sheet.style.removeProperty("block-size");
    if (dragged) setHeight(heightAt(event.clientY / window.innerHeight));
  };
  grip.addEventListener("pointerup", release);
  grip.addEventListener("pointercancel", release);
  grip.addEventListener("click", (event) => {
    if (dragged) event.stopImmediatePropagation();
    dragged = false;
  });
}

/** `share` = where the sheet's upper edge was let go, 0 at the screen's top. */
function heightAt(share: number): Height {
  if (share < 0.3) return "full";
  return share < 0.7 ? "half" : "peek";
}
