// Writes templates/components/icon.html: the icons the pages use, from Lucide (ISC), inline, so that none is fetched.
import { readFile, writeFile } from "node:fs/promises";

const WEB = new URL("../", import.meta.url);
const names = JSON.parse(await readFile(new URL("templates/components/icons.json", WEB), "utf-8"));

const readShapes = async (name) => {
  const svg = await readFile(new URL(`node_modules/lucide-static/icons/${name}.svg`, WEB), "utf-8");
  const shapes = svg.match(/<svg[^>]*>(.*)<\/svg>/s)?.[1];
  if (!shapes) throw new Error(`${name}.svg is not the drawing that was expected`);
  return shapes.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>");
};

const branches = await Promise.all(
  [...names].sort().map(async (name, index) => {
    return `{%- ${index ? "elif" : "if"} name == "${name}" %}${await readShapes(name)}`;
  }),
);

await writeFile(
  new URL("templates/components/icon.html", WEB),
  `{# icon(name): a Lucide icon (ISC licence) beside a text that says the same; screen readers pass it over.
   Written by web/scripts/icons.mjs from icons.json; do not edit. A name that is not there stops the page. #}
{% macro icon(name) -%}
<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
${branches.join("\n")}
{%- else %}{{ unknown_icon[name] }}
{%- endif %}</svg>
{%- endmacro %}
`,
);
