/** For whom the way is: the choice beside it, remembered like the language. */
import type { TextKey, Translate } from "../walk/texts";
import { build, setAttributes } from "./build";

const PROFILES: Readonly<Record<string, TextKey>> = {
  walk: "walk.profile_walk",
  step_free: "walk.profile_step_free",
  pram: "walk.profile_pram",
  no_escalator: "walk.profile_no_escalator",
  guided: "walk.profile_guided",
};
const YEAR_S = 365 * 24 * 3600;

interface ProfileChoice {
  readonly root: HTMLElement;
  readonly show: (profile: string) => void;
}

/** The same choice at several places: what is chosen at one is shown at all. */
export function createProfileChoices(
  t: Translate,
  count: number,
  profile: string,
  chosen: (profile: string) => void,
): readonly HTMLElement[] {
  const choices = Array.from({ length: count }, () => createProfileChoice(t, choose));
  const show = (now: string): void => {
    for (const choice of choices) choice.show(now);
  };
  function choose(now: string): void {
    show(now);
    chosen(now);
  }
  show(profile);
  return choices.map(({ root }) => root);
}

function createProfileChoice(t: Translate, chosen: (profile: string) => void): ProfileChoice {
  const options = Object.entries(PROFILES).map(([value, key]) => build("option", { value }, t(key)));
  const select = build("select", { class: "walk-profile", "aria-label": t("walk.profile") }, ...options);
  select.addEventListener("change", () => chosen(select.value));
  const show = (profile: string): void => {
    // A hall may have profiles of its own, which only an address chooses.
    if (!options.some(({ value }) => value === profile)) {
      const own = build("option", { value: profile }, profile);
      options.push(own);
      select.append(own);
    }
    select.value = profile;
    setAttributes(select, { "data-profile": profile });
  };
  return { root: select, show };
}

/** For the next pages too, with and without the picture: the server reads the same cookie. */
export function rememberProfile(profile: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  if (profile in PROFILES) {
    // biome-ignore lint/suspicious/noDocumentCookie: the newer way is not yet in every browser
    document.cookie = `profile=${profile}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
  }
}
