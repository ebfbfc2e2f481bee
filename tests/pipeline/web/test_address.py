from __future__ import annotations

import pytest

from pipeline.web.address import SITE, parse_address


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("kst-28684-540", "kst-28684-540"),
        ("KST-28684-540", "kst-28684-540"),
        ("kst-35470-XIV-4", "kst-35470-XIV-4"),
        ("kst-35570-VI-A", "kst-35570-VI-A"),
        ("stcrt-2021-48712", "stcrt-2021-48712"),
        ("stb-2017-82", "stb-2017-82"),
        ("gmb-2026-104512", "gmb-2026-104512"),
        ("ah-tk-20222023-1339", "ah-tk-20222023-1339"),
        ("h-tk-20242025-42-4", "h-tk-20242025-42-4"),
        ("kv-tk-2022Z14131", "kv-tk-2022Z14131"),
    ],
)
def test_identifier_has_three_forms_the_best_first(identifier: str, name: str) -> None:
    address = parse_address(identifier)
    assert address is not None
    assert address.source == name
    assert address.urls == tuple(f"{SITE}/{name}.{form}" for form in ("xml", "html", "pdf"))
    assert address.metadata == f"{SITE}/{name}/metadata.xml"


@pytest.mark.parametrize("identifier", ["blg-1014762", "ah-14567"])
def test_annexes_are_pdf_only(identifier: str) -> None:
    address = parse_address(identifier)
    assert address is not None
    assert address.urls == (f"{SITE}/{identifier}.pdf",)


@pytest.mark.parametrize(
    ("text", "source", "url"),
    [
        ("https://example.org/a%20b?x=1#deel", "https://example.org/a%20b?x=1", "https://example.org/a%20b?x=1"),
        ("HTTP://example.org", "http://example.org", "http://example.org"),
        ("http://ik:geheim@example.org:81/x", "http://example.org:81/x", "http://ik:geheim@example.org:81/x"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_url(text: str, source: str, url: str) -> None:
    address = parse_address(text)
    assert address is not None
    assert (address.source, address.urls, address.metadata) == (source, (url,), None)


@pytest.mark.parametrize(
    "text",
    [
        "", "begroting.html", "tabel-2", "kst", "kst-", "kst-abc", "kst-28684-540.xml", "xkst-28684-540", "kst-28684-540 ",
        "kst_28684", "kst-28684/540", "kst-..-1", "ftp://example.org/a", "file:///etc/passwd", "https://", "https:///a",
        "http://[", "//example.org/a", "example.org/a", "https:example.org", "mailto:a@example.org", "h-1\n",
    ],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert parse_address(text) is None
