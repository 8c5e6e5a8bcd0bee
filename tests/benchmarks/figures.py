"""A measured figure beside its goal, and the table of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from models.records.base import Record


class Figure(Record, frozen=True):
    """What was measured, in ``unit``. ``goal`` is the most it may be (the ``least`` where so marked), None where there is none."""

    name: str
    measured: float
    unit: str = ""
    goal: float | None = None
    note: str = ""
    least: bool = False

    @property
    def verdict(self) -> str:
        """``met`` or ``MISSED``, '' where there is no goal."""
        if self.goal is None:
            return ""
        return "met" if (self.measured >= self.goal if self.least else self.measured <= self.goal) else "MISSED"


def share(values: Iterable[float], part: float) -> float:
    """Return the value that ``part`` (0–1) of the values do not exceed (nearest rank). Raises ValueError where there are none."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("nothing was measured")
    return ordered[max(0, math.ceil(len(ordered) * part) - 1)]


def median(values: Iterable[float]) -> float:
    """Return the value in the middle, the lower one of two."""
    return share(values, 0.5)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of text, one each."""
    wide = max(len(figure.name) for figure in figures)
    lines = [f"{'':<{wide}}  {'measured':>10}  {'goal':>9}"]
    for figure in figures:
        goal = f"{'≥' if figure.least else '≤'} {_number(figure.goal)}{_unit(figure)}" if figure.goal is not None else ""
        told = f"{_number(figure.measured)}{_unit(figure)}"
        lines.append(f"{figure.name:<{wide}}  {told:>10}  {goal:>9}  {figure.verdict:<6}  {figure.note}".rstrip())
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 20 else f"{value:.2f}"


def _unit(figure: Figure) -> str:
    return f" {figure.unit}" if figure.unit and figure.unit not in ("×", "%") else figure.unit
