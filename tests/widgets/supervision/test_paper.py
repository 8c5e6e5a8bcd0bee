"""The bulletin as a page: who owes what since when, and nobody who rang."""

from __future__ import annotations

import re
from datetime import timedelta

from PySide6.QtWidgets import QApplication

from models.records.base import Text
from tests.widgets.supervision.test_supervision_pane import NOW, at, task
from widgets.supervision.paper import page, pdf_of


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_the_page_lists_the_units_by_name_and_the_longest_delay_first(qapp: QApplication) -> None:
    other = {"unit": "D02", "name": Text("住建局", "Housing <&>")}
    rows = [task(1, due=at(-60)), task(2, due=at(-3000)), task(3, due=at(-90), **other)]
    html = page(rows, NOW + timedelta(minutes=1))
    head, *lines = cells(html)
    assert head == ["Department or town", "Case", "Item", "Assigned", "Owes", "Promised by", "Late"]
    assert [line[:2] for line in lines] == [
        ["Housing &lt;&amp;&gt;", "1124-28-003"],
        ["Urban management", "1124-28-002"],
        ["Urban management", "1124-28-001"],
    ]
    assert lines[2][2:] == ["Street lamp out", "11-24 13:00", "acknowledgement", "13:00", "late 1:01"]
    assert "As of 2026-11-25 14:01: 2 departments, 3 cases" in html


def test_nobody_to_name_is_said(qapp: QApplication) -> None:
    assert "No department is to be named." in page([], NOW)
    assert cells(page([], NOW)) == []


def test_the_page_becomes_a_pdf_of_as_many_sheets_as_it_needs(qapp: QApplication) -> None:
    one, many = pdf_of(page([task(1)], NOW)), pdf_of(page([task(n) for n in range(80)], NOW))
    for data in (one, many):
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", one)) == 1
    assert len(re.findall(rb"/Type\s*/Page\b", many)) > 1
