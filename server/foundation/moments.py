"""Moments as one says them."""

from __future__ import annotations

from datetime import datetime

from server.foundation.clock import SHANGHAI
from server.foundation.pages import MONTHS
from server.foundation.texts import Translated


def moment_words(moment: datetime, now: datetime) -> Translated:
    """A moment as one says it: 15:00; 11月25日8:00 and 8:00 on 25 November when it is not today; with the year when that differs."""
    there, here = moment.astimezone(SHANGHAI), now.astimezone(SHANGHAI)
    time = f"{there.hour}:{there:%M}"
    if there.date() == here.date():
        return {"zh": time, "en": time}
    year_zh, year_en = (f"{there.year}年", f" {there.year}") if there.year != here.year else ("", "")
    month = MONTHS[there.month - 1]
    return {"zh": f"{year_zh}{there.month}月{there.day}日{time}", "en": f"{time} on {there.day} {month}{year_en}"}
