/** Builds elements: the one way this client makes DOM, without strings of HTML. */

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

export function build<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** Outlines of Lucide's icons (ISC), as paths in a square of 24. */
const ICONS = {
  menu: ["M4 6h16", "M4 12h16", "M4 18h16"],
  map: [
    "M14.1 5.55 9.9 3.45a2 2 0 0 0-1.8 0L3.55 5.7A1 1 0 0 0 3 6.6v12.75a1 1 0 0 0 1.45.9l3.65-1.8a2 2 0 0 1 1.8 0l4.2 2.1a2 2 0 0 0 1.8 0l4.55-2.25a1 1 0 0 0 .55-.9V4.65a1 1 0 0 0-1.45-.9L15.9 5.55a2 2 0 0 1-1.8 0z",
    "M15 5.76v15",
    "M9 3.24v15",
  ],
  search: ["m21 21-4.34-4.34", "M11 19a8 8 0 1 0 0-16 8 8 0 0 0 0 16z"],
  close: ["M18 6 6 18", "m6 6 12 12"],
  back: ["m12 19-7-7 7-7", "M19 12H5"],
  previous: ["m15 18-6-6 6-6"],
  next: ["m9 18 6-6-6-6"],
  list: ["M3 12h.01", "M3 18h.01", "M3 6h.01", "M8 12h13", "M8 18h13", "M8 6h13"],
  play: ["M6 3.5v17l14-8.5z"],
  pause: ["M14 4h4v16h-4z", "M6 4h4v16H6z"],
  door: [
    "M13 4h3a2 2 0 0 1 2 2v14",
    "M2 20h3",
    "M13 20h9",
    "M10 12v.01",
    "M13 4.56v16.16a1 1 0 0 1-1.24.97L5 20V5.56a2 2 0 0 1 1.52-1.94l4-1A2 2 0 0 1 13 4.56Z",
  ],
  leave: ["m16 17 5-5-5-5", "M21 12H9", "M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"],
  near: [
    "M20 10c0 4.99-5.54 10.19-7.4 11.8a1 1 0 0 1-1.2 0C9.54 20.19 4 14.99 4 10a8 8 0 0 1 16 0",
    "M12 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  ],
  help: ["M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20z", "M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3", "M12 17h.01"],
  larger: ["M15 3h6v6", "m21 3-7 7", "m3 21 7-7", "M9 21H3v-6"],
  smaller: ["m14 10 7-7", "M20 10h-6V4", "m3 21 7-7", "M4 14h6v6"],
  page: ["M15 3h6v6", "M10 14 21 3", "M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"],
  go: [
    "M4 16v-2.38C4 11.5 2.97 10.5 3 8c.03-2.72 1.49-6 4.5-6C9.37 2 10 3.8 10 5.5c0 3.11-2 5.66-2 8.68V16a2 2 0 1 1-4 0Z",
    "M20 20v-2.38c0-2.12 1.03-3.12 1-5.62-.03-2.72-1.49-6-4.5-6C14.63 6 14 7.8 14 9.5c0 3.11 2 5.66 2 8.68V20a2 2 0 1 0 4 0Z",
    "M16 17h4",
    "M4 13h4",
  ],
  outside: ["m3 9 9-7 9 7v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z", "M9 22V12h6v10"],
  text: ["M15 12H3", "M17 18H3", "M21 6H3"],
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  setAttributes(svg, { viewBox: "0 0 24 24", "aria-hidden": "true", class: "walk-icon", focusable: "false" });
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A button with an icon; the label is its text, or its name only where `bare`. */
export function iconButton(name: IconName, label: string, onPress: () => void, bare = false): HTMLButtonElement {
  const button = build("button", { type: "button", class: bare ? "walk-button walk-bare" : "walk-button" }, icon(name));
  if (bare) setAttributes(button, { "aria-label": label, title: label });
  else button.append(build("span", {}, label));
  button.addEventListener("click", onPress);
  return button;
}
