/** Where one stands and faces, in words. */
import { floorName, type Hall, type Spot, windowsNear } from "./hall";
import { inLanguage, type TextKey, type Translate } from "./texts";

const FACINGS: readonly TextKey[] = ["walk.facing_e", "walk.facing_n", "walk.facing_w", "walk.facing_s"];

function facingOf(heading: number): TextKey {
  const quarter = Math.round(heading / (Math.PI / 2));
  return FACINGS[((quarter % 4) + 4) % 4] ?? "walk.facing_e";
}

export function whereabouts(hall: Hall, at: Spot, t: Translate): string {
  return t("walk.here", {
    floor: floorName(hall, at.floor),
    place: placeOf(hall, at, t),
    facing: t(facingOf(at.heading)),
  });
}

function placeOf(hall: Hall, at: Spot, t: Translate): string {
  const [near] = windowsNear(hall, at, 1);
  if (near && near.metres < 4) return t("walk.here_near", { code: near.window.code });
  const floor = hall.manifest.floors[at.floor]?.id;
  const areas = hall.manifest.areas.filter((one) => one.floor === floor && one.name !== null && one.kind !== "tactile");
  const area = areas.find((one) => contains(one.polygon, at));
  return area ? t("walk.here_area", { area: inLanguage(area.name, hall.language) }) : t("walk.here_hall");
}

function contains(polygon: readonly (readonly [number, number])[], { x, y }: Spot): boolean {
  let inside = false;
  polygon.forEach(([x0, y0], i) => {
    const [x1, y1] = polygon[(i + 1) % polygon.length] ?? [x0, y0];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  });
  return inside;
}
