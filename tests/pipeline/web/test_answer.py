from __future__ import annotations

import pytest

from pipeline.web.answer import NotThere, check_answer

SITE = "https://example.org"
TABLE = "<table><tr><th>Indicator</th><th>2020</th></tr><tr><td>Aantal zaken</td><td>12</td></tr></table>"
PDF = b"%PDF-1.7 ..."
XML = b'<?xml version="1.0"?><officiele-publicatie/>'


def page(title: str, rest: str = "<p>Naar de beginpagina</p>", heading: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><h1>{heading}</h1>{rest}</body></html>".encode()
    )


@pytest.mark.parametrize(
    ("data", "asked"),
    [
        (PDF, "/brief.pdf"),
        (XML, "/kst-1-2.xml"),
        (page("Begroting 2022"), "/begroting"),
        (page("Begroting 2022"), "/begroting.html?id=3"),
        (page("404 woningen gebouwd in 2021", TABLE), "/404-woningen.html"),
        (page("Vermiste personen die niet gevonden zijn", TABLE), "/vermist"),
        (page("Beheer en onderhoud van wegen"), "/onderhoud"),
        (page("Aanpak van fouten in het toeslagenstelsel"), "/fouten"),
        (page("Inlogvoorziening DigiD: cijfers"), "/digid"),
        (PDF, "/download.html"),
        (b"Aantal zaken 12 in 2020", "/cijfers.txt"),
    ],
)
def test_documents_pass(data: bytes, asked: str) -> None:
    check_answer(data, asked=SITE + asked, came_from=SITE + asked)


@pytest.mark.parametrize("ending", [".pdf", ".xml", ".docx", ".odt", ".XLSX", ".csv", ".zip"])
def test_page_instead_of_a_document(ending: str) -> None:
    with pytest.raises(NotThere, match=rf"a web page \(«Zoeken»\) where a {ending.lower()} was asked for"):
        check_answer(page("Zoeken", TABLE), asked=f"{SITE}/a{ending}", came_from=f"{SITE}/a{ending}")


@pytest.mark.parametrize(
    "title",
    [
        "404", "404 - Pagina", "Fout 404", "HTTP Error 500", "Pagina niet gevonden | Rijksoverheid", "Pagina niet&nbsp;gevonden",
        "Document niet beschikbaar", "Deze pagina bestaat niet", "Deze pagina bestaat\n niet meer", "Geen toegang",
        "Page not found", "Not Found", "403 Forbidden", "Access Denied", "Just a moment...", "502 Bad Gateway",
        "Er is iets fout gegaan", "Er is een fout opgetreden", "Inloggen", "Sign in to your account",
    ],
)  # fmt: skip
def test_error_page_in_good_order(title: str) -> None:
    with pytest.raises(NotThere, match="an error page"):
        check_answer(page(title), asked=SITE + "/a", came_from=SITE + "/a")
    with pytest.raises(NotThere, match="an error page"):
        check_answer(page("Overheid.nl", heading=f"<span>{title}</span>"), asked=SITE + "/a", came_from=SITE + "/a")


@pytest.mark.parametrize("place", ["/Errors/404.htm", "/404", "/nl/pagina-niet-gevonden", "/notfound.aspx", "/error/"])
def test_error_page_by_the_place_that_a_redirect_ends_in(place: str) -> None:
    with pytest.raises(NotThere, match="an error page"):
        check_answer(page("Overheid.nl"), asked=SITE + "/kst-1-2.html", came_from=SITE + place)
    check_answer(page("Overheid.nl"), asked=SITE + place, came_from=SITE + place)


def test_empty_answer() -> None:
    with pytest.raises(NotThere, match="empty"):
        check_answer(b" \n", asked=SITE + "/a.pdf", came_from=SITE + "/a.pdf")


def test_hostile_page_takes_no_time() -> None:
    with pytest.raises(NotThere):
        check_answer(b"<html><title>" * 20_000, asked=SITE + "/a.pdf", came_from=SITE + "/a.pdf")
