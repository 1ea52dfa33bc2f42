/** Helps on plain pages. Each page works without them; see the templates. */
import type { Hit } from "../api/wire";
import { goalOf, pageOf } from "../walk/goals";
import type { Language, Translate } from "../walk/texts";
import { build } from "./build";
import { attachCombobox } from "./combobox";
import { hitWords } from "./find";

/** Suggestions under each find field of the page. */
export function suggestOnFields(
  t: Translate,
  language: Language,
  prefix: string,
  search: (query: string, signal: AbortSignal) => Promise<readonly Hit[]>,
): void {
  document.querySelectorAll<HTMLFormElement>('form.find[role="search"]').forEach((form, i) => {
    const input = form.querySelector<HTMLInputElement>('input[name="q"]');
    if (input === null) return;
    const list = build("ul", { id: `find-hits-${i}`, class: "find-hits" });
    const live = build("span", { class: "unseen", role: "status", "aria-live": "polite" });
    form.append(list, live);
    const open = (hit: Hit): void => {
      location.assign(pageOf(hit, prefix) ?? `${prefix}/walk?${new URLSearchParams({ to: goalOf(hit) ?? "" })}`);
    };
    const combobox = attachCombobox(input, list, t, {
      search,
      choose: open,
      row: (hit) => hitWords(hit, t, language),
      none: () => location.assign(`${prefix}/units`),
      announce: (text) => {
        live.textContent = text;
      },
    });
    form.addEventListener("submit", (event) => {
      const hit = combobox.marked();
      if (hit === null) return;
      event.preventDefault();
      open(hit);
    });
  });
}

/** A button that copies the number one must keep. */
export function copyNumbers(t: Translate): void {
  for (const plate of document.querySelectorAll(".number-plate")) {
    const number = plate.querySelector("b")?.textContent ?? "";
    const button = build("button", { type: "button", class: "button no-print" }, t("walk.copy"));
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(number);
      button.textContent = t("walk.copied");
    });
    if (navigator.clipboard) plate.append(button);
  }
}

/** Narrows a list of items while one writes in its filter; the form still asks the server on Enter. */
export function filterLists(): void {
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("form[data-filter]") : null;
    if (form === null) return;
    const query = (form.querySelector<HTMLInputElement>('input[name="q"]')?.value ?? "").trim().toLowerCase();
    const online = form.querySelector<HTMLInputElement>('input[name="online"]')?.checked === true;
    const scope = form.closest("section, article, main") ?? document;
    for (const row of scope.querySelectorAll<HTMLElement>("ul.rows > li")) {
      const fits = (row.textContent ?? "").toLowerCase().includes(query);
      row.hidden = !fits || (online && row.querySelector(".badge") === null);
    }
  });
}

/** Says how much of an upload has gone; what the server answers is shown as it would have been. */
export function showUploads(t: Translate): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.enctype !== "multipart/form-data" || !hasFiles(form)) return;
    event.preventDefault();
    send(form, event.submitter, t);
  });
}

function hasFiles(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement>('input[type="file"]')].some(
    (input) => (input.files?.length ?? 0) > 0,
  );
}

function send(form: HTMLFormElement, submitter: HTMLElement | null, t: Translate): void {
  const bar = build("progress", { max: 100, value: 0 });
  const words = build("p", { role: "status", class: "row" }, bar, build("span", {}, t("walk.sending", { percent: 0 })));
  const request = new XMLHttpRequest();
  const buttons = [...form.querySelectorAll("button")];
  const data = new FormData(form, submitter);
  form.append(words);
  for (const button of buttons) button.disabled = true;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = Math.round((loaded / Math.max(1, total)) * 100);
    bar.value = percent;
    words.lastElementChild?.replaceChildren(t("walk.sending", { percent }));
  });
  request.addEventListener("load", () => showAnswer(request, form));
  request.addEventListener("error", () => {
    words.remove();
    for (const button of buttons) button.disabled = false;
    form.submit();
  });
  request.open("POST", form.action);
  request.send(data);
}

/** Elsewhere: goes there. The same page with errors: shows it in place. */
function showAnswer(request: XMLHttpRequest, form: HTMLFormElement): void {
  if (request.status < 400 && request.responseURL !== form.action) {
    location.assign(request.responseURL);
    return;
  }
  if (request.status < 400) {
    location.reload();
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (main === null) return;
  document.title = page.title;
  document.querySelector("main")?.replaceWith(document.adoptNode(main));
  const summary = main.querySelector<HTMLElement>(".error-summary, [role='alert'], h1");
  summary?.setAttribute("tabindex", "-1");
  summary?.focus();
}
