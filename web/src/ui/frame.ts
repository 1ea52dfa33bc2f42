/** What lies over the picture: the field on top, the map, the ribbon, the sheet, and what is said aloud. */
import type { Text } from "../api/wire";
import { inLanguage, type Language, type Translate } from "../walk/texts";
import { build, type IconName, iconButton } from "./build";

export interface NearWindow {
  readonly code: string;
  readonly name: string;
  readonly metres: number;
}

export interface FrameActions {
  readonly toEntrance: () => void;
  readonly nearby: () => readonly NearWindow[];
  readonly openWindow: (code: string) => void;
  readonly goTo: (goal: string) => void;
}

export interface Frame {
  readonly root: HTMLElement;
  readonly top: HTMLElement;
  readonly corner: HTMLElement;
  readonly middle: HTMLElement;
  /** says it to who cannot see, politely */
  readonly announce: (text: string) => void;
  /** a line that goes away by itself */
  readonly notice: (text: string) => void;
  /** a line that stays until one has done what it offers, or closed it */
  readonly offer: (text: string, label: string, act: () => void) => void;
  readonly askFloor: (
    title: string,
    floors: readonly { id: number; name: string; here: boolean }[],
  ) => Promise<number | null>;
  readonly closePopups: () => boolean;
  /** darkens the picture for a moment */
  readonly blink: () => void;
  readonly setBusy: (text: string | null) => void;
}

