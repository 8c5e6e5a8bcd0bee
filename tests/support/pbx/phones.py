"""Telephones on desks and at partners, and people outside: what rings, who picks up, who refuses, who puts on hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tests.support.pbx.dials import Dial
from tests.support.pbx.exchange import Channel, Exchange


class Network(Protocol):
    """What a telephone needs of the calls that it makes and is in."""

    exchange: Exchange

    def hang_up(self, channel: Channel, asked: bool = False) -> None: ...

    def hold(self, leg: Channel) -> None: ...

    def resume(self, leg: Channel) -> None: ...

    def dialled(self, phone: Phone, number: str) -> Channel: ...

    def refer(self, first: Channel, second: Channel) -> None: ...


class Phone:
    """A telephone of the house. It rings until the test says what the person does, or by itself where ``answers`` or ``rejects`` is set.

    ``answers`` and ``rejects`` are the seconds of the PBX's clock after which that happens, None for not at all.
    """

    def __init__(self, calls: Network, extension: str, name: str = "") -> None:
        self.extension = extension
        self.name = name or extension
        self.device = f"PJSIP/{extension}"
        self.answers: float | None = None
        self.rejects: float | None = None
        self.ringing: Dial | None = None
        self._calls = calls

    @property
    def legs(self) -> list[Channel]:
        """The channels of this telephone, the oldest first."""
        return [channel for channel in self._calls.exchange.channels.values() if channel.device == self.device]

    @property
    def registered(self) -> bool:
        return self.device not in self._calls.exchange.unregistered

    def called(self, dial: Dial) -> None:
        """It rings."""
        self.ringing = dial
        if self.rejects is not None:
            self._calls.exchange.clock.later(self.rejects, dial.reject)
        elif self.answers is not None:
            self._calls.exchange.clock.later(self.answers, dial.answer)

    @property
    def rings(self) -> bool:
        return self.ringing is not None and not self.ringing.over

    def pick_up(self) -> None:
        assert self.rings, f"{self.extension} does not ring"
        self._dial.answer()

    def reject(self) -> None:
        assert self.rings, f"{self.extension} does not ring"
        self._dial.reject()

    def hang_up(self, leg: Channel | None = None) -> None:
        """Hang up a leg, the newest where none is given."""
        self._calls.hang_up(leg or self.legs[-1])

    def hold(self) -> None:
        """Put the oldest call on hold, with the telephone's own key."""
        self._calls.hold(self.legs[0])

    def resume(self) -> None:
        self._calls.resume(self.legs[0])

    def dial(self, number: str) -> Channel:
        """Dial with the telephone's own keys, on a line of its own; return that leg."""
        return self._calls.dialled(self, number)

    def refer(self) -> None:
        """Transfer the held call to the one on the second line, with the telephone's own key (SIP REFER)."""
        first, second = self.legs
        self._calls.refer(first, second)

    def unregister(self) -> None:
        """The telephone loses its power or its network. A call that it is in goes on, as in the real one, until somebody hangs up."""
        exchange = self._calls.exchange
        exchange.unregistered.add(self.device)
        exchange.refresh(self.device)
        self._registration("Unreachable", "Removed")

    def register(self) -> None:
        exchange = self._calls.exchange
        exchange.unregistered.discard(self.device)
        self._registration("Reachable", "NonQualified", between=True)

    @property
    def _dial(self) -> Dial:
        assert self.ringing is not None
        return self.ringing

    def _registration(self, peer: str, contact: str, between: bool = False) -> None:
        exchange = self._calls.exchange
        exchange.tell("PeerStatus", [("ChannelType", "PJSIP"), ("Peer", self.device), ("PeerStatus", peer)])
        if between:
            exchange.refresh(self.device)
        exchange.tell(
            "ContactStatus",
            [
                ("URI", f"sip:{self.extension}@127.0.0.1:6101;ob"),
                ("ContactStatus", contact),
                ("AOR", self.extension),
                ("EndpointName", self.extension),
                ("RoundtripUsec", "0"),
            ],
        )


class Outcome(StrEnum):
    """What comes of calling somebody outside."""

    ANSWERS = "answers"
    RINGS = "rings"
    """Until the test says more, or the PBX gives up."""
    BUSY = "busy"
    """Told by the dialplan, without a ring."""
    LINE_BUSY = "line_busy"
    """Told by the other side (486)."""
    INVALID = "invalid"


@dataclass
class Outside:
    """Somebody outside the house; ``after`` in seconds of the PBX's clock."""

    outcome: Outcome = Outcome.ANSWERS
    after: float = 0.0
    ringing: Dial | None = None
    leg: Channel | None = None
