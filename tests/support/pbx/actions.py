"""What the PBX does when it is asked: each action with its answer, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.support.pbx import listings
from tests.support.pbx.calls import Calls
from tests.support.pbx.exchange import Channel
from tests.support.pbx.listings import Asked, Told
from tests.support.pbx.queues import Member, Queue
from tests.support.pbx.transfers import Consult, blind, bridged, press

CLASSES = {
    **dict.fromkeys(("QueueAdd", "QueueRemove", "QueuePause", "QueuePenalty"), {"agent"}),
    **dict.fromkeys(("Atxfer", "CancelAtxfer", "BlindTransfer", "Redirect", "ConfbridgeMute", "PlayDTMF", "Bridge"), {"call"}),
    **dict.fromkeys(("ConfbridgeUnmute", "ConfbridgeKick", "ConfbridgeList"), {"call"}),
    **dict.fromkeys(("Hangup", "Status", "MuteAudio", "Filter"), {"system", "call"}),
    "CoreShowChannels": {"system", "reporting"},
    "CoreSettings": {"system", "reporting"},
    "ShowDialPlan": {"config", "reporting"},
    "DeviceStateList": {"call", "reporting"},
    "Originate": {"originate"},
    "Command": {"command"},
    "GetConfig": {"config"},
}
"""The classes of which the user must have one; an action that is not named here is open to all, BridgeKick among them."""


class Refused(Exception):
    """The answer is an error with these words."""


class Actions:
    """The actions by name. What is changed is told after the answer, as by the real one."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._exchange = calls.exchange
        self.by_name: dict[str, Callable[[Asked, Told], None]] = {
            "Ping": self._ping,
            "QueueStatus": lambda asked, told: listings.queue_status(calls, asked, told),
            "QueueSummary": lambda asked, told: listings.queue_summary(calls, asked, told),
            "CoreShowChannels": lambda asked, told: listings.channels(calls, asked, told),
            "Status": lambda asked, told: listings.status(calls, asked, told),
            "BridgeList": lambda asked, told: listings.bridges(calls, asked, told),
            "BridgeInfo": lambda asked, told: listings.bridge(calls, asked, told),
            "DeviceStateList": lambda asked, told: listings.devices(calls, asked, told),
            "ShowDialPlan": lambda asked, told: listings.dial_plan(calls, asked, told),
            "ConfbridgeList": lambda asked, told: listings.conference(calls, asked, told),
            "CoreSettings": self._settings,
            "QueueAdd": self._queue_add,
            "QueueRemove": self._queue_remove,
            "QueuePause": self._queue_pause,
            "QueuePenalty": self._queue_penalty,
            "Hangup": self._hangup,
            "Originate": self._originate,
            "Atxfer": self._atxfer,
            "CancelAtxfer": self._cancel_atxfer,
            "PlayDTMF": self._play_dtmf,
            "BlindTransfer": self._blind,
            "Redirect": self._redirect,
            "Bridge": self._bridge,
            "BridgeKick": self._bridge_kick,
            "ConfbridgeMute": lambda asked, told: self._mute(asked, told, True),
            "ConfbridgeUnmute": lambda asked, told: self._mute(asked, told, False),
            "ConfbridgeKick": self._kick,
            "MuteAudio": self._mute_audio,
        }

    def _ping(self, asked: Asked, told: Told) -> None:
        told.answer(asked, "Success", [("Ping", "Pong"), ("Timestamp", f"{self._exchange.clock.now():.6f}")])

    def _settings(self, asked: Asked, told: Told) -> None:
        told.answer(asked, "Success", [("AMIversion", "11.0.0"), ("AsteriskVersion", "22.10.1"), ("SystemName", "")])

    def _queue_add(self, asked: Asked, told: Told) -> None:
        queue, interface = self._queue(asked), asked["Interface"]
        if interface in queue.members:
            raise Refused("Unable to add interface: Already there")
        if queue.full:
            raise Refused(queue.why)
        paused = asked.get("Paused", "false") in ("true", "1", "yes")
        member = Member(
            interface,
            asked.get("MemberName") or interface,
            static=False,
            penalty=int(asked.get("Penalty") or 0),
            paused=paused,
            reason=asked.get("Reason", "") if paused else "",
        )
        told.answer(asked, "Success", [("Message", "Added interface to queue")])
        queue.add(member)

    def _queue_remove(self, asked: Asked, told: Told) -> None:
        queue = self._queue(asked)
        member = queue.members.get(asked["Interface"])
        if member is None:
            raise Refused("Unable to remove interface: Not there")
        if member.static:
            raise Refused("Member not dynamic")
        told.answer(asked, "Success", [("Message", "Removed interface from queue")])
        queue.remove(member)

    def _queue_pause(self, asked: Asked, told: Told) -> None:
        names = [asked["Queue"]] if asked.get("Queue") else list(self._calls.queues)
        found = [
            (queue, queue.members[asked["Interface"]])
            for name in names
            if (queue := self._calls.queues.get(name)) is not None and asked["Interface"] in queue.members
        ]
        if not found:
            raise Refused("Interface not found")
        paused = asked["Paused"] in ("true", "1", "yes")
        told.answer(asked, "Success", [("Message", f"Interface {'paused' if paused else 'unpaused'} successfully")])
        for queue, member in found:
            queue.pause(member, paused, asked.get("Reason", ""))

    def _queue_penalty(self, asked: Asked, told: Told) -> None:
        queue = self._queue(asked)
        member = queue.members.get(asked["Interface"])
        if member is None:
            raise Refused("Invalid interface, queuename or penalty")
        told.answer(asked, "Success", [("Message", "Interface penalty set successfully")])
        member.penalty = int(asked["Penalty"])
        queue.tell_member("QueueMemberPenalty", member)

    def _hangup(self, asked: Asked, told: Told) -> None:
        channel = self._channel(asked)
        told.answer(asked, "Success", [("Message", "Channel Hungup")])
        self._calls.hang_up(channel, asked=True)

    def _originate(self, asked: Asked, told: Told) -> None:
        if asked.get("Application"):
            raise Refused("Originate Access Forbidden: app or data blacklisted")
        phone = self._calls.phones.get(asked["Channel"])
        context, exten, identity = asked.get("Context", ""), asked.get("Exten", ""), asked.get("ChannelId", "")
        if any(channel.uniqueid == identity for channel in self._exchange.channels.values()):
            raise Refused("Uniqueid already exists")
        told.answer(asked, "Success", [("Message", "Originate successfully queued")])
        name, number = _caller_id(asked.get("CallerID", ""))

        def answered(leg: Channel | None, reason: str) -> None:
            self._exchange.tell(
                "OriginateResponse",
                [
                    *([("ActionID", asked["ActionID"])] if asked.get("ActionID") else []),
                    ("Response", "Success" if leg else "Failure"),
                    ("Channel", leg.name if leg else asked["Channel"]),
                    ("Context", context),
                    ("Exten", exten),
                    ("Reason", reason),
                    ("Uniqueid", leg.uniqueid if leg else identity or "<null>"),
                    ("CallerIDNum", number),
                    ("CallerIDName", name),
                ],
            )
            if leg is not None:
                self._calls.route(leg, context, exten)

        if phone is None:
            answered(None, "0")
            return
        seconds = int(asked.get("Timeout") or 30_000) / 1000
        leg = self._calls.originate(phone, caller_id=(number, name), uniqueid=identity, seconds=seconds, told=answered)
        if leg is not None and (variable := asked.get("Variable")):
            key, _, value = variable.partition("=")
            leg.variables[key] = value

    def _atxfer(self, asked: Asked, told: Told) -> None:
        channel = self._channel(asked)
        told.answer(asked, "Success", [("Message", "Atxfer successfully queued")])
        # It is keys that are pressed: where there is nobody to hand on, nothing comes of it, though the answer was a good one.
        if channel.settled and channel.bridge is not None and not channel.bridge.keeps and len(channel.bridge.channels) == 2:
            Consult(self._calls, channel, asked.get("Context", "internal"), asked["Exten"])

    def _cancel_atxfer(self, asked: Asked, told: Told) -> None:
        channel = self._channel(asked)
        told.answer(asked, "Success", [("Message", "CancelAtxfer successfully queued")])
        if consult := channel.part_of.get("consult"):
            consult.cancel()

    def _play_dtmf(self, asked: Asked, told: Told) -> None:
        channel = self._channel(asked)
        told.answer(asked, "Success", [("Message", "DTMF successfully queued")])
        press(self._exchange, channel, asked["Digit"])
        before, channel.variables["pressed"] = channel.variables.get("pressed", ""), asked["Digit"]
        if before + asked["Digit"] == "*3" and (consult := channel.part_of.get("consult")):
            consult.three()

    def _blind(self, asked: Asked, told: Told) -> None:
        channel = self._channel(asked)
        if not channel.settled or channel.bridge is None or channel.bridge.keeps or len(channel.bridge.channels) != 2:
            raise Refused("Transfer failed")
        told.answer(asked, "Success", [("Message", "Transfer succeeded")])
        blind(self._calls, channel, asked["Context"], asked["Exten"])

    def _redirect(self, asked: Asked, told: Told) -> None:
        channels = [(self._channel(asked), asked["Context"], asked["Exten"])]
        if asked.get("ExtraChannel"):
            channels.append((self._channel(asked, "ExtraChannel"), asked["ExtraContext"], asked["ExtraExten"]))
        if not all(channel.settled for channel, _, _ in channels) or len({channel for channel, _, _ in channels}) < len(channels):
            raise Refused("Redirect failed, extra channel not up.")
        told.answer(asked, "Success", [("Message", "Dual Redirect successful" if len(channels) == 2 else "Redirect successful")])
        bridge = channels[0][0].bridge
        if bridge is not None and bridge is channels[-1][0].bridge and not self._calls.conferences.holds(bridge):
            # They go together, so that neither is left alone.
            for channel, _, _ in channels:
                self._exchange.leave(channel)
            if len(bridge.channels) == 1 and not bridge.keeps:
                self._calls.part(bridge.channels[0], asked=True)
            self._exchange.close(bridge)
        for channel, _, _ in channels:
            self._calls.take_out(channel)
        for channel, context, exten in reversed(channels):
            self._calls.route(channel, context, exten)

    def _bridge(self, asked: Asked, told: Told) -> None:
        one, two = self._channel(asked, "Channel1"), self._channel(asked, "Channel2")
        if one is two or not (one.settled and two.settled):
            raise Refused("Failed to grab channels")
        told.answer(asked, "Success", [("Message", "Channels have been bridged")])
        bridged(self._calls, one, two)

    def _bridge_kick(self, asked: Asked, told: Told) -> None:
        channel = self._channel(asked)
        if channel.bridge is None:
            raise Refused("Channel not in a bridge")
        told.answer(asked, "Success", [("Message", "Channel has been kicked")])
        self._calls.hang_up(channel, asked=True)

    def _mute(self, asked: Asked, told: Told, muted: bool) -> None:
        channel = self._in_conference(asked)
        told.answer(asked, "Success", [("Message", "User muted" if muted else "User unmuted")])
        self._calls.conferences.mute(channel, asked["Conference"], muted)

    def _kick(self, asked: Asked, told: Told) -> None:
        channel = self._in_conference(asked)
        told.answer(asked, "Success", [("Message", "User kicked")])
        self._calls.part(channel, asked=True)

    def _mute_audio(self, asked: Asked, told: Told) -> None:
        channel = self._channel(asked)
        channel.muted = asked.get("State") == "on"
        told.answer(asked, "Success", [])

    def _queue(self, asked: Asked) -> Queue:
        queue = self._calls.queues.get(asked["Queue"])
        if queue is None:
            raise Refused("Unable to add interface to queue: No such queue")
        return queue

    def _channel(self, asked: Asked, key: str = "Channel") -> Channel:
        channel = self._exchange.channels.get(asked.get(key, ""))
        if channel is None:
            raise Refused("No such channel")
        return channel

    def _in_conference(self, asked: Asked) -> Channel:
        members = self._calls.conferences.members(asked["Conference"])
        if not members:
            raise Refused("No Conference by that name found.")
        for channel in members:
            if channel.name == asked["Channel"]:
                return channel
        raise Refused("No Channel by that name found in Conference.")


def _caller_id(text: str) -> tuple[str, str]:
    """Return name and number of ``"name" <number>``."""
    found = re.fullmatch(r'"?([^"<]*?)"?\s*<([^>]*)>', text)
    return (found[1], found[2]) if found else ("<unknown>", text)
