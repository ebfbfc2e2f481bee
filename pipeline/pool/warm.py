"""Reads a page when it is imported: what that loads is there for all processes that are forked after it."""

from __future__ import annotations

from importlib import import_module

from extract.document import Options
from pipeline.content import identify
from pipeline.fingerprint import fingerprint
from pipeline.unit import work

PAGE = b"""<html lang="nl"><head><title>Jaarverslag 2020</title></head><body><h1>Veiligheid</h1>
<p>In 2021 levert de eenheid minimaal 60 verdachten van mensenhandel aan.</p>
<table><caption>Tabel 1: Kengetallen</caption>
<tr><th>Indicator</th><th>Realisatie 2019</th><th>Norm 2020</th></tr>
<tr><td>Aantal aangiften<sup>1</sup></td><td>1.522</td><td>12,5%</td></tr></table>
<p><sup>1</sup> Voorlopig cijfer.</p></body></html>"""
READERS = ("from_docx", "from_koop_xml", "from_pdf")
"""Of which reading a page of HTML imports little."""

for reader in READERS:
    import_module(f"extract.{reader}")
fingerprint()
work(identify("pagina.html", PAGE), Options())
