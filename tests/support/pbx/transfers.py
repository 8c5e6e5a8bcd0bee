"""Handing a call on: with a consultation before (Atxfer), without one, by the telephone itself, or by bridging two legs."""

from __future__ import annotations

import uuid

from tests.support.pbx.around import Around
from tests.support.pbx.dials import Dial
from tests.support.pbx.exchange import DOWN, RING, UNKNOWN, UP, Bridge, Channel, Exchange, Fields
from tests.support.pbx.queues import QueueCall


class Consult:
    """The operator talks to somebody else while the caller hears music; then it is completed, cancelled or made a talk of three.

    As in the real one the other is reached through a pair of Local channels (``one`` and ``two``), which are optimised away afterwards.
    """

    def __init__(self, calls: Around, agent: Channel, context: str, exten: str) -> None:
        assert agent.bridge is not None
        self._calls = calls
        self._exchange = exchange = calls.exchange
        self.agent = agent
        self._call: QueueCall | None = agent.part_of.get("call")
        self._first = agent.bridge
        self._first.keeps = True
        self.caller: Channel | None = next((other for other in self._first.channels if other is not agent), None)
        self.partner: Channel | None = None
        self._second = Bridge(str(uuid.uuid4()))
        self._third: Bridge | None = None
        self._over = False
        for digit in f"*7{exten}":
            press(exchange, agent, digit)
        exchange.tell("Hold", agent.fields())
        self._music(True)
        name = f"Local/{exten}@{context}-{exchange.locals:08x}"
        exchange.locals += 1
        device = name.rpartition("-")[0]
        self.one, self.two = (
            exchange.channel(device, state=state, number=UNKNOWN, context=context, exten=exten, linked=agent, name=f"{name};{which}")
            for which, state in ((1, DOWN), (2, RING))
        )
        for channel in self._all():
            channel.part_of["consult"] = self
        exchange.open(self._second)
        exchange.caller_id(self.two, agent.number, agent.caller_name)
        exchange.tell("LocalBridge", [*self._locals(), ("Context", context), ("Exten", exten), ("LocalOptimization", "Yes")])
        exchange.connected(self.one, agent.number, agent.caller_name)
        exchange.enter(self._second, self.one)
        exchange.leave(agent)
        exchange.enter(self._second, agent)
        exchange.connected(agent, UNKNOWN, UNKNOWN)
        calls.call(self.two, exten, self._rung)
        if not self._over:
            exchange.connected(agent, self.two.connected, self.two.connected_name)

    def cancel(self) -> None:
        """The operator goes back to the caller."""
        self._back()
        exchange = self._exchange
        exchange.leave(self.one)
        exchange.close(self._second)
        exchange.tell("HangupRequest", [*self.two.fields(), ("Cause", "16")])
        exchange.end(self.one)
        self._drop_partner()

    def complete(self) -> None:
        """The operator hangs up: the caller talks to the other one."""
        exchange, caller, agent = self._exchange, self.caller, self.agent
        self._end()
        exchange.leave(agent)
        if caller is None:
            exchange.leave(self.one)
            exchange.close(self._second)
            exchange.end(agent)
            exchange.end(self.one)
            self._drop_partner()
            exchange.refresh(agent.device)
            return
        exchange.tell("BridgeMerge", [*renamed(self._first, "ToBridge", 1), *renamed(self._second, "FromBridge", 1)])
        exchange.leave(self.one)
        self._music(False)
        exchange.enter(self._first, self.one)
        self._transferred("Bridge", [])
        exchange.connected(self.one, caller.number, caller.caller_name)
        exchange.connected(caller, self.two.connected, self.two.connected_name)
        if self._call is not None:
            self._call.complete("transfer")
        exchange.close(self._second)
        exchange.end(agent)
        if self.partner is not None:
            exchange.connected(self.partner, caller.number, caller.caller_name)
        exchange.refresh(agent.device)
        self._first.keeps = False
        exchange.clock.later(0.15, self._optimise)

    def dropped(self) -> None:
        """The caller has gone before the other one was reached: nobody is rung any more."""
        if self.partner is None and self.two.name in self._exchange.channels:
            self._drop_partner()

    def three(self) -> None:
        """Everybody hears everybody (``*3``)."""
        exchange = self._exchange
        self._end()
        self._first.technology = "softmix"
        exchange.tell("BridgeMerge", [*renamed(self._first, "ToBridge", 1), *renamed(self._second, "FromBridge", 2)])
        for channel in (self.one, self.agent):
            exchange.leave(channel)
            exchange.enter(self._first, channel)
        self._music(False)
        self._transferred("Threeway", [("DestTransfererChannel", self.agent.name)], self.one)
        exchange.close(self._second)
        self._first.keeps = False
        exchange.clock.later(0.15, self._optimise)

    def hang_up(self, channel: Channel) -> None:
        """One of those who take part hangs up."""
        exchange = self._exchange
        if channel is self.agent:
            self.complete()
        elif channel is self.caller:
            self._calls.complete(channel)
            self.caller = None
            exchange.leave(channel)
            exchange.close(self._first)
            self._calls.finish(channel)
        else:
            self.cancel()

    def _rung(self, dial: Dial | None, status: str) -> None:
        """What comes of ringing the other one."""
        exchange = self._exchange
        if dial is None or status != "ANSWER":
            if dial is not None:
                dial.end(status)
                exchange.end(dial.dest, dial.cause, dial.sip)
                exchange.refresh(dial.dest.device)
            if not self._over:
                self.cancel()
            else:
                self._calls.part(self.one)
            return
        self.partner = partner = dial.dest
        if not self._over:
            partner.part_of["consult"] = self
        dial.end("ANSWER")
        exchange.state(self.two, UP)
        partner.exten = ""
        self._third = exchange.bridge(partner)
        self._third.keeps = True
        exchange.state(self.one, UP)
        exchange.caller_id(self.one, partner.number, partner.caller_name)
        exchange.tell("DialEnd", [*self.one.fields("Dest"), ("DialStatus", "ANSWER")])
        exchange.refresh(partner.device, self.one.device)
        exchange.enter(self._third, self.two)
        if self._over:
            self._optimise()

    def _back(self) -> None:
        exchange, agent = self._exchange, self.agent
        self._end()
        exchange.leave(agent)
        if self.caller is None:
            exchange.end(agent)
        else:
            exchange.enter(self._first, agent)
            self._first.keeps = False
            self._music(False)
            exchange.tell("Unhold", agent.fields())
            exchange.connected(agent, self.caller.number, self.caller.caller_name)
        exchange.refresh(agent.device)

    def _drop_partner(self) -> None:
        """End what is left of the way to the other one."""
        exchange = self._exchange
        dialling: Dial | None = self.two.part_of.get("dialling")
        if dialling is not None:
            dialling.over = True
            exchange.end(dialling.dest)
            exchange.refresh(dialling.dest.device)
        exchange.leave(self.two)
        exchange.soft(self.two)
        exchange.end(self.two)
        if self.partner is not None:
            exchange.leave(self.partner)
            if self._third is not None:
                exchange.close(self._third)
            exchange.end(self.partner)
            exchange.refresh(self.partner.device)
        exchange.refresh(self.one.device)

    def _optimise(self) -> None:
        """The other one takes the place of the Local channels, where all are still there."""
        exchange, partner, third = self._exchange, self.partner, self._third
        if partner is None or third is None:
            return
        if partner.name not in exchange.channels or self.one.name not in exchange.channels:
            # Somebody hung up before: the other end hears it now.
            if self.one.name in exchange.channels:
                self._calls.part(self.one)
            self._drop_partner()
            return
        source = [*partner.fields("Source"), ("DestUniqueId", self.two.uniqueid)]
        exchange.tell("LocalOptimizationBegin", [*self._locals(), *source, ("Id", "0")])
        exchange.leave(partner)
        exchange.leave(self.one)
        exchange.enter(self._first, partner, instead=self.one)
        exchange.tell("LocalOptimizationEnd", [*self._locals(), ("Success", "No"), ("Id", "0")])
        exchange.tell("HangupRequest", [*self.two.fields(), ("Cause", "16")])
        exchange.end(self.one)
        exchange.leave(self.two)
        exchange.close(third)
        exchange.soft(self.two)
        exchange.end(self.two)
        exchange.refresh(self.one.device)
        self._third = None

    def _transferred(self, kind: str, more: Fields, target: Channel | None = None) -> None:
        agent, caller = self.agent, self.caller
        self._exchange.tell(
            "AttendedTransfer",
            [
                ("Result", "Success"),
                *agent.fields("OrigTransferer"),
                *self._first.fields("Orig"),
                *agent.fields("SecondTransferer"),
                *self._second.fields("Second"),
                *(caller.fields("Transferee") if caller else []),
                *(target.fields("TransferTarget") if target else []),
                *(("IsExternal", "No"), ("DestType", kind), ("DestBridgeUniqueid", self._first.uniqueid)),
                *more,
            ],
        )

    def _music(self, on: bool) -> None:
        if self.caller is not None:
            self._exchange.music(self.caller, on)
            self.caller.held = on
            self._exchange.refresh(self.caller.device)

    def _end(self) -> None:
        self._over = True
        for channel in self._all():
            channel.part_of.pop("consult", None)
        self.one.part_of["onward"] = self

    def _all(self) -> list[Channel]:
        return [channel for channel in (self.agent, self.caller, self.partner, self.one, self.two) if channel is not None]

    def _locals(self) -> Fields:
        return [*self.one.fields("LocalOne"), *self.two.fields("LocalTwo")]


