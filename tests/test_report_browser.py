"""The report in headless Chromium, opened as a file: what is seen is what the records say, and nothing leaves it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from report_helper import documents, hostile

from extractor.output import report
from extractor.output.files import atomic
from extractor.output.report.payload import payload
from extractor.records import Document

pytestmark = pytest.mark.browser
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


class Page:
    """An open report."""

    def __init__(self, driver: Any, path: Path) -> None:
        self.driver = driver
        self.path = path

    def open(
        self, address: str = "", *, width: int = 1440, height: int = 900, dark: bool = False, language: str = "ja"
    ) -> None:
        """Loads the page anew, as a first visit."""
        send = self.driver.execute_cdp_cmd
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        send("Emulation.setDeviceMetricsOverride", size)
        media = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        send("Emulation.setEmulatedMedia", {"features": [{"name": n, "value": v} for n, v in media.items()]})
        agent = self.js("return navigator.userAgent")
        send("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": language})
        self.driver.get(self.path.as_uri())
        self.js("localStorage.clear()")
        self.driver.get("about:blank")
        self.driver.get(self.path.as_uri() + address)

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str, what: str = "textContent") -> list[Any]:
        return self.js(
            "return [...document.querySelectorAll(arguments[0])].map((n) => n[arguments[1]])", selector, what
        )

    def click(self, selector: str) -> None:
        self.js("document.querySelector(arguments[0]).click()", selector)

    def keys(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self) -> str:
        """Id, class or tag of what has the focus."""
        return str(self.js("const a = document.activeElement; return a.id || a.className || a.tagName.toLowerCase()"))

    def wait(self, condition: Callable[[], object]) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 20, 0.05).until(lambda _: condition())

    def complaints(self) -> list[str]:
        """Messages of the console, and addresses asked for that are not the page's own, since the last call."""
        found = [entry["message"] for entry in self.driver.get_log("browser")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if not url.startswith(self.path.parent.as_uri()) and url != "about:blank":
                    found.append(url)
        return found


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="pip install -e '.[browser]'")
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        pytest.skip("needs chromium and chromedriver (Debian: apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def samples() -> list[Document]:
    return documents()


@pytest.fixture(scope="module")
def rows(samples: list[Document]) -> dict[str, Any]:
    return payload(samples)


@pytest.fixture(scope="module")
def sample_page(driver: Any, samples: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Page:
    path = tmp_path_factory.mktemp("report") / "report.html"
    with atomic(path) as out:
        report.write(samples, out)
    return Page(driver, path)


@pytest.fixture
def page(sample_page: Page) -> Iterator[Page]:
    sample_page.complaints()
    yield sample_page
    assert sample_page.complaints() == []


def test_every_document_shows_its_text_mentions_and_events(page: Page, samples: list[Document]) -> None:
    page.open()
    for n, document in enumerate(samples):
        page.js("location.hash = `#doc=${arguments[0]}`", n)
        page.wait(lambda d=document: page.js("return document.querySelector('.text')?.textContent") == d.text)
        found = page.js("return [...document.querySelectorAll('mark')].map((m) => [m.dataset.label, m.textContent])")
        assert found == [[m.label, m.text] for m in document.entities], document.doc_id
        assert len(page.all(".card")) == len(document.events)
        chips = page.all(".card .chip")
        assert sorted(chips) == sorted(
            " ".join(document.entities[i].text.split())
            for row in payload([document])["documents"][0]["events"]
            for _, i in row["slots"]
        )


def test_filters_give_what_the_records_say(page: Page, rows: dict[str, Any]) -> None:
    def expected(test: Callable[[dict[str, Any]], bool]) -> tuple[int, int]:
        events = [(n, v) for n, row in enumerate(rows["documents"]) for v in row["events"] if test(v)]
        return len({n for n, _ in events}), len(events)

    def shown() -> tuple[int, ...]:
        return tuple(int(n.replace(",", "")) for n in re.findall(r"[\d,]+", page.all("#list-count")[0]))

    talks, planned = rows["types"].index("talks"), rows["statuses"].index("planned")
    page.open()
    page.click('[data-facet="type"]')
    page.click('#facet-type [data-name="talks"]')
    assert shown() == expected(lambda v: v["type"] == talks)
    assert page.all("#facet-type [aria-pressed=true]", "ariaPressed") == ["true"]
    page.click('[data-facet="status"]')
    page.click('#facet-status [data-name="planned"]')
    assert shown() == expected(lambda v: v["type"] == talks and v["status"] == planned)
    page.click("#active .link")
    house = rows["houses"].index("外務省")
    page.js(
        "const s = document.getElementById('house'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))",
        house,
    )
    issued = {n for n, row in enumerate(rows["documents"]) if house in row["issuers"]}
    events = [
        n
        for n, row in enumerate(rows["documents"])
        for v in row["events"]
        if house in v["houses"] or (not v["houses"] and n in issued)
    ]
    assert shown() == (len(set(events)), len(events))
    page.click("#active .remove")
    for name, day in (("from", "2016-01-01"), ("to", "2018-12-31")):
        page.js(
            "const f = document.getElementById(arguments[0]); f.value = arguments[1];"
            "f.dispatchEvent(new Event('change'))",
            *(name, day),
        )
    assert shown() == expected(
        lambda v: bool(v["end"] and v["end"] >= "2016-01-01" and v["start"] <= "2018-12-31~" and v["start"][0] != "T")
    )
    # The other views show the same events.
    page.click("#tab-timeline")
    assert len(page.all(".entry")) == min(40, shown()[1])
    dots = page.all("button.dot", "ariaLabel")
    assert sum(int(label.rsplit("、", 1)[1].split()[0]) for label in dots) == shown()[1]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("モザンビーク", "モザンビーク"),
        ("ＴＥＭＭ２６", "TEMM26"),
        ("temm26 環境", "TEMM26"),
        ("nowhere-to-be-found", ""),
    ],
)
def test_search_finds_the_documents_that_hold_every_word(
    page: Page, samples: list[Document], query: str, told: str
) -> None:
    page.open()
    page.driver.find_element("id", "query").send_keys(query)
    page.wait(lambda: page.js("return new URLSearchParams(location.hash.slice(1)).get('q')") == query)
    found = [int(n) for n in page.js("return [...document.querySelectorAll('.item')].map((i) => i.dataset.doc)")]
    assert sorted(found) == [n for n, d in enumerate(samples) if told and told in d.text]
    if told:
        assert page.js("return CSS.highlights.get('found').size") > 0
        assert page.all(".excerpt b")


