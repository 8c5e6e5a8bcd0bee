"""The ground of the test PBX: its clock, channels, bridges and devices, each change told as the events of a real one are told."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Fields = list[tuple[str, str]]

DOWN, RING, RINGING, UP = 0, 4, 5, 6
STATES = {DOWN: "Down", RING: "Ring", RINGING: "Ringing", UP: "Up"}
UNKNOWN = "<unknown>"
CAUSES = {
    0: "Unknown",
    1: "Unallocated (unassigned) number",
    16: "Normal Clearing",
    17: "User busy",
    19: "User alerting, no answer",
    21: "Call Rejected",
}
TRUNK = "PJSIP/anonymous"
"""Where calls from outside come in; it is no device of ours, so that it is UNAVAILABLE while there is none."""


class Clock:
    """Time in seconds since 1970, from a fixed beginning, ``speed`` times as fast as the event loop's."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._loop = asyncio.get_running_loop()
        self._begin = self._loop.time()

    def now(self) -> float:
        return 1795460000.0 + (self._loop.time() - self._begin) * self.speed

    def later(self, seconds: float, call: Callable[[], object]) -> asyncio.TimerHandle:
        return self._loop.call_later(seconds / self.speed, call)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)


@dataclass(eq=False)
class Channel:
    """One leg of a call."""

    name: str
    device: str
    state: int
    number: str
    caller_name: str
    context: str
    exten: str
    uniqueid: str
    linkedid: str
    since: float
    priority: int = 1
    connected: str = UNKNOWN
    connected_name: str = UNKNOWN
    application: str = ""
    data: str = ""
    bridge: Bridge | None = None
    muted: bool = False
    held: bool = False
    rung: bool = False
    """Whether it was made to ring somebody, and runs no dialplan of its own."""
    variables: dict[str, str] = field(default_factory=dict)
    part_of: dict[str, Any] = field(default_factory=dict)
    """What this leg has to do with: its ``entry`` in a queue, the ``dial`` that rings it, the one it makes (``dialling``), the ``call``
    of a queue, the ``consult``."""

    @property
    def up(self) -> bool:
        return self.state == UP

    @property
    def settled(self) -> bool:
        """Whether it talks, and nothing is under way with it."""
        return self.up and not self.part_of.keys() & {"entry", "dial", "dialling", "consult"}

    def fields(self, prefix: str = "") -> Fields:
        """Return what every event says of a channel; the keys begin with ``prefix``."""
        said = (
            ("Channel", self.name),
            ("ChannelState", str(self.state)),
            ("ChannelStateDesc", STATES[self.state]),
            ("CallerIDNum", self.number),
            ("CallerIDName", self.caller_name),
            ("ConnectedLineNum", self.connected),
            ("ConnectedLineName", self.connected_name),
            ("Language", "zh"),
            ("AccountCode", ""),
            ("Context", self.context),
            ("Exten", self.exten),
            ("Priority", str(self.priority)),
            ("Uniqueid", self.uniqueid),
            ("Linkedid", self.linkedid),
        )
        return [(f"{prefix}{key}", value) for key, value in said]


@dataclass(eq=False)
class Bridge:
    """Where channels hear each other."""

    uniqueid: str
    kind: str = "basic"
    technology: str = "simple_bridge"
    creator: str = UNKNOWN
    name: str = UNKNOWN
    channels: list[Channel] = field(default_factory=list)
    keeps: bool = False
    """Whether it stands though only one is left in it."""
    extra: int = 0
    """Channels of the PBX's own (a conference has its announcer)."""

    def fields(self, prefix: str = "", count: int | None = None) -> Fields:
        said = (
            ("BridgeUniqueid", self.uniqueid),
            ("BridgeType", self.kind),
            ("BridgeTechnology", self.technology),
            ("BridgeCreator", self.creator),
            ("BridgeName", self.name),
            ("BridgeNumChannels", str(len(self.channels) + self.extra if count is None else count)),
            ("BridgeVideoSourceMode", "none"),
        )
        return [(f"{prefix}{key}", value) for key, value in said]


