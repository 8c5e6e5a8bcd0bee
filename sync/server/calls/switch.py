"""The port between the gateway and a vendor's call system. An adapter speaks the vendor's language; above it nothing of it is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from models.records.base import Record
from models.records.call import CallRow, Capability, Refusal, Seat, Unseen, Verb
from models.records.catalogue import Line


class Happening(Record, frozen=True):
    """What has become another at the call system: calls (each ended one once, with its reason), seats, and the link.

    ``whole`` says that this is all there is, after a connection: calls and seats that do not stand in it are gone. ``missing`` are the
    lines for which the call system has no queue, None where nothing is said of that; ``unseen`` what it had while nobody heard it.
    """

    calls: tuple[CallRow, ...] = ()
    seats: tuple[Seat, ...] = ()
    link: bool = True
    whole: bool = False
    missing: tuple[Line, ...] | None = None
    unseen: Unseen | None = None


class Order(Record, frozen=True):
    """A command that has been checked: who asks, at which phone, for what.

    ``call`` is the call as the gateway knows it, None where the command is about none; ``number`` is checked to be dialable. ``lines`` are
    those the operator takes calls of, from the login on; the first is the line that a dialled call belongs to: that of its case.
    A login leaves what is in its way: the operator's own seat at another phone, and that of whoever left this phone behind.
    """

    verb: Verb
    operator: int
    extension: str
    call: CallRow | None = None
    number: str = ""
    case: str = ""
    reason: str = ""
    lines: tuple[Line, ...] = (Line.GENERAL,)


class Switch(Protocol):
    """A call system. Everything runs in one event loop; ``tell`` is called in it."""

    def capabilities(self) -> frozenset[Capability]:
        """Return what this call system can do. It is asked again whenever something happens: it may have been set up otherwise."""
        ...

    async def run(self, tell: Callable[[Happening], None]) -> None:
        """Keep the connection, and connect again, until cancelled; tell of everything that happens.

        A lost link is told at once (``link=False``), and the return by a whole happening. Nothing that was asked for before a loss is asked
        for again.
        """
        ...

    async def carry_out(self, order: Order, seconds: float) -> Refusal | None:
        """Ask the call system; None where it accepted. What comes of it is told as a happening.

        Not later than ``seconds`` from now: an order that could not be sent by then is not sent (EXPIRED); one in a call, or for one, that
        was sent and not answered is UNKNOWN, any other FAILED; without a link LINK_LOST. Never raises for what the call system does.
        """
        ...
