/** The hall's floors as the mini-map draws them. */
import type { MapFloor } from "../ui/map";
import { floorName, type Hall } from "./hall";
import { inLanguage } from "./texts";

const LINK_SIGNS: Readonly<Record<string, string>> = { escalator: "⇅", stairs: "☰", lift: "▣", ramp: "◿" };

export function planFloors(hall: Hall): readonly MapFloor[] {
  return hall.manifest.floors.map((floor, i) => ({
    label: floor.label ?? floor.id,
    name: floorName(hall, i),
    bounds: floor.bounds,
    rings: hall.rings[i] ?? [],
    areas: hall.manifest.areas
      .filter((area) => area.floor === floor.id && area.kind === "zone")
      .map((area) => ({ name: inLanguage(area.name, hall.language), polygon: area.polygon })),
    windows: hall.windows.filter((window) => window.floor === i).map((window) => [window.x, window.y] as const),
    links: hall.layout.connectors.flatMap((connector) =>
      connector.stops
        .filter((stop) => stop.floor === i)
        .map((stop) => ({ at: stop.at, sign: LINK_SIGNS[connector.kind] ?? "" })),
    ),
  }));
}
