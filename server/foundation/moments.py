"""Moments as one writes and says them, in the hall's time."""

from __future__ import annotations

import math
import re
from datetime import datetime

from server.foundation.clock import SHANGHAI
from server.foundation.pages import MONTHS
from server.foundation.texts import Translated

# A day alone is not taken: "until Friday" might mean its beginning or its end.
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}.*", re.ASCII)


def minutes_of(seconds: float) -> int:
    """Whole minutes as every page says them, one at the least: nobody is late who believes it."""
    return max(1, math.ceil(seconds / 60))


def parse_moment(words: str) -> datetime:
    """The moment that ISO 8601 means, in the hall's time unless it names a zone; raises ValueError."""
    read = datetime.fromisoformat(words if MOMENT.fullmatch(words) else "")
    return read.replace(tzinfo=SHANGHAI) if read.tzinfo is None else read


def moment_words(moment: datetime, now: datetime) -> Translated:
    """A moment as one says it: 15:00; 11月25日8:00 and 8:00 on 25 November when it is not today; with the year when that differs."""
    there, here = moment.astimezone(SHANGHAI), now.astimezone(SHANGHAI)
    time = f"{there.hour}:{there:%M}"
    if there.date() == here.date():
        return {"zh": time, "en": time}
    year_zh, year_en = (f"{there.year}年", f" {there.year}") if there.year != here.year else ("", "")
    month = MONTHS[there.month - 1]
    return {"zh": f"{year_zh}{there.month}月{there.day}日{time}", "en": f"{time} on {there.day} {month}{year_en}"}
