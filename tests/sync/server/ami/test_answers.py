"""Questions and answers: by the ActionID alone, once, in time or not at all."""

from __future__ import annotations

import asyncio

import pytest

from sync.server.ami import answers
from sync.server.ami.answers import Answers, Denied, NotAnswered, NotSent
from sync.server.ami.message import Message
from tests.support.pbx.listening import listening, until
from tests.support.pbx.server import Pbx

ORIGINATE = [("Channel", "PJSIP/8001"), ("Context", "internal"), ("Exten", "57765550101"), ("Async", "true"), ("ChannelId", "console-1")]


def said(kind: str, name: str, action_id: str, **more: str) -> Message:
    return Message(((kind, name), ("ActionID", action_id), *more.items()))


async def test_answers_in_any_order_and_among_events() -> None:
    book = Answers()
    one, two = book.expect("1", listing=True), book.expect("2", listing=True)
    three = book.expect("3", listing=False)
    news = Message((("Event", "Hangup"), ("Uniqueid", "1")))
    taken = [
        book.take(message)
        for message in (
            said("Event", "QueueMember", "2", Name="b"),
            said("Response", "Success", "3"),
            said("Response", "Success", "1", EventList="start"),
            news,
            said("Event", "CoreShowChannel", "1", Name="a"),
            said("Response", "Success", "2", EventList="start"),
            said("Event", "QueueStatusComplete", "2", EventList="Complete"),
            said("Event", "CoreShowChannel", "1", Name="c"),
            said("Event", "CoreShowChannelsComplete", "1", EventList="Complete"),
        )
    ]
    assert taken == [True, True, True, False, True, True, True, True, True]
    assert [item["Name"] for item in (await one).events] == ["a", "c"]
    assert [item["Name"] for item in (await two).events] == ["b"]
    assert (await three).events == ()


async def test_a_list_that_was_cut_short_is_no_answer() -> None:
    book = Answers()
    asked = book.expect("1", listing=True)
    book.take(said("Response", "Success", "1", EventList="start"))
    book.take(said("Event", "StatusComplete", "1", EventList="Cancelled"))
    with pytest.raises(NotAnswered):
        await asked


async def test_a_second_response_changes_nothing() -> None:
    book = Answers()
    asked = book.expect("1", listing=False)
    assert book.take(said("Response", "Success", "1", Message="first"))
    assert book.take(said("Response", "Error", "1", Message="second"))
    assert (await asked).response["Message"] == "first"


async def test_only_so_many_late_lists_are_remembered() -> None:
    book = Answers()
    for number in range(2000):
        book.expect(str(number), listing=True)
        book.forget(str(number))
    assert book.take(said("Event", "Status", "1999"))
    assert not book.take(said("Event", "Status", "0"))


async def test_the_last_answer_first() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.queue("81890", {"8001": "王丽", "8002": "陈晓明"})
        pbx.faults.held = {"QueueStatus", "QueueSummary", "DeviceStateList"}
        asked = [asyncio.create_task(client.ask(action, seconds=30, listing=True)) for action in sorted(pbx.faults.held)]
        await until(lambda: len(pbx.received) >= 8 + len(asked))
        pbx.phone("8001").unregister()
        pbx.let_go()
        devices, status, summary = await asyncio.gather(*asked)
        assert {item["Event"] for item in devices.events} == {"DeviceStateChange"}
        assert [item["Event"] for item in status.events] == ["QueueParams", "QueueMember", "QueueMember"]
        assert [item["Event"] for item in summary.events] == ["QueueSummary"]
        assert [event["PeerStatus"] for event in ear.named("PeerStatus")] == ["Unreachable"]


async def test_what_comes_late_is_neither_answer_nor_news() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.queue("81890", {"8001": "王丽"})
        pbx.faults.held = {"QueueStatus", "CoreSettings"}
        for action, listing in (("QueueStatus", True), ("CoreSettings", False)):
            with pytest.raises(NotAnswered):
                await client.ask(action, seconds=0.05, listing=listing)
        pbx.let_go()
        pbx.phone("8001").unregister()
        await until(lambda: bool(ear.named("PeerStatus")))
        assert ear.named("QueueMember") == ear.named("QueueParams") == ear.named("QueueStatusComplete") == []
        pbx.faults.held = set()
        assert len((await client.ask("QueueStatus", seconds=30, listing=True)).events) == 2


async def test_the_outcome_of_an_originate_is_news_though_it_has_the_actions_id() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.phone("8001", answers=0.0)
        answer = await client.ask("Originate", ORIGINATE, seconds=30)
        await until(lambda: bool(ear.named("OriginateResponse")))
        assert ear.named("OriginateResponse")[0]["ActionID"] == answer.response["ActionID"]


