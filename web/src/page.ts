/** Entry of every page: small helps, none of them needed. */
import { HallApi } from "./api/server";
import { fetchUnless } from "./ui/addresses";
import { copyNumbers, filterLists, showUploads, suggestOnFields } from "./ui/plain";
import { type Language, translator } from "./walk/texts";

const language: Language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
const t = translator(language);
const prefix = /^\/h\/[^/]+/.exec(location.pathname)?.[0] ?? "";
const api = new HallApi(`${prefix}/api/v1/hall`);

document.documentElement.classList.add("js");
suggestOnFields(t, language, prefix, (query, signal) => api.search(query, signal));
copyNumbers(t);
filterLists();
showUploads(t);
// The hall looks after its own addresses.
if (document.getElementById("stage") === null) {
  const own = location.pathname + location.search;
  fetchUnless(({ pathname, search }) => pathname + search === own);
}
