"""The tests' own PBX tells what a real one told: the same events of every leg in the same order, with the same lines in each.

Skipped where the captures are not at hand. What cannot be compared is named in ``OTHER``.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable

import pytest

from sync.server.ami.client import AmiClient
from tests.support.pbx.captures import NAMES, told
from tests.support.pbx.exchange import Channel
from tests.support.pbx.listening import listening, until
from tests.support.pbx.phones import Outcome
from tests.support.pbx.server import Pbx

pytestmark = pytest.mark.skipif(not NAMES, reason="there are no captures beside the repository")

QUEUE, NUMBER, CITIZEN = "81890", "057765550101", "57765550101"
NOISE = {"VarSet", "Newexten", "RTCPSent", "RTCPReceived", "SuccessfulAuth", "ChallengeSent", "FullyBooted", "DTMFEnd"}
STATES = {"DeviceStateChange", "QueueMemberStatus"}
"""Told by threads of their own: their place among the others is never the same twice, so they are counted only."""
LOOSE = {"NewConnectedLine", "NewCallerid", "OriginateResponse", "SoftHangupRequest", "ConfbridgeJoin", "ConfbridgeLeave", "DialState"}
"""So are these, which the captures show before and after their neighbours."""
OTHER = {
    "CBAnn/cf8001": "the announcer of a conference is no device here",
    "Local/9001@internal": "told once here, once for each half there",
}


class Play:
    """A scene: the PBX, and a gateway that asks."""

    def __init__(self, pbx: Pbx, client: AmiClient) -> None:
        self.pbx = pbx
        self._client = client
        self.phone = pbx.phone("8001")

    async def ask(self, action: str, **fields: str) -> None:
        await self._client.ask(action, list(fields.items()), seconds=30)

    async def answered(self) -> Channel:
        caller = self.pbx.ring(NUMBER, QUEUE)
        await until(lambda: self.phone.rings)
        self.phone.pick_up()
        return caller

    async def consulted(self) -> Channel:
        caller = await self.answered()
        await self.ask("Atxfer", Channel=self.phone.legs[0].name, Exten="9001", Context="internal")
        await self.seen("DialEnd", 3)
        return caller

    async def seen(self, event: str, times: int) -> None:
        await until(lambda: len(self.pbx.events(event)) >= times)

    async def dial(self, outcome: Outcome = Outcome.ANSWERS) -> None:
        self.pbx.outside(CITIZEN, outcome)
        queue = self.pbx.queue(QUEUE)
        queue.pause(queue.members["PJSIP/8001"], True)
        self.pbx.told.clear()
        fields = {"Channel": "PJSIP/8001", "Context": "internal", "Exten": CITIZEN, "Async": "true", "Timeout": "6000"}
        await self.ask("Originate", **fields, CallerID='"回访" <81890>', ChannelId="console-1")


async def caller_hangs_up(play: Play) -> None:
    play.pbx.hang_up(await play.answered())


async def console_hangs_up(play: Play) -> None:
    await play.ask("Hangup", Channel=(await play.answered()).name)


async def hold(play: Play) -> None:
    caller = await play.answered()
    play.phone.hold()
    play.phone.resume()
    play.pbx.hang_up(caller)


async def transfer(play: Play) -> None:
    caller = await play.consulted()
    play.phone.hang_up()
    await play.seen("LocalOptimizationEnd", 1)
    play.pbx.hang_up(caller)


async def cancel(play: Play) -> None:
    caller = await play.consulted()
    await play.ask("CancelAtxfer", Channel=play.phone.legs[0].name)
    play.pbx.hang_up(caller)


async def three(play: Play) -> None:
    caller = await play.consulted()
    for digit in "*3":
        await play.ask("PlayDTMF", Channel=play.phone.legs[0].name, Digit=digit, Receive="true")
    await play.seen("LocalOptimizationEnd", 1)
    play.phone.hang_up()
    play.pbx.hang_up(caller)


async def blind(play: Play) -> None:
    caller = await play.answered()
    await play.ask("BlindTransfer", Channel=play.phone.legs[0].name, Exten="9001", Context="internal")
    await play.seen("DialEnd", 2)
    play.pbx.hang_up(caller)


async def abandon_waiting(play: Play) -> None:
    play.pbx.queue(QUEUE).members["PJSIP/8001"].paused = True
    play.pbx.hang_up(play.pbx.ring(NUMBER, QUEUE))


async def abandon_ringing(play: Play) -> None:
    caller = play.pbx.ring(NUMBER, QUEUE)
    await until(lambda: play.phone.rings)
    play.pbx.hang_up(caller)


async def no_answer(play: Play) -> None:
    queue = play.pbx.queue(QUEUE)
    queue.members["PJSIP/8002"].paused, queue.members["PJSIP/8001"].last_call, queue.autopause = False, 5, True
    caller = play.pbx.ring(NUMBER, QUEUE)
    await until(lambda: play.phone.rings)
    play.phone.pick_up()
    play.pbx.hang_up(caller)


async def reject(play: Play) -> None:
    members = play.pbx.queue(QUEUE).members
    members["PJSIP/8002"].paused, members["PJSIP/8001"].last_call = False, 5
    caller = play.pbx.ring(NUMBER, QUEUE)
    await until(lambda: play.pbx.phone("8002").rings)
    play.pbx.phone("8002").reject()
    await until(lambda: play.phone.rings)
    play.phone.pick_up()
    play.pbx.hang_up(caller)


async def dial_answered(play: Play) -> None:
    await play.dial()
    play.phone.pick_up()
    await play.seen("BridgeEnter", 2)
    play.phone.hang_up()


async def dial_busy(play: Play) -> None:
    await play.dial(Outcome.BUSY)
    play.phone.pick_up()


async def dial_invalid(play: Play) -> None:
    await play.dial(Outcome.INVALID)
    play.phone.pick_up()


async def dial_ignored(play: Play) -> None:
    await play.dial()


async def dial_rejected(play: Play) -> None:
    await play.dial()
    play.phone.reject()


async def offline(play: Play) -> None:
    play.phone.unregister()
    caller = play.pbx.ring(NUMBER, QUEUE)
    await asyncio.sleep(0)
    play.phone.register()
    await until(lambda: play.phone.rings)
    play.phone.pick_up()
    play.pbx.hang_up(caller)


async def refer(play: Play) -> None:
    caller = await play.answered()
    play.phone.hold()
    play.phone.dial("9001")
    await play.seen("DialEnd", 2)
    play.phone.refer()
    play.pbx.hang_up(caller)


async def bridge(play: Play) -> None:
    caller = await play.answered()
    play.phone.hold()
    play.phone.dial("9001")
    await play.seen("DialEnd", 2)
    await play.ask("Bridge", Channel1=caller.name, Channel2=play.pbx.phone("9001").legs[0].name, Tone="no")
    play.pbx.hang_up(caller)


SCENES: dict[str, tuple[Callable[[Play], Awaitable[None]], int]] = {
    "02": (caller_hangs_up, 2),
    "03": (console_hangs_up, 2),
    "04": (hold, 2),
    "05": (transfer, 5),
    "06": (cancel, 5),
    "07": (three, 5),
    "08": (blind, 3),
    "10": (abandon_waiting, 1),
    "11": (abandon_ringing, 2),
    "12": (no_answer, 3),
    "13": (reject, 3),
    "16": (dial_answered, 2),
    "17": (dial_busy, 1),
    "19": (dial_invalid, 1),
    "20": (dial_ignored, 1),
    "21": (dial_rejected, 1),
    "24": (offline, 2),
    "25": (caller_hangs_up, 2),
    "27": (refer, 4),
    "28": (bridge, 4),
}
"""A scene by the number of its capture, and how many legs have ended when it is over."""


async def played(number: str) -> list[dict[str, str]]:
    scene, legs = SCENES[number]
    async with Pbx(speed=40) as pbx:
        pbx.queue(QUEUE, {"8001": "王丽", "8002": "陈晓明"}).members["PJSIP/8002"].paused = True
        pbx.phone("9001", "partner", answers=0.0)
        async with listening(pbx) as (client, _):
            await scene(Play(pbx, client))
            await until(lambda: len(pbx.events("Hangup")) == legs)
            return [{"Event": event, **fields} for event, fields in pbx.told if event not in NOISE]


def captured(number: str) -> list[dict[str, str]]:
    (name,) = (name for name in NAMES if name.startswith(number))
    # The first of several lines with one key is what a line is compared by.
    return [dict(reversed(pairs)) for pairs in told(name) if pairs[0][0] == "Event" and pairs[0][1] not in NOISE]


def legs_of(events: list[dict[str, str]]) -> dict[str, list[str]]:
    """Return what happened to each leg, in order; a leg is named by its device and by which of it this is."""
    names: dict[str, str] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        channel = event.get("Channel") or event.get("DestChannel")
        if event["Event"] in STATES | LOOSE or not channel or "-" not in channel:
            continue
        device = channel.rpartition("-")[0] + channel[channel.find(";") :] * (";" in channel)
        if channel not in names:
            names[channel] = f"{device} {sum(name.startswith(f'{device} ') for name in names.values())}"
        if event["Event"] == "HangupRequest":
            # Of two Local halves either is asked first, and a telephone may say why or not.
            if device.startswith("PJSIP/"):
                found[names[channel]].append("HangupRequest")
            continue
        detail = event.get("DialStatus") or event.get("BridgeNumChannels") or event.get("Cause") or event.get("Reason", "")
        found[names[channel]].append(f"{event['Event']} {detail}")
    return dict(found)


def counted(events: list[dict[str, str]]) -> Counter[str]:
    def about(event: dict[str, str]) -> str:
        detail = event.get("State") if event["Event"] == "DeviceStateChange" else event.get("Status", "")
        return f"{event['Event']} {event.get('Device') or event.get('Interface', '')} {detail}"

    kept = (event for event in events if event.get("Device") not in OTHER and event["Event"] not in {"NewCallerid", "FullyBooted"})
    return Counter(about(event) for event in kept)


@pytest.mark.parametrize("number", SCENES)
async def test_a_scene_is_told_as_a_real_pbx_told_it(number: str) -> None:
    mine, real = await played(number), captured(number)
    assert legs_of(mine) == legs_of(real)
    assert counted(mine) == counted(real)


async def test_every_event_has_the_lines_of_a_real_one() -> None:
    own = {"Event", "Privilege", "Timestamp", "ActionID"}
    real: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in NAMES:
        for pairs in told(name):
            real[pairs[0][1]].add(tuple(key for key, _ in pairs if key not in own))
    mine = [event for number in SCENES for event in await played(number)]
    wrong = {event["Event"] for event in mine if tuple(key for key in event if key not in own) not in real[event["Event"]]}
    assert wrong == set()