/** `prefix` = where all addresses of this hall begin. */
export function createFrame(
  t: Translate,
  language: Language,
  hallName: Text,
  prefix: string,
  actions: FrameActions,
): Frame {
  const live = build("div", { class: "walk-live", role: "status", "aria-live": "polite" });
  const toast = build("div", { class: "walk-toast", hidden: true });
  const standing = build("div", { class: "walk-standing" });
  const veil = build("div", { class: "walk-veil", "aria-hidden": "true" });
  const busy = build("div", { class: "walk-busy", role: "status", hidden: true });
  const top = build("div", { class: "walk-top" });
  const corner = build("div", { class: "walk-corner" });
  const middle = build("div", { class: "walk-middle" });
  const dialog = build("dialog", { class: "walk-dialog" });
  const closer = (): HTMLButtonElement => iconButton("close", t("walk.close"), () => closePopups(), true);
  const near = popup("walk-near", t("walk.nearby"), closer());
  const help = popup("walk-help", t("walk.help"), closer());
  help.body.append(helpList(t));

  // Folds the others away where there is little room.
  const menu = iconButton("menu", t("walk.menu"), () => openMenu(!tools.classList.contains("walk-open")), true);
  menu.classList.add("walk-menu");
  menu.setAttribute("aria-expanded", "false");
  const tools = build(
    "nav",
    { class: "walk-tools", "aria-label": inLanguage(hallName, language) },
    menu,
    link("outside", t("walk.home"), `${prefix}/`),
    iconButton("door", t("walk.to_entrance"), () => {
      closePopups();
      actions.toEntrance();
    }),
    iconButton("leave", t("walk.leave"), () => {
      closePopups();
      actions.goTo("leave");
    }),
    toggle("near", t("walk.nearby"), near.root, () => {
      closePopups();
      fillNear();
    }),
    toggle("help", t("walk.help"), help.root, () => closePopups()),
    link("text", t("walk.plain_way"), `${prefix}/units`),
  );
  const openMenu = (open: boolean): void => {
    tools.classList.toggle("walk-open", open);
    menu.setAttribute("aria-expanded", String(open));
  };
  const root = build(
    "div",
    { class: "walk-hud" },
    build("h1", { class: "walk-live" }, inLanguage(hallName, language)),
    top,
    tools,
    near.root,
    help.root,
    corner,
    middle,
    dialog,
    toast,
    standing,
    veil,
    busy,
    live,
  );

  const fillNear = (): void => {
    near.body.replaceChildren(
      build(
        "ul",
        { class: "walk-near-list" },
        ...actions.nearby().map(({ code, name, metres }) => {
          const open = build(
            "button",
            { type: "button", class: "walk-near-open" },
            build("b", {}, code),
            build("span", {}, name),
            build("small", {}, t("walk.metres", { metres })),
          );
          open.setAttribute("aria-label", `${t("walk.at_window", { code })} ${name} ${t("walk.open_plate")}`);
          open.addEventListener("click", () => actions.openWindow(code));
          const go = iconButton("go", `${t("walk.take_me")}: ${code}`, () => actions.goTo(`window:${code}`), true);
          return build("li", {}, open, go);
        }),
      ),
    );
  };

  let toastTimer = 0;
  const notice = (text: string): void => {
    toast.textContent = text;
    toast.hidden = false;
    window.clearTimeout(toastTimer);
    toastTimer = window.setTimeout(() => {
      toast.hidden = true;
    }, 4500);
    announce(text);
  };
  const offer: Frame["offer"] = (text, label, act) => {
    const done = (): void => standing.replaceChildren();
    const accept = build("button", { type: "button", class: "walk-button walk-primary" }, label);
    accept.addEventListener("click", () => {
      done();
      act();
    });
    const line = build("div", { class: "walk-offer" }, build("span", {}, text));
    line.append(accept, iconButton("close", t("walk.close"), done, true));
    standing.replaceChildren(line);
    announce(text);
  };
  const announce = (text: string): void => {
    live.textContent = text;
  };

  const closePopups = (): boolean => {
    const open = [near.root, help.root, tools].filter((one) =>
      one === tools ? tools.classList.contains("walk-open") : !one.hidden,
    );
    const held = open.find((one) => one.contains(document.activeElement));
    near.root.hidden = true;
    help.root.hidden = true;
    openMenu(false);
    for (const button of tools.querySelectorAll("[aria-expanded]")) button.setAttribute("aria-expanded", "false");
    // Back to what opened it, or to the menu that has folded that away.
    if (held) {
      menu.focus();
      tools.querySelector<HTMLElement>(`[aria-controls="${held.id}"]`)?.focus();
    }
    if (dialog.open) {
      dialog.close();
      return true;
    }
    return open.length > 0;
  };

  const askFloor: Frame["askFloor"] = (title, floors) =>
    new Promise((resolve) => {
      const buttons = floors.map(({ id, name, here }) => {
        const button = build("button", { type: "button", class: "walk-lift-floor", disabled: here }, name);
        button.addEventListener("click", () => {
          dialog.close(String(id));
        });
        return button;
      });
      const close = iconButton("close", t("walk.close"), () => dialog.close(), true);
      dialog.returnValue = "";
      dialog.setAttribute("aria-label", title);
      dialog.replaceChildren(build("h2", {}, title), ...buttons, close);
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "" ? null : Number(dialog.returnValue)), {
        once: true,
      });
      dialog.show();
      buttons.find((button) => !button.disabled)?.focus();
    });

  const blink = (): void => {
    veil.classList.remove("walk-veil-on");
    void veil.offsetWidth;
    veil.classList.add("walk-veil-on");
  };
  const setBusy = (text: string | null): void => {
    busy.textContent = text ?? "";
    busy.hidden = text === null;
  };
  // What lies above the ribbon keeps clear of it, however tall its step is.
  new ResizeObserver(() => root.style.setProperty("--ribbon", `${middle.offsetHeight}px`)).observe(middle);
  return { root, top, corner, middle, announce, notice, offer, askFloor, closePopups, blink, setBusy };
}

function popup(id: string, title: string, close: HTMLElement): { root: HTMLElement; body: HTMLElement } {
  const body = build("div", { class: "walk-popup-body" });
  return {
    root: build(
      "section",
      { id, class: "walk-popup", hidden: true, "aria-label": title },
      close,
      build("h2", {}, title),
      body,
    ),
    body,
  };
}

function toggle(name: IconName, label: string, panel: HTMLElement, before: () => void): HTMLButtonElement {
  const button = iconButton(name, label, () => {
    const open = panel.hidden === true;
    before();
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("button")?.focus();
  });
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);
  return button;
}

function link(name: IconName, label: string, href: string): HTMLAnchorElement {
  const icon = iconButton(name, label, () => {}).firstChild;
  return build("a", { class: "walk-button", href }, icon ?? "", build("span", {}, label));
}

function helpList(t: Translate): HTMLElement {
  const lines = [
    t("walk.help_look"),
    t("walk.help_walk"),
    t("walk.help_touch"),
    t("walk.help_ride"),
    t("walk.help_plate"),
  ];
  return build("ul", {}, ...lines.map((line) => build("li", {}, line)));
}
