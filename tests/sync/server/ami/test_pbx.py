"""The tests' own PBX keeps its books: whatever is done to it, every leg ends once, every bridge is closed, and what it lists is so."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.server.ami.address import Address
from sync.server.ami.answers import Denied
from sync.server.ami.client import AmiClient
from tests.support.pbx.beside import running
from tests.support.pbx.listening import Ear, listening, until
from tests.support.pbx.phones import Outcome
from tests.support.pbx.server import SECRET, USER, Pbx
from tests.support.pbx.wire import User

QUEUE, CITIZEN = "81890", "57765550101"


async def ask(client: AmiClient, action: str, **fields: str) -> str:
    """Ask for something and return the words of the answer."""
    try:
        return (await client.ask(action, list(fields.items()), seconds=30)).response.get("Message")
    except Denied as denied:
        return denied.message["Message"]


async def test_three_in_a_conference() -> None:
    async with Pbx(speed=20) as pbx, listening(pbx) as (client, ear):
        pbx.queue(QUEUE, {"8001": "王丽"})
        pbx.phone("9001", "partner", answers=0.0)
        caller, phone = pbx.ring("057765550101", QUEUE), pbx.phone("8001")
        await until(lambda: phone.rings)
        phone.pick_up()
        agent = phone.legs[0]
        rooms = {"Context": "conf", "Exten": "cf8001", "ExtraContext": "conf", "ExtraExten": "ca8001"}
        assert await ask(client, "Redirect", Channel=caller.name, ExtraChannel=agent.name, **rooms) == "Dual Redirect successful"
        await ask(client, "Originate", Channel="PJSIP/9001", Context="conf", Exten="cf8001", Priority="1", Async="true")
        await until(lambda: len(ear.named("ConfbridgeJoin")) == 3)
        third = pbx.phone("9001").legs[0].name
        assert await ask(client, "ConfbridgeMute", Conference="cf8001", Channel=third) == "User muted"
        listed = await client.ask("ConfbridgeList", [("Conference", "cf8001")], seconds=30, listing=True)
        assert [item["Muted"] for item in listed.events] == ["No", "No", "Yes"]
        assert await ask(client, "ConfbridgeUnmute", Conference="cf8001", Channel=third) == "User unmuted"
        assert await ask(client, "ConfbridgeKick", Conference="cf8001", Channel=third) == "User kicked"
        pbx.hang_up(caller)
        assert await ask(client, "Hangup", Channel=agent.name) == "Channel Hungup"
        await until(lambda: bool(ear.named("ConfbridgeEnd")) and len(ear.named("Hangup")) == 3)
        assert [event["Reason"] for event in ear.named("AgentComplete")] == ["caller"]
        assert (pbx.exchange.channels, pbx.exchange.bridges) == ({}, {})
        assert await ask(client, "ConfbridgeKick", Conference="cf8001", Channel=third) == "No Conference by that name found."


async def test_members_come_pause_and_go() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.queue(QUEUE, {"8001": "王丽"})
        pbx.phone("8003")
        member = {"Queue": QUEUE, "Interface": "PJSIP/8003"}
        assert await ask(client, "QueueAdd", **member, MemberName="8003 林芳", Paused="true", Reason="login") == "Added interface to queue"
        assert await ask(client, "QueueAdd", **member) == "Unable to add interface: Already there"
        assert await ask(client, "QueuePause", **member, Paused="false") == "Interface unpaused successfully"
        assert await ask(client, "QueuePause", Queue="none", Interface="PJSIP/8003", Paused="true") == "Interface not found"
        assert await ask(client, "QueueRemove", Queue=QUEUE, Interface="PJSIP/8001") == "Member not dynamic"
        assert await ask(client, "QueueRemove", **member) == "Removed interface from queue"
        assert await ask(client, "QueueRemove", **member) == "Unable to remove interface: Not there"
        await until(lambda: bool(ear.named("QueueMemberRemoved")))
        assert [event["MemberName"] for event in ear.named("QueueMemberAdded")] == ["8003 林芳"]
        assert [event["PausedReason"] for event in ear.named("QueueMemberPause")] == [""]


async def test_a_user_without_write_classes_may_kick_a_caller_all_the_same() -> None:
    async with Pbx() as pbx:
        pbx.queue(QUEUE, {"8001": "王丽"})
        pbx.users[USER] = User(pbx.users[USER].secret, read=frozenset({"agent"}), write=frozenset())
        async with listening(pbx) as (client, ear):
            caller, phone = pbx.ring("057765550101", QUEUE), pbx.phone("8001")
            await until(lambda: phone.rings)
            phone.pick_up()
            await until(lambda: bool(ear.named("AgentConnect")))
            assert {event["Privilege"] for event in ear.events} == {"agent,all"}
            for action in ("Hangup", "QueuePause", "Originate", "CoreShowChannels", "Command"):
                assert await ask(client, action, Channel=caller.name) == "Permission denied"
            assert await ask(client, "BridgeKick", Channel=caller.name) == "Channel has been kicked"
            await until(lambda: bool(ear.named("AgentComplete")))
            assert pbx.exchange.channels == {}


async def test_what_was_lost_of_a_call_is_in_the_lists() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.queue(QUEUE, {"8001": "王丽"})
        pbx.ring("057765550101", QUEUE)
        phone = pbx.phone("8001")
        await until(lambda: phone.rings)
        pbx.cut()
        phone.pick_up()
        phone.hold()
        pbx.ring("anonymous", QUEUE)
        await until(lambda: ear.links == [True, False, True])
        status = (await client.ask("QueueStatus", seconds=30, listing=True)).events
        assert [(item["Event"], item.get("InCall"), item.get("CallerIDNum")) for item in status] == [
            ("QueueParams", "", ""),
            ("QueueMember", "1", ""),
            ("QueueEntry", "", "anonymous"),
        ]
        channels = (await client.ask("Status", [("AllVariables", "true")], seconds=30, listing=True)).events
        (bridge,) = (await client.ask("BridgeList", seconds=30, listing=True)).events
        assert sum(item["BridgeID"] == bridge["BridgeUniqueid"] for item in channels) == 2
        assert any(value.startswith("BRIDGEPEER=PJSIP/8001") for item in channels for value in item.all("Variable"))
        assert len((await client.ask("CoreShowChannels", seconds=30, listing=True)).events) == 3


def something(pbx: Pbx, chance: random.Random) -> tuple[str, dict[str, str]] | None:
    """Do something at a telephone, or return an action to ask for; often it makes no sense."""
    legs = list(pbx.exchange.channels.values())
    leg = chance.choice(legs).name if legs else "PJSIP/none-00000000"
    other = chance.choice(legs).name if legs else "PJSIP/none-00000000"
    phone = pbx.phone(chance.choice(["8001", "8002", "9001"]))
    match chance.randrange(16):
        case 0 | 1:
            pbx.ring(chance.choice(["anonymous", "057765550101"]), QUEUE)
        case 2 | 3 | 4 if phone.rings:
            phone.pick_up()
        case 5 if phone.rings:
            phone.reject()
        case 6 | 7 if legs:
            pbx.hang_up(chance.choice(legs))
        case 8 if phone.registered and not phone.legs:
            phone.dial(chance.choice(["9001", "8002", CITIZEN, "nobody"]))
        case 9:
            return "Hangup", {"Channel": leg}
        case 10 | 11:
            return "Atxfer", {"Channel": leg, "Exten": chance.choice(["9001", CITIZEN, "nobody"]), "Context": "internal"}
        case 12:
            return chance.choice([("CancelAtxfer", {"Channel": leg}), ("PlayDTMF", {"Channel": leg, "Digit": chance.choice("*3")})])
        case 13:
            return "BlindTransfer", {"Channel": leg, "Exten": chance.choice(["9001", CITIZEN, "nobody"]), "Context": "internal"}
        case 14:
            fields = {"Channel": phone.device, "Context": "internal", "Exten": CITIZEN, "Timeout": "3000"}
            return chance.choice([("Originate", fields), ("BridgeKick", {"Channel": leg})])
        case 15:
            rooms = {"Context": "conf", "Exten": "cf1", "ExtraContext": "conf", "ExtraExten": "ca1"}
            return "Redirect", {"Channel": leg, "ExtraChannel": other, **rooms}
        case _:
            if phone.registered and not phone.legs:
                phone.unregister()
            elif not phone.registered:
                phone.register()
    return None


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_is_done_every_leg_ends_once(seed: int) -> None:
    chance = random.Random(seed)
    async with Pbx(speed=200) as pbx, listening(pbx) as (client, ear):
        queue = pbx.queue(QUEUE, {"8001": "王丽", "8002": "陈晓明"})
        queue.autopause = False
        pbx.phone("9001", "partner")
        pbx.outside(CITIZEN, chance.choice(list(Outcome)), after=1.0)
        for _ in range(120):
            wanted = something(pbx, chance)
            if wanted is not None:
                await ask(client, wanted[0], **wanted[1])
            if chance.random() < 0.5:
                await asyncio.sleep(0.001)
        while pbx.exchange.channels:
            for channel in list(pbx.exchange.channels.values()):
                pbx.hang_up(channel)
            await asyncio.sleep(0.002)
        assert (pbx.exchange.bridges, queue.entries) == ({}, [])
        ends = Counter(event["Uniqueid"] for event in pbx.events("Hangup"))
        assert ends == Counter(event["Uniqueid"] for event in pbx.events("Newchannel"))
        assert set(ends.values()) == {1}
        assert Counter(e["BridgeUniqueid"] for e in pbx.events("BridgeCreate")) == Counter(
            e["BridgeUniqueid"] for e in pbx.events("BridgeDestroy")
        )
        moves = [(event["BridgeUniqueid"], event["Uniqueid"]) for event in pbx.events("BridgeEnter")]
        assert Counter(moves) == Counter((event["BridgeUniqueid"], event["Uniqueid"]) for event in pbx.events("BridgeLeave"))
        assert len(pbx.events("QueueCallerJoin")) == len(pbx.events("QueueCallerLeave"))
        assert len(pbx.events("AgentConnect")) == len(pbx.events("AgentComplete"))
        assert client.trouble is None


def test_a_pbx_in_a_thread_of_its_own() -> None:
    async def rung(address: Address) -> Ear:
        ear = Ear()
        client = AmiClient(address, secret=SECRET, on_event=ear.event, on_link=ear.link)
        connected = asyncio.create_task(client.run())
        await until(lambda: bool(ear.named("AgentComplete")))
        connected.cancel()
        await asyncio.gather(connected, return_exceptions=True)
        return ear

    with running() as beside, ThreadPoolExecutor(1) as other:
        beside.do(lambda pbx: pbx.queue(QUEUE, {"8001": "王丽"}))
        heard = other.submit(asyncio.run, rung(beside.address))
        beside.until(lambda pbx: pbx.counts.logins == 1)
        caller = beside.do(lambda pbx: pbx.ring("057765550101", QUEUE))
        beside.until(lambda pbx: pbx.phone("8001").rings)
        beside.do(lambda pbx: pbx.phone("8001").pick_up())
        beside.do(lambda pbx: pbx.hang_up(caller))
        assert len(heard.result(60).named("QueueCallerJoin")) == 1