class Exchange:
    """All channels, bridges and devices. ``tell`` takes an event: its name and its fields."""

    def __init__(self, clock: Clock, tell: Callable[[str, Fields], None]) -> None:
        self.clock = clock
        self.tell = tell
        self.channels: dict[str, Channel] = {}
        self.bridges: dict[str, Bridge] = {}
        self.unregistered: set[str] = set()
        self.device_changed: list[Callable[[str, str], None]] = []
        """Called with a device and its state whenever that is another."""
        self._devices: dict[str, str] = {}
        self._names = 0
        self._ids = 0
        self.locals = 0

    def channel(
        self,
        device: str,
        *,
        state: int,
        number: str,
        context: str,
        exten: str,
        caller_name: str = UNKNOWN,
        linked: Channel | None = None,
        uniqueid: str = "",
        name: str = "",
    ) -> Channel:
        """Make a channel: Newchannel."""
        now = self.clock.now()
        identity = uniqueid or f"{int(now)}.{self._ids}"
        self._ids += 1
        if not name:
            name = f"{device}-{self._names:08x}"
            self._names += 1
        made = Channel(
            name, device, state, number, caller_name, context, exten, identity, linked.linkedid if linked else identity, since=now
        )
        self.channels[name] = made
        self.tell("Newchannel", made.fields())
        return made

    def state(self, channel: Channel, state: int) -> None:
        channel.state = state
        self.tell("Newstate", channel.fields())

    def connected(self, channel: Channel, number: str, name: str) -> None:
        channel.connected, channel.connected_name = number, name
        self.tell("NewConnectedLine", channel.fields())

    def caller_id(self, channel: Channel, number: str, name: str) -> None:
        channel.number, channel.caller_name = number, name
        self.tell("NewCallerid", [*channel.fields(), ("CID-CallingPres", "0 (Presentation Allowed, Not Screened)")])

    def step(self, channel: Channel, application: str, data: str) -> None:
        """One line of the dialplan: told by Newexten, and a variable by VarSet, which a gateway does not want."""
        channel.application, channel.data = application, data
        extension = [("Extension", channel.exten), ("Application", application), ("AppData", data)]
        self.tell("Newexten", [*channel.fields(), *extension])
        self.tell("VarSet", [*channel.fields(), ("Variable", "SIPDOMAIN"), ("Value", "127.0.0.1")])

    def music(self, channel: Channel, on: bool) -> None:
        self.tell(f"MusicOnHold{'Start' if on else 'Stop'}", [*channel.fields(), *([("Class", "default")] if on else [])])

    def end(self, channel: Channel, cause: int = 16, sip: str = "") -> None:
        """Hangup: the channel is no more."""
        if channel.name not in self.channels:
            return
        if (bridge := self.leave(channel)) is not None:
            self.close(bridge)
        del self.channels[channel.name]
        answer = [("Cause", str(cause)), ("Cause-txt", CAUSES[cause]), *([("TechCause", sip)] if sip else [])]
        self.tell("Hangup", [*channel.fields(), *answer])

    def soft(self, channel: Channel) -> None:
        """SoftHangupRequest, for a leg whose dialplan comes to its end."""
        if not channel.rung:
            self.tell("SoftHangupRequest", [*channel.fields(), ("Cause", "16")])

    def bridge(self, *channels: Channel) -> Bridge:
        """Make a bridge of these: BridgeCreate, and BridgeEnter for each."""
        made = Bridge(str(uuid.uuid4()))
        self.open(made)
        for channel in channels:
            self.enter(made, channel)
        return made

    def open(self, bridge: Bridge) -> None:
        self.bridges[bridge.uniqueid] = bridge
        self.tell("BridgeCreate", bridge.fields(count=0))

    def enter(self, bridge: Bridge, channel: Channel, instead: Channel | None = None) -> None:
        bridge.channels.append(channel)
        channel.bridge = bridge
        swap = [("SwapUniqueid", instead.uniqueid)] if instead else []
        self.tell("BridgeEnter", [*bridge.fields(), *channel.fields(), *swap])

    def leave(self, channel: Channel) -> Bridge | None:
        """Take a channel out of its bridge, which may be left empty; return the bridge."""
        bridge = channel.bridge
        if bridge is not None:
            bridge.channels.remove(channel)
            channel.bridge = None
            self.tell("BridgeLeave", [*bridge.fields(), *channel.fields()])
        return bridge

    def close(self, bridge: Bridge) -> None:
        """BridgeDestroy, once nobody is in it."""
        if not bridge.channels and bridge.uniqueid in self.bridges:
            del self.bridges[bridge.uniqueid]
            self.tell("BridgeDestroy", bridge.fields(count=0))

    def device_state(self, device: str) -> str:
        """Return the state of a telephone, as its channels make it."""
        legs = [channel for channel in self.channels.values() if channel.device == device]
        if device in self.unregistered or (device == TRUNK and not legs):
            return "UNAVAILABLE"
        if any(leg.held for leg in legs):
            return "ONHOLD"
        if any(leg.up for leg in legs):
            return "INUSE"
        if any(leg.state == RINGING for leg in legs):
            return "RINGING"
        return "INUSE" if any(leg.state == RING for leg in legs) else "NOT_INUSE"

    def refresh(self, *devices: str) -> None:
        """Tell the state of each device that has become another."""
        for device in devices:
            self.set_device(device, self.device_state(device))

    def set_device(self, device: str, state: str, silently: bool = False) -> None:
        if self._devices.get(device) == state:
            return
        first = device not in self._devices and state == "NOT_INUSE"
        self._devices[device] = state
        if first or silently:
            return
        self.tell("DeviceStateChange", [("Device", device), ("State", state)])
        for call in self.device_changed:
            call(device, state)

    def devices(self) -> dict[str, str]:
        """Return every device that has been heard of, and its state."""
        return dict(self._devices)
