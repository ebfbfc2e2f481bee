"""The report in a real browser: what a person does with it, by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from normalise.dataset import Dataset, Severity
from tests.output.report.conftest import Watched, watched


def told(watched: Watched, view: str) -> int:
    """How many a view says that it lists."""
    text = watched.page.locator(f"#view-{view} .told").inner_text()
    found = re.match(r"[\d.]+", text)
    assert found, text
    return int(found[0].replace(".", ""))


def test_overview_says_what_went_in(opened: Watched, sampled: Dataset) -> None:
    overview = opened.page.locator("#view-overview")
    expect(overview.locator(".stats div").first).to_have_text(f"publicaties{len(sampled.documents)}")
    expect(overview.locator("table.long tbody tr[role=row]")).to_have_count(len(sampled.documents))
    errors = [each for each in sampled.findings if each.severity is Severity.ERROR]
    expect(overview.locator(".errors li")).to_have_count(len(errors))


def test_search_and_filters_narrow_the_figures(opened: Watched, sampled: Dataset) -> None:
    opened.see("figures")
    assert told(opened, "figures") == len(sampled.observations)
    opened.page.fill("#view-figures input[type=search]", "comensha")
    expect(opened.page.locator("#view-figures .told")).to_have_text(re.compile(r"^\d+ van "))
    wanted = [one for one in sampled.observations if "comensha" in one.indicator_label.lower()]
    assert told(opened, "figures") == len(wanted)
    opened.page.select_option("#view-figures select[name=measure]", "norm")
    assert told(opened, "figures") == sum(one.measure == "norm" for one in wanted)
    opened.page.click("#view-figures .clear")
    assert told(opened, "figures") == len(sampled.observations)


def test_only_doubted(opened: Watched, sampled: Dataset) -> None:
    opened.see("figures")
    opened.page.check("#view-figures input[name=doubted]")
    disputed = {
        key
        for finding in sampled.findings
        if finding.severity is not Severity.INFO and not finding.accepted
        for key in finding.observations
    }
    doubted = [
        one
        for one in sampled.observations
        if one.placement != "exact" or one.confidence < 1 or one.observation_id in disputed
    ]
    assert told(opened, "figures") == len(doubted) > 0


def test_filters_are_in_the_address(opened: Watched, sampled: Dataset) -> None:
    """So a selection can be mailed."""
    opened.see("figures")
    opened.page.select_option("#view-figures select[name=measure]", "norm")
    assert opened.page.url.endswith("#/figures?measure=norm")
    opened.page.goto("about:blank")
    opened.page.go_back()
    opened.page.wait_for_selector("html.ready", state="attached")
    assert told(opened, "figures") == sum(one.measure == "norm" for one in sampled.observations)


def test_a_figure_shows_its_source(opened: Watched, sampled: Dataset) -> None:
    opened.see("figures")
    opened.page.fill("#view-figures input[type=search]", "comensha")
    expect(opened.page.locator("#view-figures .told")).to_have_text(re.compile(" van "))
    figure = opened.page.locator("#view-figures button.figure", has_text="490").first
    figure.click()
    dialog = opened.page.locator("dialog#source")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".raw")).to_contain_text("490")
    expect(dialog).to_contain_text("Comensha")
    expect(dialog).to_contain_text("begroting-2022-tabel-2.html")
    expect(dialog).to_contain_text("Voetnoten")
    assert dialog.locator("#source-place").inner_text().strip()
    opened.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(figure).to_be_focused()


def test_keyboard_only(opened: Watched) -> None:
    """From the top of the page to the source of a figure and back, without a mouse."""
    page = opened.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    for view in ("overview", "indicators", "figures"):
        page.keyboard.press("Tab")
        expect(page.locator(f"nav a[data-view={view}]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#view-figures h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#view-figures input[type=search]")).to_be_focused()
    page.keyboard.type("csv")
    expect(page.locator("#view-figures .told")).to_have_text(re.compile(" van "))
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#view-figures button.figure')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("dialog#source")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#view-figures button.figure')")


def test_skip_link_leads_past_the_navigation(opened: Watched) -> None:
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator("main")).to_be_focused()
    expect(opened.page.locator("#view-overview")).to_be_visible()


def test_sorting_says_its_order(opened: Watched, sampled: Dataset) -> None:
    opened.see("figures")
    header = opened.page.locator("#view-figures th.col-value")
    header.locator("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    header.locator("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    largest = max(one.obs_value.scaleb(one.unit_mult) for one in sampled.observations if one.obs_value is not None)
    first = opened.page.locator("#view-figures button.figure").first.get_attribute("data-observation")
    (found,) = (one for one in sampled.observations if one.observation_id == first)
    assert found.obs_value is not None
    assert found.obs_value.scaleb(found.unit_mult) == largest


def test_charts_are_drawn_when_they_are_seen(opened: Watched) -> None:
    assert not opened.page.evaluate("'vegaEmbed' in window")
    opened.see("indicators")
    plot = opened.page.locator(".plot").first
    expect(plot.locator("svg")).to_be_visible(timeout=20_000)
    assert plot.get_attribute("role") == "img"
    assert plot.get_attribute("aria-label")
    assert 0 < opened.page.locator(".plot svg").count() < opened.page.locator(".card").count()


def test_a_chart_has_a_table_that_leads_to_sources(opened: Watched) -> None:
    opened.see("indicators")
    details = opened.page.locator(".card details:has(table)").first
    details.locator("summary").click()
    details.locator("button.figure").first.click()
    expect(opened.page.locator("dialog#source")).to_be_visible()


def test_a_mark_of_a_chart_shows_its_source(opened: Watched) -> None:
    opened.see("indicators")
    mark = opened.page.locator(".plot svg .mark-symbol path").first
    mark.wait_for(timeout=20_000)
    mark.hover()
    expect(opened.page.locator("#tip")).to_be_visible()
    mark.click()
    expect(opened.page.locator("dialog#source")).to_be_visible()


def test_findings_lead_to_their_cells(opened: Watched, sampled: Dataset) -> None:
    opened.see("findings")
    first = opened.page.locator("#view-findings article").first
    expect(first).to_contain_text("fout")
    error = next(each for each in sampled.findings if each.severity is Severity.ERROR)
    expect(first).to_contain_text(error.message)
    first.locator("button.figure").first.click()
    expect(opened.page.locator("dialog#source")).to_contain_text(error.message)
    opened.page.keyboard.press("Escape")
    opened.page.select_option("#view-findings select[name=severity]", "warning")
    assert told(opened, "findings") == sum(each.severity is Severity.WARNING for each in sampled.findings)


def test_conflicts_stand_side_by_side(opened: Watched) -> None:
    opened.see("revisions")
    row = opened.page.locator("#view-revisions tbody tr[role=row]").first
    expect(row).to_contain_text("conflict")
    assert row.locator("button.figure").all_inner_texts() == ["351", "315"]


def test_ambitions_are_highlighted_in_their_passage(opened: Watched, sampled: Dataset) -> None:
    opened.see("ambitions")
    opened.page.select_option("#view-ambitions select[name=what]", "text")
    passages = {row.passage_id: row for row in sampled.passages}
    ambition = next(row for row in sampled.ambitions if row.passage_id)
    assert ambition.passage_id
    quote = opened.page.locator("#view-ambitions .quote", has_text=passages[ambition.passage_id].text).first
    marked = "".join(quote.locator("mark.ambition").all_text_contents())
    assert ambition.text in marked


def test_english_report_keeps_what_documents_print(browser: Browser, english_report: Path) -> None:
    for seen in watched(browser, english_report):
        assert seen.page.get_attribute("html", "lang") == "en"
        seen.see("figures")
        expect(seen.page.locator("#view-figures h2")).to_have_text("All figures")
        expect(seen.page.locator("#view-figures tbody bdi").first).to_have_attribute("lang", "nl")


def test_without_a_script_the_overview_stands(browser: Browser, sample_report: Path, sampled: Dataset) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample_report.as_uri())
    expect(page.get_by_text("JavaScript")).to_be_visible()
    expect(page.locator(".errors li")).to_have_count(sum(each.severity is Severity.ERROR for each in sampled.findings))
    context.close()


def test_paper_has_every_card(opened: Watched, sampled: Dataset) -> None:
    """Also those that were not near the window; a chart that was not drawn stands as its table."""
    opened.see("indicators")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(opened.page.locator(".card h4")).to_have_count(len(sampled.indicators))
    undrawn = opened.page.locator(".plot:empty")
    assert undrawn.count() == opened.page.locator(".plot:empty + details[open]").count()


def test_a_phone_shows_it_without_scrolling_sideways(browser: Browser, sample_report: Path) -> None:
    for seen in watched(browser, sample_report, width=320):
        for view in ("overview", "indicators", "figures", "ambitions", "revisions", "findings"):
            seen.see(view)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320, view
