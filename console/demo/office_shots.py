"""Pictures of the pages of the lead's window, and of a bulletin on paper; those of the board are taken apart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from console.lead import report_paper
from console.lead.window import LeadWindow
from models.records.report import Period
from models.records.supervision import Watchlist
from models.repositories import report as reports
from models.rules.report import span_of
from widgets.supervision.view import ASSESSMENT

_SETTLES = 0.3
"""Seconds in which a page that is read piece by piece comes to rest."""
_PARTNER = "P007"
"""A partner whose card was put right, appealed against and lifted."""
_SHEETS = (*(sheet.value for sheet in Watchlist if sheet is not Watchlist.CHASE), ASSESSMENT)


async def take(console: Any, size: tuple[int, int], store: Callable[[QWidget | QImage, str], None]) -> None:
    """Let ``store(shown, name)`` take a picture of each page, named after its stem, and of what is opened in it."""
    window = LeadWindow(console)
    window.resize(*size)
    window.show()

    async def save(name: str) -> None:
        await console.runtime.settle()
        await asyncio.sleep(_SETTLES)
        await console.runtime.settle()
        store(window, name)

    for page in window.pages:
        if page.stem == "board":
            continue
        made: Any = window.open(page.stem)
        await save(page.stem)
        if page.stem == "discipline":
            made.pane.choose(_PARTNER)
            await save("partner")
        if page.stem == "supervision":
            for sheet in _SHEETS:
                made.open(sheet)
                await save(f"supervision-{sheet}")
    window.close()
    window.deleteLater()
    now = console.parts.tools.now()
    found = await console.runtime.db(reports.report, span_of(Period.MONTH, now.date()))
    for number, page_of_it in enumerate(report_paper.pictures(found, Period.MONTH, now), start=1):
        store(page_of_it, f"bulletin-paper-{number}")