def test_a_mention_tells_its_value_by_pointer_and_by_key(page: Page, samples: list[Document]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    n = next(n for n, d in enumerate(samples) if any(m.label == "LAW" and m.value for m in d.entities))
    law = next(m for m in samples[n].entities if m.label == "LAW" and m.value)
    page.open(f"#doc={n}")
    mark = page.driver.find_elements("tag name", "mark")[samples[n].entities.index(law)]
    page.js("arguments[0].scrollIntoView({block: 'center'})", mark)
    ActionChains(page.driver).move_to_element(mark).perform()
    page.wait(lambda: page.js("return !document.getElementById('details').hidden"))
    assert page.all("#details a", "href") == [f"https://laws.e-gov.go.jp/law/{law.value}"]
    assert f"{law.start}–{law.end}" in page.all("#details code")
    for i in range(len(samples[n].entities)):
        page.js("document.querySelectorAll('mark')[arguments[0]].click()", i)
        assert not {"null", "undefined", "NaN", "[object"} & set(re.split(r"[^\w[]", page.all("#details")[0]))
    page.js("document.querySelectorAll('mark')[arguments[0]].click()", samples[n].entities.index(law))
    page.keys(Keys.ESCAPE)
    assert page.js("return document.getElementById('details').hidden")
    # A click keeps it, a click elsewhere does not.
    mark.click()
    assert page.all("mark[aria-pressed=true]") == [law.text]
    ActionChains(page.driver).move_to_element(page.driver.find_element("id", "query")).click().perform()
    assert page.js("return document.getElementById('details').hidden")
    # By key: one mention takes Tab, arrows move, Enter opens and moves there, Escape leads back.
    page.js("document.querySelector('mark[tabindex=\"0\"]').focus()")
    page.keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.END, Keys.HOME, Keys.ARROW_RIGHT)
    assert page.js("return document.activeElement.dataset.i") == "1"
    assert page.all("mark[tabindex='0']", "tagName") == ["MARK"]
    page.keys(Keys.ENTER)
    assert page.all("mark[aria-pressed=true]") == [samples[n].entities[1].text]
    assert page.js("return document.getElementById('details').contains(document.activeElement)")
    page.keys(Keys.ESCAPE)
    assert page.js("return document.activeElement.dataset.i") == "1"
    assert page.js("return document.getElementById('details').hidden")


