"""Saying how many: one thing is called otherwise than several."""

from __future__ import annotations


def counted(count: int, one: str, many: str, **words: object) -> str:
    """Return ``one`` or ``many`` with the number put in for ``{count}`` and ``words`` for what else they name; both come translated."""
    return (one if count == 1 else many).format(count=count, **words)
