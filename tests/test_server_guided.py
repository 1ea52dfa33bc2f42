"""Ways for people who do not see, from the server: the API, the page and the round of one's errands know the profile."""

from __future__ import annotations

from wangcheng_site import wangcheng

WAY = "/api/v1/route?from=entrance:main&to=window:A05&profile=guided"


def test_the_api_tells_a_guided_way_with_legs_footprints_and_its_own_words() -> None:
    found = wangcheng().get(WAY).json
    assert found["profile"] == "guided"
    assert found["arrives"]["goal"] == "window:A05"
    texts = [step["text"]["zh"] for step in found["steps"]]
    assert "如需帮助，导服台在正前方约8米处" in texts
    assert texts[-1] == "数左手边的窗口，第五个就是A05窗口"
    assert any("沿盲道" in text for text in texts)
    assert found["length_m"] > wangcheng().get(WAY.replace("guided", "step_free")).json["length_m"]
    assert len(found["footprints"]["foot"]) > 50


def test_what_is_closed_leads_a_guided_way_elsewhere_and_its_goals_may_be_the_nearest() -> None:
    nearest = wangcheng().get("/api/v1/route?from=window:E03&to=kind:accessible_toilet&profile=guided").json
    assert nearest["arrives"]["goal"] == "place:toilet-f1-west-accessible-place"
    upstairs = wangcheng().get("/api/v1/route?from=entrance:main&to=window:K01&profile=guided").json
    assert "escalator" not in str([leg.get("connector", "") for leg in upstairs["legs"]])


def test_the_page_offers_the_choice_keeps_it_and_shows_the_steps() -> None:
    page = wangcheng().get("/walk?from=entrance:main&to=window:A05&profile=guided")
    assert page.headers["set-cookie"].startswith("profile=guided;")
    assert "盲人路线（沿墙与盲道）" in page.text
    assert "<b>右转，沿左手边的柜台前行7米</b>" in page.text
    english = wangcheng().get("/walk?from=entrance:main&to=window:A05&profile=guided&lang=en").text
    assert "Count the windows on your left: the fifth is window A05" in english


def test_errands_are_ordered_and_led_along_guides() -> None:
    found = wangcheng().get("/api/v1/errands?unit=U39&from=window:K01&at=2026-03-02T10:00&profile=guided").json
    assert found["route"]["profile"] == "guided"
    assert any("手边的墙" in step["text"]["zh"] for step in found["route"]["steps"])


def test_tactile_paving_is_drawn_on_the_plan() -> None:
    version = wangcheng().get("/api/v1/hall").json["version"]
    assert 'class="tactile"' in wangcheng().get(f"/bundle/{version}/plan-F1.svg").text