def test_an_event_is_shown_in_the_text_with_its_evidence(page: Page, samples: list[Document]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    n, event = next(
        (n, v) for n, d in enumerate(samples) for v in d.events if len(v.attrs["evidence"]) > 2 and len(v.mentions) == 1
    )
    page.open(f"#doc={n}")
    page.click(f'[data-event="{samples[n].events.index(event)}"] .card-main')
    assert "".join(page.all(".is-trigger")) == event.trigger.text
    lit = page.js("return [...document.querySelectorAll('mark.is-argument')].map((m) => Number(m.dataset.i))")
    spans = {(m.start, m.end) for i, m in enumerate(samples[n].entities) if i in lit}
    assert {(why["start"], why["end"]) for why in event.attrs["evidence"]} <= spans
    assert all(page.js("return [...document.querySelectorAll('mark.is-argument')].map((m) => m.dataset.role)"))
    page.click(".chosen summary")
    page.wait(lambda: page.all(".chosen tbody"))
    told = page.js(
        "return [...document.querySelectorAll('.chosen tbody tr')].map((r) => [...r.cells].map((c) => c.textContent))"
    )
    assert [row[2:] for row in told] == [
        [event.attrs["rule"], f"{event.trigger.start}–{event.trigger.end}"],
        *([why["rule"], f"{why['start']}–{why['end']}"] for why in event.attrs["evidence"]),
    ]
    # The pointer on another card shows its event for as long as it stays.
    other = next(i for i, v in enumerate(samples[n].events) if v.trigger.text != event.trigger.text)
    card = page.driver.find_element("css selector", f'[data-event="{other}"]')
    page.js("arguments[0].scrollIntoView({block: 'center'})", card)
    ActionChains(page.driver).move_to_element(card).perform()
    page.wait(lambda: page.js("return document.querySelector('.lit').dataset.event") == str(other))
    assert samples[n].events[other].trigger.text in "".join(page.all(".is-trigger"))
    ActionChains(page.driver).move_to_element(page.driver.find_element("id", "query")).perform()
    page.wait(lambda: page.js("return document.querySelector('.lit').classList.contains('chosen')"))
    # A link brings the chosen one back.
    page.open(page.js("return location.hash"))
    assert page.all(".chosen .card-main", "ariaPressed") == ["true"]


def test_keys_lead_through_the_page(page: Page) -> None:
    from selenium.webdriver.common.keys import Keys

    page.open()
    page.keys(Keys.TAB)
    assert page.focused() == "skip"
    page.keys(Keys.ENTER)
    assert page.focused() == "main"
    page.js("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    page.open()
    order = []
    for _ in range(9):
        page.keys(Keys.TAB)
        order.append(page.focused())
    assert order == ["skip", "tab-documents", "language", "theme", "query", *["opener"] * 4]
    page.js("document.getElementById('tab-documents').focus()")
    page.keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert page.focused() == "tab-network"
    assert page.js("return document.body.dataset.view") == "network"
    page.js("document.querySelector('.node[tabindex=\"0\"]').focus()")
    first = page.js("return document.activeElement.dataset.thing")
    page.keys(Keys.ARROW_RIGHT)
    assert page.js("return document.activeElement.dataset.thing") != first
    page.keys(Keys.ENTER)
    assert page.all(".node[aria-pressed=true] title")
    assert page.all(".panel h4")


def test_language_and_theme_follow_the_reader_and_the_switches(page: Page) -> None:
    def look() -> tuple[str, str, str]:
        return page.js(
            "return [document.documentElement.lang, document.getElementById('theme').ariaPressed,"
            "getComputedStyle(document.body).backgroundColor]"
        )

    page.open(language="en-US", dark=True)
    language, pressed, dark = look()
    assert (language, pressed) == ("en", "true")
    assert page.all("#tab-timeline") == ["Timeline"]
    page.click("#theme")
    page.click("#language")
    language, pressed, light = look()
    assert (language, pressed) == ("ja", "false")
    assert light != dark
    assert page.all("#tab-timeline") == ["年表"]
    page.driver.refresh()
    assert tuple(look()) == ("ja", "false", light)  # the choice is kept
    page.open(language="ja-JP")
    assert tuple(look()) == ("ja", "false", light)


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_wider_than_the_screen(page: Page, width: int, language: str) -> None:
    for view in ("documents", "timeline", "network"):
        page.open(f"#view={view}&doc=1&event=0", width=width, height=800, language=language)
        assert page.js("return document.documentElement.scrollWidth <= innerWidth"), view


def test_a_narrow_screen_goes_from_the_list_to_a_document_and_back(page: Page) -> None:
    def visible(*selectors: str) -> list[bool]:
        return [page.js("return document.querySelector(arguments[0]).checkVisibility()", s) for s in selectors]

    page.open(width=390, height=844)
    assert visible(".list", ".reader", ".events", ".side") == [True, False, False, True]
    page.click(".item")
    assert visible(".list", ".reader", ".events", ".side") == [False, True, True, False]
    page.click(".jump")
    assert page.focused() == "events"
    assert page.js("const { top } = document.querySelector('.events h2').getBoundingClientRect(); return top < 300")
    page.click(".back")
    assert visible(".list", ".reader", ".events", ".side") == [True, False, False, True]


def test_the_network_is_the_same_each_time(page: Page) -> None:
    places = []
    for _ in range(2):
        page.open("#view=network")
        places.append(page.js("return [...document.querySelectorAll('.node')].map((n) => n.getAttribute('transform'))"))
    assert places[0] == places[1]
    assert len(set(places[0])) == len(places[0]) == 60


def test_the_network_leads_to_the_events_of_a_party(page: Page) -> None:
    page.open("#view=network")
    page.js("const r = document.getElementById('most'); r.value = 20; r.dispatchEvent(new Event('change'))")
    assert len(page.all(".node")) == 20
    page.click(".panel .row")
    count = int(page.all(".node[aria-pressed=true] title")[0].split("、")[-1].split()[0])
    assert len(page.all(".panel .event")) == min(count, 40)
    page.click(".plainbutton")
    assert len(page.all("#active .remove")) == 1
    assert 0 < int(page.all("#list-count")[0].split("·")[1].split()[0]) <= count


def test_a_dot_of_the_timeline_leads_to_its_events(page: Page) -> None:
    page.open("#view=timeline")
    labels = page.all("button.dot", "ariaLabel")
    many = max(labels, key=lambda label: int(label.rsplit("、", 1)[1].split()[0]))
    page.js("[...document.querySelectorAll('button.dot')].find((d) => d.ariaLabel === arguments[0]).click()", many)
    kind, _, count = many.split("、")
    assert page.all("#list-count")[0].endswith(f"· {count}")
    assert {
        text.split()[0]
        for text in page.js("return [...document.querySelectorAll('.entry .type')].map((n) => n.textContent)")
    } == {kind}


def test_paper_shows_the_document_without_the_controls(page: Page) -> None:
    page.open("#doc=0")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    visible = "return document.querySelector(arguments[0]).checkVisibility()"
    assert [page.js(visible, s) for s in (".text", ".card", ".side", ".top")] == [True, True, False, False]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_hostile_document_does_nothing(driver: Any, tmp_path: Path) -> None:
    items = hostile()
    with atomic(tmp_path / "report.html") as out:
        report.write(items, out)
    page = Page(driver, tmp_path / "report.html")
    page.complaints()
    for language in ("ja", "en"):
        page.open(language=language)
        scripts = len(page.all("script"))
        for n, document in enumerate(items):
            page.js("location.hash = `#doc=${arguments[0]}`", n)
            page.wait(lambda n=n: page.js("return document.querySelector('[aria-current]')?.dataset.doc") == str(n))
            if document.error:
                continue
            assert page.js("return document.querySelector('.text').textContent") == document.text
            for i in range(len(document.entities)):
                page.js("document.querySelectorAll('mark')[arguments[0]].click()", i)
                assert page.all("#details a", "href") == []
            page.click(".card-main")
            page.click(".card summary")
        # Direction marks left open turn none of the page's own words.
        outside = page.all(".side, .events, .heading", "textContent")
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(outside))
        for view in ("timeline", "network"):
            page.click(f"#tab-{view}")
        page.click(".panel .row")
        assert page.js("return window.attacked") is None
        assert len(page.all("script")) == scripts == 3
        assert page.all("img, iframe, a[href^='javascript']", "tagName") == []
        assert page.js("return document.querySelectorAll('[onerror], [onfocus], [autofocus]').length") == 0
    assert page.complaints() == []