def renamed(bridge: Bridge, prefix: str, count: int) -> Fields:
    """Return a bridge as BridgeMerge names it."""
    return [(key.replace("Bridge", prefix, 1), value) for key, value in bridge.fields(count=count)]


def press(exchange: Exchange, channel: Channel, digit: str) -> None:
    exchange.tell("DTMFEnd", [*channel.fields(), ("Digit", digit), ("DurationMs", "0"), ("Direction", "Received")])


def blind(calls: Around, agent: Channel, context: str, exten: str) -> None:
    """Send the caller into the dialplan; the operator's leg ends."""
    exchange, bridge = calls.exchange, agent.bridge
    assert bridge is not None
    (caller,) = (other for other in bridge.channels if other is not agent)
    exchange.tell("Unhold", agent.fields())
    told = [*agent.fields("Transferer"), *caller.fields("Transferee"), *bridge.fields()]
    exchange.tell("BlindTransfer", [("Result", "Success"), *told, ("IsExternal", "Yes"), ("Context", context), ("Extension", exten)])
    call: QueueCall | None = agent.part_of.get("call")
    if call is not None:
        call.complete("transfer")
    caller.context, caller.exten = context, exten
    exchange.leave(caller)
    exchange.leave(agent)
    exchange.close(bridge)
    exchange.end(agent)
    exchange.refresh(agent.device)
    calls.route(caller, context, exten)


