"""Conferences (ConfBridge): more than two hear each other, and stay though others leave."""

from __future__ import annotations

import uuid

from tests.support.pbx.exchange import Bridge, Channel, Exchange, Fields


class Conferences:
    """All conferences, by their names."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._rooms: dict[str, Bridge] = {}

    def holds(self, bridge: Bridge) -> bool:
        return self._rooms.get(bridge.name) is bridge

    def members(self, name: str) -> list[Channel]:
        room = self._rooms.get(name)
        return list(room.channels) if room else []

    def join(self, channel: Channel, name: str) -> None:
        room = self._rooms.get(name)
        if room is None:
            room = Bridge(str(uuid.uuid4()), "base", "softmix", "ConfBridge", name, keeps=True, extra=1)
            self._rooms[name] = room
            self._exchange.open(room)
            self._exchange.tell("ConfbridgeStart", [("Conference", name), *room.fields()])
            self._exchange.set_device(f"confbridge:{name}", "INUSE")
        self._exchange.enter(room, channel)
        self._tell("ConfbridgeJoin", name, channel, [("Admin", "No"), ("Muted", "No")])

    def leave(self, channel: Channel) -> None:
        """Take a channel out; the conference ends with the last."""
        room = self._exchange.leave(channel)
        assert room is not None
        self._exchange.tell(
            "ConfbridgeLeave", [("Conference", room.name), *room.fields(count=len(room.channels) + 2), *channel.fields(), ("Admin", "No")]
        )
        if not room.channels:
            del self._rooms[room.name]
            self._exchange.set_device(f"confbridge:{room.name}", "NOT_INUSE")
            self._exchange.tell("ConfbridgeEnd", [("Conference", room.name), *room.fields()])
            self._exchange.close(room)

    def mute(self, channel: Channel, name: str, muted: bool) -> None:
        channel.muted = muted
        self._tell("ConfbridgeMute" if muted else "ConfbridgeUnmute", name, channel, [("Admin", "No")])

    def listed(self, name: str) -> list[Fields]:
        """Return the items of a ConfbridgeList."""
        now = self._exchange.clock.now()
        return [
            [
                *(("Conference", name), ("Admin", "No"), ("MarkedUser", "No"), ("WaitMarked", "No"), ("EndMarked", "No")),
                *(("EndMarkedAny", "No"), ("Waiting", "No"), ("Muted", "Yes" if channel.muted else "No"), ("Talking", "No")),
                ("AnsweredTime", str(int(now - channel.since))),
                *channel.fields(),
            ]
            for channel in self.members(name)
        ]

    def _tell(self, event: str, name: str, channel: Channel, more: Fields) -> None:
        self._exchange.tell(event, [("Conference", name), *self._rooms[name].fields(), *channel.fields(), *more])
