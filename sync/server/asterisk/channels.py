"""The legs of calls as the PBX tells of them, and which of them share a bridge. Pure: messages in, nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.calls import DIALABLE
from sync.server.ami.message import Message

MOST_CHANNELS = 4_000
"""More legs than a hotline's PBX has; what exceeds them are legs whose end was not told, the oldest first."""

RECORDING = "MIXMONITOR_FILENAME"
CASE = "HOTLINE_CASE"
CONFERENCE = "ConfBridge"
"""What makes the bridge of a conference, as its events say, and what a leg in one does, as the list does."""
_NOTHING = {"<unknown>", "unknown", "<none>"}


@dataclass(slots=True)
class Channel:
    """A leg of a call.

    ``left`` says that its own far end has hung up (or refused), ``dialling`` that it began by ringing others, ``rings`` that the telephone
    at its end rings, or did before it was ``up``; ``call`` is the id of the call that it belongs to.
    """

    uid: str
    name: str = ""
    linked: str = ""
    up: bool = False
    dialling: bool = False
    rings: bool = False
    number: str = ""
    exten: str = ""
    bridge: str = ""
    call: str = ""
    left: bool = False

    @property
    def way(self) -> bool:
        """Whether it is no telephone but a way of the PBX to another leg (a Local channel)."""
        return self.name.startswith("Local/")

    def party(self) -> str:
        """Return the number that this leg reaches, '' where neither its name nor its caller id is one (a trunk has a name)."""
        number = self.name.removeprefix("Local/").partition("@")[0] if self.way else self.number
        return number if DIALABLE.fullmatch(number) else ""


def said(message: Message, key: str) -> str:
    """Return a value, '' for the words that the PBX has for nothing."""
    value = message.get(key)
    return "" if value in _NOTHING else value


class Channels:
    """Every leg that is known, by its unique id."""

    def __init__(self) -> None:
        self._all: dict[str, Channel] = {}
        self._names: dict[str, str] = {}
        self._bridges: dict[str, dict[str, None]] = {}

    def __iter__(self) -> Iterator[Channel]:
        return iter(tuple(self._all.values()))

    def __len__(self) -> int:
        return len(self._all)

    def get(self, uid: str) -> Channel | None:
        return self._all.get(uid)

    def named(self, name: str) -> Channel | None:
        """Return the leg of a name (``PJSIP/8001-0000000a``)."""
        return self._all.get(self._names.get(name, ""))

    def see(self, message: Message, prefix: str = "") -> Channel | None:
        """Take what a message says of a leg (``prefix`` ``Dest`` for the second one in it); None where it names none."""
        uid = message.get(f"{prefix}Uniqueid")
        if not uid:
            return None
        channel = self._all.get(uid)
        if channel is None:
            channel = self._all[uid] = Channel(uid, linked=uid)
            self._prune()
        name = message.get(f"{prefix}Channel")
        if name and name != channel.name:
            self._names.pop(channel.name, None)
            channel.name = name
            self._names[name] = uid
        channel.linked = message.get(f"{prefix}Linkedid") or channel.linked
        state = message.get(f"{prefix}ChannelStateDesc")
        channel.up, channel.dialling = channel.up or state == "Up", channel.dialling or state == "Ring"
        channel.rings = channel.rings or state == "Ringing"
        channel.number = channel.number or said(message, f"{prefix}CallerIDNum")
        exten = message.get(f"{prefix}Exten")
        if exten not in {"", "s"}:
            channel.exten = channel.exten or exten
        return channel

    def enter(self, channel: Channel, bridge: str) -> None:
        """A leg enters a bridge, and leaves the one it was in."""
        if channel.bridge != bridge:
            self.leave(channel, channel.bridge)
            channel.bridge = bridge
            self._bridges.setdefault(bridge, {})[channel.uid] = None

    def leave(self, channel: Channel, bridge: str) -> None:
        """A leg leaves a bridge; where it has gone into another one by now, nothing changes."""
        if not bridge or channel.bridge != bridge:
            return
        channel.bridge = ""
        inside = self._bridges.get(bridge, {})
        inside.pop(channel.uid, None)
        if not inside:
            self._bridges.pop(bridge, None)

    def together(self, bridge: str) -> tuple[Channel, ...]:
        """Return the legs in a bridge, in the order of their coming; none for no bridge."""
        return tuple(self._all[uid] for uid in self._bridges.get(bridge, ()))

    def at(self, interface: str) -> tuple[Channel, ...]:
        """Return the legs of a telephone (``PJSIP/8001``)."""
        return tuple(channel for channel in self._all.values() if channel.name.rpartition("-")[0] == interface)

    def gone(self, uid: str) -> None:
        """A leg has ended."""
        channel = self._all.get(uid)
        if channel is None:
            return
        self.leave(channel, channel.bridge)
        if self._names.get(channel.name) == uid:
            del self._names[channel.name]
        del self._all[uid]

    def keep(self, uids: set[str]) -> None:
        """Forget every leg but these."""
        for uid in [uid for uid in self._all if uid not in uids]:
            self.gone(uid)

    def _prune(self) -> None:
        if len(self._all) > MOST_CHANNELS:
            self.gone(next(iter(self._all)))
