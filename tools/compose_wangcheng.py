"""Write scene/halls/wangcheng.json and who serves where: `python -m tools.compose_wangcheng`.

The JSON is what ships; this says how it came about. The same plan always writes the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from scene.hall_file import dump_hall, parse_hall
from tools.wangcheng.draft import OFFICE_HOURS, Draft, Element, text
from tools.wangcheng.furnishing import draw_displays, draw_lounges, draw_pieces, draw_seats
from tools.wangcheng.machines import (
    draw_directories,
    draw_machines,
    draw_places,
    draw_self_service,
    draw_service_desk,
)
from tools.wangcheng.rooms import draw_rooms
from tools.wangcheng.rows import assignments
from tools.wangcheng.signs import draw_signs
from tools.wangcheng.site import draw_site
from tools.wangcheng.structure import (
    draw_columns,
    draw_cores,
    draw_escalators,
    draw_facade,
    draw_floors,
    draw_lifts_and_stairs,
    draw_vestibule,
    keep_landings_clear,
)
from tools.wangcheng.tactile import draw_tactile

ROOT = Path(__file__).resolve().parent.parent
HALL_FILE = ROOT / "scene" / "halls" / "wangcheng.json"
WINDOWS_FILE = ROOT / "server" / "catalogue" / "wangcheng" / "windows.csv"
HALL_ID = "wangcheng"
FIRST_DAY = "2016-01-01"

STEPS = (
    draw_floors,
    draw_facade,
    draw_vestibule,
    draw_cores,
    draw_lifts_and_stairs,
    draw_escalators,
    keep_landings_clear,
    draw_rooms,
    draw_service_desk,
    draw_machines,
    draw_self_service,
    draw_directories,
    draw_columns,
    draw_lounges,
    draw_seats,
    draw_pieces,
    draw_displays,
    draw_places,
    draw_tactile,
    draw_signs,
    draw_site,
)
ORDER = (
    "floors",
    "areas",
    "walls",
    "obstacles",
    "furniture",
    "counters",
    "connectors",
    "entrances",
    "places",
    "tours",
    "signs",
    "site",
)
TOUR = (
    "main",
    "service_desk",
    "zone-c-entry",
    "zone-a-entry",
    "zone-e-entry",
    "zone-b-entry",
    "zone-d-entry",
    "zone-f-entry",
    "zone-g-entry",
    "zone-h-entry",
    "zone-k-entry",
    "zone-j-entry",
    "exit-main",
)


def compose() -> bytes:
    """The hall file's bytes; raises DraftError when things of the plan overlap, HallError when it is no hall."""
    draft = Draft()
    for step in STEPS:
        step(draft)
    _add_ways_in(draft)
    head: Element = {
        "schema": "hall/1",
        "id": HALL_ID,
        "name": text("长沙市望城区政务服务中心", "Wangcheng District Government Service Centre, Changsha"),
        "georeference": {"lon": 112.82, "lat": 28.35, "bearing_deg": 0.0},
    }
    document = head | {name: draft.lists[name] for name in ORDER}
    return dump_hall(parse_hall(json.dumps(document).encode()))


def _add_ways_in(draft: Draft) -> None:
    main = {"id": "main", "floor": "F1", "at": [0.0, 1.2], "heading_deg": 90, "name": text("正门", "Main entrance")}
    other = {"id": "self-service-door", "floor": "F1", "at": [-17.5, 1.2], "heading_deg": 90}
    draft.add("entrances", main | {"hours": OFFICE_HOURS})
    draft.add("entrances", other | {"name": text("24小时自助服务区入口", "24-hour entrance")})
    draft.add("tours", {"id": "tour", "name": text("大厅导览", "A round of the hall"), "stops": list(TOUR)})


def windows_csv() -> bytes:
    """Who serves at which window from when: the window's own unit first."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("hall_id", "window_code", "unit_code", "valid_from", "valid_to"))
    table.writerows((HALL_ID, code, unit, FIRST_DAY, "") for code, unit in assignments())
    return out.getvalue().encode()


def main() -> None:
    """Write both files."""
    for path, data in ((HALL_FILE, compose()), (WINDOWS_FILE, windows_csv())):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{path.relative_to(ROOT)}: {len(data)} bytes")


if __name__ == "__main__":
    main()
