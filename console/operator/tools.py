"""What every presenter of the operator's window is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject

from console.calls.port import CallLine
from console.hub import Hub
from console.operator.reference import Reference
from console.session import Session
from models.records.operation import Desk as Stamp

P = ParamSpec("P")
T = TypeVar("T")


class Database(Protocol):
    """The part of the runtime that presenters use; tests hand in one that runs inline."""

    def db(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...

    def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...

    def spawn(self, coroutine: Coroutine[Any, Any, None], owner: QObject | None = None) -> None: ...


class Speaker(Protocol):
    """Says a calm sentence in place, with answers where it asks."""

    def say(self, text: str, tone: Any = ..., actions: Any = ...) -> None: ...

    def clear(self) -> None: ...

    def leave_need(self) -> None: ...


@dataclass(frozen=True)
class Tools:
    """Runtime, hub, time, session, line, reference data: handed in, never global."""

    runtime: Database
    hub: Hub
    now: Callable[[], datetime]
    session: Session
    line: CallLine
    reference: Reference

    @property
    def stamp(self) -> Stamp:
        """What goes into every operation made here."""
        return self.session.stamp()
