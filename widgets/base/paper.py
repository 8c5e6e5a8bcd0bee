"""A4: what is put on paper or into a PDF stands on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter


def a4(margin_mm: float = 0, *, wide: bool = False) -> QPageLayout:
    """Return a page that leaves ``margin_mm`` free all around; ``wide`` lies on its side."""
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, margins, QPageLayout.Unit.Millimeter)


def pdf(title: str, paint: Callable[[QPdfWriter], object], *, layout: QPageLayout | None = None, dpi: int = 300) -> bytes:
    """Return a PDF of what ``paint`` does on its pages; the layout is A4 without margins where none is given."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(data)
    writer.setPageLayout(layout if layout is not None else a4())
    writer.setCreator("81890")
    writer.setTitle(title)
    writer.setResolution(dpi)
    paint(writer)
    del writer  # the file is whole only when its writer is gone
    return bytes(data.data().data())
