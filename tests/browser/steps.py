"""What a citizen and an officer do on the pages, step by step; the same with and without JavaScript."""

from __future__ import annotations

import re

from papers import Papers
from playwright.sync_api import Page, expect

from tools.browsing import ServedHall

ITEM = "U17-002"
ITEM_NAME = "设立互联网上网服务营业场所经营单位审批"
UNIT_ITEMS = 17
MATERIALS = 10
OFFICER = "u17"
MOMENT = re.compile(r"20\d\d年\d+月\d+日（周.） \d\d:\d\d")
NUMBER = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


def read_guide(page: Page) -> None:
    """The guide of the item has its five facts and six parts."""
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM_NAME)
    facts = page.locator(".facts")
    for fact in ("7 个工作日", "不收费"):
        expect(facts).to_contain_text(fact)
    for part in ("办事指南", "办理流程", "材料下载", "在线咨询", "在线办理", "办件查询"):
        expect(page.get_by_role("heading", level=2, name=part)).to_have_count(1)


def apply(page: Page, papers: Papers) -> str:
    """From the guide to the number: the firm, ten papers, a last look."""
    page.locator(f"a[href$='/items/{ITEM}/apply']").first.click()
    page.locator("main form button[type=submit]").click()
    fill_in_firm(page, papers)
    hand_over(page, papers)
    expect(page).to_have_url(re.compile(r"/applications/[^/]+/check$"))
    expect(page.locator("main")).to_contain_text(papers.firm)
    expect(page.locator("main")).not_to_contain_text(papers.credit_code)
    page.locator("form[action$='/submit'] button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/applications/[^/]+/receipt$"))
    found = NUMBER.search(page.locator("main").inner_text())
    assert found is not None
    return found.group()


def fill_in_firm(page: Page, papers: Papers) -> None:
    """Who applies; a wrong credit code is refused in words first, and nothing typed is lost."""
    expect(page).to_have_url(re.compile(r"/applications/[^/]+/applicant$"))
    page.locator("#name").fill(papers.firm)
    page.locator("#contact").fill(papers.contact)
    page.locator("#document").fill(papers.credit_code[:-1] + "0")
    page.locator("#phone").fill(papers.phone)
    page.locator("#address").fill(papers.address)
    go_on = page.locator("main form").filter(has=page.locator("#name")).locator("button[type=submit]")
    go_on.click()
    expect(page.locator("#document-error")).to_be_visible()
    expect(page.locator("#name")).to_have_value(papers.firm)
    page.locator("#document").fill(papers.credit_code)
    go_on.click()


def hand_over(page: Page, papers: Papers) -> None:
    """One file for each material, all in one go."""
    expect(page).to_have_url(re.compile(r"/applications/[^/]+/materials$"))
    slots = page.locator("main input[type=file]")
    expect(slots).to_have_count(MATERIALS)
    for number, paper in enumerate(papers.files, start=1):
        page.locator(f"input[type=file][name='file-{number}']").set_input_files(paper)
    page.locator("main button[name=continue]").click()


def track(page: Page, number: str, papers: Papers) -> None:
    """Where it stands, by number and the last four digits of the phone."""
    page.goto("/track")
    page.locator("#number").fill(number)
    page.locator("#phone").fill(papers.last_four)
    page.locator("main form").filter(has=page.locator("#number")).locator("button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(ITEM_NAME)


def pre_accept(page: Page, hall: ServedHall, number: str) -> str:
    """An officer of the unit finds the application among the new ones and pre-accepts it. Returns the officer's name."""
    page.goto("/desk")
    expect(page).to_have_url(re.compile(r"/desk/login"))
    page.locator("#login").fill(OFFICER)
    page.locator("#password").fill(hall.password_of(OFFICER))
    page.locator("main form button[type=submit]").click()
    page.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text(ITEM_NAME)
    page.locator("form[action$='/preaccept'] button[type=submit]").click()
    expect(page.locator("form[action$='/preaccept']")).to_have_count(0)
    return hall.name_of(OFFICER)


def read_pre_acceptance(page: Page, number: str, papers: Papers) -> str:
    """What the citizen reads of who pre-accepted it, and when."""
    track(page, number, papers)
    happened = page.locator("main li").filter(has_text="预受理").filter(has_text=MOMENT)
    return happened.inner_text()
