"""Pictures of the pages of the lead's window, each as it opens; those of the board are taken apart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from console.lead.window import LeadWindow

_SETTLES = 0.3
"""Seconds in which a page that is read piece by piece comes to rest."""


async def take(console: Any, size: tuple[int, int], store: Callable[[QWidget, str], None]) -> None:
    """Let ``store(window, name)`` take a picture of each page, named after its stem."""
    window = LeadWindow(console)
    window.resize(*size)
    window.show()
    for page in window.pages:
        if page.stem == "board":
            continue
        window.open(page.stem)
        await console.runtime.settle()
        await asyncio.sleep(_SETTLES)
        store(window, page.stem)
    window.close()
    window.deleteLater()
