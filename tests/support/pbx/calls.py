"""Calls between channels: they come in, are put on hold, go out, and are hung up from either side."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.pbx.conference import Conferences
from tests.support.pbx.dials import Dial
from tests.support.pbx.exchange import DOWN, RING, TRUNK, UP, Channel, Exchange
from tests.support.pbx.phones import Outcome, Outside, Phone
from tests.support.pbx.queues import Entry, Queue, QueueCall
from tests.support.pbx.transfers import Consult, attended_by_phone

CITIZEN = "PJSIP/citizen"
CAUSE = {"BUSY": (17, "486"), "NOANSWER": (19, "480"), "CANCEL": (16, "")}
NEVER_RANG = {"BUSY": (0, ""), "INVALID": (1, "404"), "CHANUNAVAIL": (0, "")}


class Calls:
    """Everything that happens to calls, whoever wants it: a person at a telephone or an action."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.phones: dict[str, Phone] = {}
        """By device."""
        self.queues: dict[str, Queue] = {}
        self.outside: dict[str, Outside] = {}
        self.conferences = Conferences(exchange)
        self.dial_plan = {"conf": ("_cf.", "_ca."), "internal": ("_[0-9*#+].",)}
        """Context → the extensions that are said to be in it."""
        self.patience = 30.0
        """So long the dialplan lets somebody ring."""
        self.takes_back = False
        """Whether the dialplan puts a caller whom nobody took up at the end of a transfer back into their queue, in front of all others."""

    def incoming(self, number: str, queue: str) -> Channel:
        """Somebody calls the hotline and is put into a queue."""
        exchange = self.exchange
        caller = exchange.channel(TRUNK, state=RING, number=number, context="from-trunk", exten=queue)
        exchange.step(caller, "Answer", "")
        caller.priority = 2
        exchange.state(caller, UP)
        exchange.refresh(TRUNK)
        caller.priority = 3
        exchange.step(caller, "Queue", f"{queue},t,,,60")
        self.queues[queue].join(caller)
        return caller

    def hang_up(self, channel: Channel, asked: bool = False) -> None:
        """End a channel: the person hangs up, or an action has ``asked`` for it."""
        if channel.name not in self.exchange.channels:
            return
        parts = channel.part_of
        dial: Dial | None = parts.get("dial")
        if dial is not None and not asked:
            dial.reject()
            return
        if not asked:
            self.exchange.tell("HangupRequest", channel.fields())
        entry: Entry | None = parts.get("entry")
        consult: Consult | None = parts.get("consult")
        dialling: Dial | None = parts.get("dialling")
        if entry is not None:
            entry.queue.abandon(entry)
            self.finish(channel, 0)
        elif dial is not None:
            dial.finish("NOANSWER")
        elif consult is not None:
            consult.hang_up(channel)
        elif dialling is not None:
            dialling.finish("CANCEL")
        else:
            self.part(channel, asked)

    def part(self, channel: Channel, asked: bool = False) -> None:
        """Take a channel out of what it is in, and end it; whom it leaves alone is ended too."""
        exchange = self.exchange
        if channel.bridge is not None and self.conferences.holds(channel.bridge):
            self.conferences.leave(channel)
            self.complete(channel)
            self.finish(channel)
            return
        if not asked:
            self.complete(channel)
        bridge = exchange.leave(channel)
        alone = bridge.channels[0] if bridge is not None and len(bridge.channels) == 1 and not bridge.keeps else None
        if alone is not None:
            exchange.leave(alone)
        if bridge is not None:
            exchange.close(bridge)
        ended = [leg for leg in (channel, alone) if leg is not None]
        for leg in ended:
            exchange.soft(leg)
            self.complete(leg)
        for leg in sorted(ended, key=lambda leg: not leg.rung):
            exchange.end(leg)
            exchange.refresh(leg.device)
            onward: Consult | None = leg.part_of.pop("onward", None)
            if onward is not None:
                onward.dropped()
        if bridge is not None and len(bridge.channels) == 2:
            one, two = bridge.channels
            exchange.connected(one, two.number, two.caller_name)
            exchange.connected(two, one.number, one.caller_name)

    def take_out(self, channel: Channel) -> None:
        """Take a channel out of where it is, because it goes somewhere else; whom it leaves alone is ended."""
        bridge = channel.bridge
        if bridge is None:
            return
        if self.conferences.holds(bridge):
            self.conferences.leave(channel)
            return
        self.exchange.leave(channel)
        if len(bridge.channels) == 1 and not bridge.keeps:
            self.part(bridge.channels[0], asked=True)
        self.exchange.close(bridge)

    def complete(self, channel: Channel) -> None:
        """The call that a queue gave away is over, because this leg has ended."""
        call: QueueCall | None = channel.part_of.get("call")
        if call is not None:
            call.complete("agent" if channel is call.agent else "caller")

    def finish(self, channel: Channel, cause: int = 16, sip: str = "") -> None:
        """End a channel that the dialplan has done with."""
        self.exchange.soft(channel)
        self.exchange.end(channel, cause, sip)
        self.exchange.refresh(channel.device)

    def hold(self, leg: Channel) -> None:
        """The telephone of ``leg`` puts the other side on hold."""
        self.exchange.tell("Hold", [*leg.fields(), ("MusicClass", "default")])
        for other in self._others(leg):
            self.exchange.music(other, True)
            other.held = True
            self.exchange.refresh(other.device)

    def resume(self, leg: Channel) -> None:
        self.exchange.tell("Unhold", leg.fields())
        for other in self._others(leg):
            self.exchange.music(other, False)
            other.held = False
            self.exchange.refresh(other.device)

    def originate(
        self, phone: Phone, *, caller_id: tuple[str, str], uniqueid: str, seconds: float, told: Callable[[Channel | None, str], None]
    ) -> Channel | None:
        """Ring a telephone of the house for a call that we make; ``told`` takes its leg (None: not answered) and the reason.

        Returns the leg that rings, None where there is no such telephone at the moment.
        """
        exchange = self.exchange
        number, name = caller_id
        if not phone.registered:
            told(None, "0")
            return None
        extension = phone.extension
        leg = exchange.channel(
            phone.device, state=DOWN, number=extension, caller_name=extension, context="internal", exten="s", uniqueid=uniqueid
        )
        exchange.caller_id(leg, number, name)
        exchange.connected(leg, number, name)

        def rung(status: str) -> None:
            if status == "ANSWER":
                dial.end("ANSWER")
                exchange.refresh(leg.device)
                told(leg, "4")
                return
            if status == "BUSY":
                dial.end("BUSY")
            exchange.end(leg, *CAUSE[status])
            told(None, {"BUSY": "0", "NOANSWER": "3"}.get(status, "0"))
            exchange.refresh(leg.device)

        dial = Dial(exchange, None, leg, extension, rung)
        dial.begin()
        self._let_ring(dial, seconds, phone.answers == 0.0)
        phone.called(dial)
        return leg

    def route(self, channel: Channel, context: str, exten: str) -> None:
        """Send a channel into the dialplan: a conference, a telephone of the house, somebody outside."""
        channel.context, channel.exten, channel.priority = context, exten, 1
        if context == "conf":
            channel.priority = 2
            self.exchange.step(channel, "ConfBridge", f"cf{exten[2:]}")
            self.conferences.join(channel, f"cf{exten[2:]}")
        else:
            self.call(channel, exten, lambda dial, status: self._called(channel, dial, status))

    def call(self, source: Channel, exten: str, done: Callable[[Dial | None, str], None]) -> None:
        """Ring a telephone of the house, or somebody outside, on behalf of a channel.

        ``done`` takes the dial, None where it never rang, and how it ended: as ``Dial`` says, or INVALID.
        """
        phone = self.phones.get(f"PJSIP/{exten}")
        self.exchange.step(source, "Dial", f"PJSIP/{exten},30" if phone else f"{CITIZEN},30")
        if phone is None:
            self._call_outside(source, self.outside.setdefault(exten, Outside()), exten, done)
        elif phone.registered:
            dial = self._ring(source, phone.device, phone.extension, phone.name, "internal", exten, phone.answers == 0.0, done)
            phone.called(dial)
        else:
            done(None, "CHANUNAVAIL")

    def dialled(self, phone: Phone, number: str) -> Channel:
        """Somebody dials at the telephone itself."""
        leg = self.exchange.channel(
            phone.device, state=RING, number=phone.extension, caller_name=phone.extension, context="internal", exten=number
        )
        self.exchange.refresh(phone.device)
        self.route(leg, "internal", number)
        return leg

    def refer(self, first: Channel, second: Channel) -> None:
        attended_by_phone(self, first, second)

    def _others(self, leg: Channel) -> list[Channel]:
        return [other for other in leg.bridge.channels if other is not leg] if leg.bridge else []

    def _let_ring(self, dial: Dial, seconds: float, at_once: bool) -> None:
        dial.ring(seconds, at_once)
        if not at_once:
            dial.ringing()
            self.exchange.refresh(dial.dest.device)

    def _ring(
        self,
        source: Channel,
        device: str,
        number: str,
        name: str,
        context: str,
        exten: str,
        at_once: bool,
        done: Callable[[Dial | None, str], None],
    ) -> Dial:
        exchange = self.exchange
        dest = exchange.channel(device, state=DOWN, number=number, caller_name=name, context=context, exten="s", linked=source)
        dest.exten = exten
        exchange.connected(dest, source.number, source.caller_name)
        dial = Dial(exchange, source, dest, number, lambda status: done(dial, status))
        dial.begin()
        exchange.connected(source, number, name)
        self._let_ring(dial, self.patience, at_once)
        return dial

    def _called(self, source: Channel, dial: Dial | None, status: str) -> None:
        """What becomes of a channel that has dialled somebody."""
        exchange = self.exchange
        if dial is None:
            self.complete(source)
            self._declined(source, *NEVER_RANG[status])
            return
        dest = dial.dest
        dial.end(status)
        if status == "ANSWER":
            if not source.up:
                exchange.state(source, UP)
            dest.exten = ""
            exchange.bridge(dest, source)
            exchange.refresh(dest.device)
            return
        cause, sip = CAUSE[status]
        exchange.end(dest, dial.cause, dial.sip)
        exchange.refresh(dest.device)
        self.complete(source)
        self._declined(source, cause, sip)

    def _declined(self, source: Channel, cause: int, sip: str) -> None:
        """What becomes of a channel for which nobody picked up."""
        queue = self.queues.get(source.variables.get("QUEUENAME", "")) if self.takes_back else None
        if queue is None or not source.up:
            self.finish(source, cause, sip)
            return
        self.exchange.step(source, "Queue", f"{queue.name},t,,,600")
        queue.join(source, first=True)

    def _call_outside(self, source: Channel, who: Outside, number: str, done: Callable[[Dial | None, str], None]) -> None:
        exchange = self.exchange
        if who.outcome is Outcome.BUSY:
            # The caller hears the tone for two seconds.
            exchange.clock.later(2.0, lambda: done(None, "BUSY") if source.name in exchange.channels else None)
            return
        if who.outcome is Outcome.INVALID or not number.strip("*#+").isdigit():
            done(None, "INVALID")
            return
        at_once = who.outcome is Outcome.ANSWERS and who.after == 0.0
        who.ringing = dial = self._ring(source, CITIZEN, "citizen", "citizen", "from-trunk", number, at_once, done)
        who.leg = dial.dest
        if who.outcome is Outcome.ANSWERS:
            exchange.clock.later(who.after, dial.answer)
        elif who.outcome is Outcome.LINE_BUSY:
            exchange.clock.later(who.after, dial.reject)
