"""What every presenter of the operator's window is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.calls.port import CallLine
from console.hub import Hub
from console.operator.reference import Reference
from console.session import Session
from models.records.catalogue import ItemCard, ItemRow
from models.records.operation import Desk as Stamp
from models.rules.permissions import Permission, may, may_read

P = ParamSpec("P")
T = TypeVar("T")


class Database(Protocol):
    """The part of the runtime that presenters use; tests hand in one that runs inline."""

    def db(self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...

    def beside(
        self, wanted: Callable[[], bool], function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Awaitable[T | None]: ...

    def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...

    def spawn(self, coroutine: Coroutine[Any, Any, None], owner: QObject | None = None) -> None: ...


class Speaker(Protocol):
    """Says a calm sentence in place, with answers where it asks."""

    def say(self, text: str, tone: Any = ..., actions: Any = ...) -> None: ...

    def ask(self, text: str, tone: Any, actions: Any) -> None: ...

    def clear(self) -> None: ...

    def take_back(self, text: str) -> None: ...

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

    @property
    def sealed(self) -> bool:
        """Whether the one who sits here may read the psychology line."""
        return self.may(Permission.SEE_SEALED)

    def may(self, permission: Permission) -> bool:
        """Tell whether the one who sits here has a permission."""
        return may(self.session.operator.role, permission)

    def may_accept(self, item: ItemRow) -> bool:
        """Tell whether the one who sits here takes on needs of this item."""
        return self.may(Permission.ACCEPT_CASES) and may_read(self.session.operator.role, item.line)

    def card(self, item: ItemRow | None) -> ItemCard | None:
        """Return the card of an item as it reads here: on a line that is sealed to us it leads to that line's own people."""
        card = self.reference.cards.get(item.code) if item is not None else None
        if card is None or card.transfer is not None or may_read(self.session.operator.role, card.item.line):
            return card
        return replace(card, transfer=self.reference.way_through(card.item))
