"""Ringing somebody: from the first ring to the answer, the refusal or the end of patience."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.support.pbx.exchange import RINGING, UP, Channel, Exchange, Fields


class Dial:
    """Rings ``dest``, on behalf of ``source`` where there is one.

    ``done`` is called once, with how it ended: ANSWER, NOANSWER, BUSY or CANCEL; the ring is over by then, the channel is not.
    """

    def __init__(self, exchange: Exchange, source: Channel | None, dest: Channel, string: str, done: Callable[[str], None]) -> None:
        self.source = source
        self.dest = dest
        self.string = string
        self.begun = exchange.clock.now()
        self.over = False
        self.cause, self.sip = 0, ""
        """Why the telephone ended it, where it did."""
        self._exchange = exchange
        self._done = done
        self._patience: asyncio.TimerHandle | None = None
        dest.part_of["dial"] = self
        dest.rung = source is not None
        if source is not None:
            source.part_of["dialling"] = self

    def parties(self) -> Fields:
        """Return the two channels as the events of a dial name them."""
        return [*(self.source.fields() if self.source else []), *self.dest.fields("Dest")]

    def begin(self, as_it_was: Fields | None = None) -> None:
        """DialBegin. ``as_it_was`` is how the rung channel is to be shown, where that is an older look of it."""
        told = self.parties() if as_it_was is None else [*(self.source.fields() if self.source else []), *as_it_was]
        self._exchange.tell("DialBegin", [*told, ("DialString", self.string)])

    def ring(self, seconds: float, at_once: bool = False) -> None:
        """The telephone rings; when nobody has answered after ``seconds``, it is given up. One that answers ``at_once`` does not ring."""
        if not at_once:
            self._exchange.state(self.dest, RINGING)
        self._patience = self._exchange.clock.later(seconds, lambda: self.finish("NOANSWER"))

    def ringing(self) -> None:
        self._exchange.tell("DialState", [*self.parties(), ("DialStatus", "RINGING")])

    def answer(self) -> None:
        """Somebody picks up."""
        if not self.over:
            self._exchange.state(self.dest, UP)
            self.finish("ANSWER")

    def reject(self) -> None:
        """The telephone says that it is busy (486)."""
        if not self.over:
            self.cause, self.sip = 17, "486"
            self._exchange.tell("HangupRequest", [*self.dest.fields(), ("Cause", "17"), ("TechCause", "486")])
            self.finish("BUSY")

    def end(self, status: str) -> None:
        """DialEnd."""
        self._exchange.tell("DialEnd", [*self.parties(), ("DialStatus", status)])

    def finish(self, status: str) -> None:
        if self.over:
            return
        self.over = True
        if self._patience is not None:
            self._patience.cancel()
        self.dest.part_of.pop("dial", None)
        if self.source is not None:
            self.source.part_of.pop("dialling", None)
        self._done(status)