def bridged(calls: Around, one: Channel, two: Channel) -> None:
    """Let two legs hear each other (Bridge); whom they leave alone is ended."""
    exchange = calls.exchange
    made = Bridge(str(uuid.uuid4()))
    exchange.open(made)
    left: list[Channel] = []
    for channel in (one, two):
        if channel.held:
            exchange.music(channel, False)
            channel.held = False
        bridge = exchange.leave(channel)
        exchange.enter(made, channel)
        left += bridge.channels if bridge is not None and not bridge.keeps else []
    two.linkedid, two.rung = one.linkedid, False
    exchange.refresh(one.device, two.device)
    for channel in left:
        emptied = exchange.leave(channel)
        exchange.soft(channel)
        if emptied is not None:
            exchange.close(emptied)
        exchange.end(channel)
    exchange.connected(one, two.number, two.caller_name)
    exchange.connected(two, one.number, one.caller_name)
    exchange.refresh(*(channel.device for channel in left))


def attended_by_phone(calls: Around, first: Channel, second: Channel) -> None:
    """A telephone joins its two calls (SIP REFER with Replaces), and is out of both."""
    exchange = calls.exchange
    assert first.bridge is not None
    assert second.bridge is not None
    kept, left = first.bridge, second.bridge
    (caller,) = (other for other in kept.channels if other is not first)
    (partner,) = (other for other in left.channels if other is not second)
    origins = [*second.fields("OrigTransferer"), *left.fields("Orig"), *first.fields("SecondTransferer"), *kept.fields("Second")]
    for leg in (second, first):
        exchange.tell("Unhold", leg.fields())
    exchange.music(caller, False)
    caller.held = False
    exchange.leave(partner)
    exchange.leave(first)
    exchange.enter(kept, partner, instead=first)
    first.rung = False
    exchange.soft(first)
    exchange.connected(caller, partner.number, partner.caller_name)
    exchange.leave(second)
    exchange.soft(second)
    parties = [*partner.fields("Transferee"), *caller.fields("TransferTarget")]
    end = [("IsExternal", "No"), ("DestType", "Bridge"), ("DestBridgeUniqueid", kept.uniqueid)]
    exchange.tell("AttendedTransfer", [("Result", "Success"), *origins, *parties, *end])
    calls.complete(first)
    exchange.end(first)
    exchange.refresh(caller.device)
    exchange.connected(partner, caller.number, caller.caller_name)
    exchange.close(left)
    exchange.end(second)
    exchange.refresh(first.device)