async def test_an_error_is_told_as_such() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, _):
        with pytest.raises(Denied) as denied:
            await client.ask("Hangup", [("Channel", "PJSIP/8001-00000000")], seconds=30)
        assert denied.value.message["Message"] == "No such channel"
        with pytest.raises(Denied):
            await client.ask("BridgeInfo", [("BridgeUniqueid", "none")], seconds=30, listing=True)


@pytest.mark.parametrize("text", ["8001\r\nAction: Originate", "8001\n", "8001\r"])
async def test_no_field_becomes_an_action(text: str) -> None:
    async with Pbx() as pbx, listening(pbx) as (client, _):
        before = len(pbx.received)
        with pytest.raises(ValueError, match="end of a line"):
            await client.ask("Hangup", [("Channel", text)], seconds=30)
        await client.ask("CoreSettings", seconds=30)
        assert [asked["Action"] for asked in pbx.received[before:] if asked["Action"] != "Ping"] == ["CoreSettings"]


async def test_what_is_over_before_it_was_sent_is_not_sent() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, _):
        with pytest.raises(NotSent):
            await client.ask("Originate", ORIGINATE, seconds=0)
        link = client._link
        assert link is not None
        link.pause_writing()
        with pytest.raises(NotSent):
            await client.ask("Originate", ORIGINATE, seconds=0.05)
        waiting = asyncio.create_task(client.ask("CoreSettings", seconds=30))
        await asyncio.sleep(0)
        link.resume_writing()
        await waiting
        assert pbx.asked("Originate") == []


async def test_an_endless_list_ends_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "LIST_MESSAGES", 20)
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        for number in range(8100, 8140):
            pbx.phone(str(number))
        with pytest.raises(NotAnswered):
            await client.ask("DeviceStateList", seconds=30, listing=True)
        await until(lambda: ear.links == [True, False, True])


async def test_a_list_of_few_long_items_ends_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "LIST_BYTES", 2000)
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.queue("81890", {str(number): "王" * 200 for number in range(8001, 8009)})
        with pytest.raises(NotAnswered):
            await client.ask("QueueStatus", seconds=30, listing=True)
        await until(lambda: ear.links == [True, False, True])


@pytest.mark.parametrize("when", ["before", "after"])
async def test_what_was_asked_before_a_loss_is_never_asked_again(when: str) -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.phone("8001")
        cut = pbx.faults.cut_before if when == "before" else pbx.faults.cut_after
        cut.add("Originate")
        with pytest.raises(NotAnswered):
            await client.ask("Originate", ORIGINATE, seconds=30)
        cut.clear()
        await until(lambda: ear.links == [True, False, True])
        await client.ask("CoreShowChannels", seconds=30, listing=True)
        assert len(pbx.asked("Originate")) == 1
        assert len(pbx.exchange.channels) == (0 if when == "before" else 1)


async def test_without_a_link_nothing_is_sent_not_even_later() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.faults.refuse = True
        pbx.cut()
        await until(lambda: client.trouble is not None)
        with pytest.raises(NotSent):
            await client.ask("Originate", ORIGINATE, seconds=30)
        pbx.faults.refuse = False
        await until(lambda: ear.links == [True, False, True])
        await client.ask("CoreSettings", seconds=30)
        assert pbx.asked("Originate") == []


async def test_whoever_gives_up_waiting_leaves_nothing_behind() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.faults.held = {"QueueStatus"}
        asked = asyncio.create_task(client.ask("QueueStatus", seconds=30, listing=True))
        await until(lambda: bool(pbx.asked("QueueStatus")))
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        pbx.let_go()
        await client.ask("CoreSettings", seconds=30)
        assert client.trouble is None
        assert ear.named("QueueStatusComplete") == []


async def test_a_slow_answer_is_waited_for_and_no_longer_than_was_said() -> None:
    async with Pbx() as pbx, listening(pbx) as (client, ear):
        pbx.queue("81890", {"8001": "王丽"})
        pbx.faults.delay = 0.2
        with pytest.raises(NotAnswered):
            await client.ask("QueueStatus", seconds=0.05, listing=True)
        assert len((await client.ask("QueueStatus", seconds=30, listing=True)).events) == 2
        assert (client.trouble, ear.named("QueueMember")) == (None, [])


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("No such channel", "No such channel"),
        ("Channel specified does not exist.", "Channel specified does not exist."),
        ("Extension 057765550101 does not exist", "Extension … does not exist"),
        ("No channel by the name PJSIP/8001-0000000a", "No channel by the name …"),
        ("Unable to reach '王丽' <0577 6555-0101>", "Unable to reach … … …"),
        ("x" * 21 + " " + "word " * 40, " ".join(["…"] + ["word"] * 15)),
        ("", ""),
    ],
)
def test_of_a_refusal_only_plain_words_are_for_the_log(said: str, logged: str) -> None:
    assert Denied(Message((("Response", "Error"), ("Message", said)))).why == logged
