"""The desk before the demonstration: the calls of a week ago, callbacks of today, what a shift left, needs unmet, texts to look over."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from console.demo.past import Past
from models.commands import call, caller, case, handover, knowledge, search
from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.callback import Step
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind, CloseReason
from models.records.catalogue import Line
from models.records.journal import Acknowledge, CallbackAnswer, Close, Dispatch, HandOver, Note, Unmet, WorkDone
from models.repositories import knowledge as articles
from models.repositories import partner as partners
from models.rules.handover import next_shift
from models.store.clock import stamp

DESK = 28
"""Whose desk the demonstration is."""

_CALLS = (1, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 1, 1, 2, 2, 1, 1, 1, 2, 1, 1, 0, 0)
"""Calls of each hour of the same weekday before."""

_CALLED_BACK = (("P002", 5, "师傅很快就到了"), ("P014", 4, ""), ("P021", 5, "价钱和说的一样"), ("P033", 3, "等了一个多小时"))
"""Partner, mark and words of the citizens who were called back today."""

_LEFT = (
    ("C01-01", "老人独住，约明早第一单上门", "已和家属说好，企业未定"),
    ("C02-01", "空调不制冷，家里有婴儿", "两家约满，等瑞新回电"),
    ("C03-02", "卫生间返水", "疏通车在路上，盯一下到场"),
)
"""Item, need, and the words with which the case was laid down."""

_UNMET = (
    ("C10-04", "下大雨叫不到车", "出租车公司、两家代驾"),
    ("C10-04", "去动车站约不到车", "出租车公司"),
    ("C02-08", "老式缝纫机修理", "四家电器维修都不修"),
)

_SOUGHT = (("遛狗", 3), ("修古琴", 1), ("刻章", 2))
"""What was searched for in vain, and by how many."""

_OUTDATED, _SOON = ("K007", "K045"), ("K012",)
_WRONG = (("K020", 5, "抢修电话打过去是空号"), ("K003", 13, "末班车提前到八点了"), ("K003", 16, "市民说站牌上写的是八点"))
"""Article, operator, and what is wrong with it."""


def plan(past: Past) -> None:
    """Plan what the board, the handover and the knowledge pages show."""
    _week_before(past)
    _watched(past)
    _called_back(past)
    _left(past)
    _unmet(past)
    _texts(past)


def _week_before(past: Past) -> None:
    day = past.now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=7)
    for hour, calls in enumerate(_CALLS):
        for place in range(calls):
            rang = day + timedelta(hours=hour, minutes=7 + 60 * place // calls)
            answered = rang + timedelta(seconds=6 + 3 * (place % 5))
            row = CallRow(
                id=f"past-{hour}-{place}",
                direction=Direction.IN,
                number=f"1390000{6_000 + 40 * hour + place:04}",
                line=Line.GENERAL,
                state=CallState.ENDED,
                queued_at=stamp(rang),
                answered_at=stamp(answered),
                ended_at=stamp(answered + timedelta(minutes=2)),
                reason=EndReason.CALLER,
                operator=(3, 7, 12)[place % 3],
            )
            past.at(answered + timedelta(minutes=2), call.record_call, past.store, past.seat(row.operator), row)


def _watched(past: Past) -> None:
    """Somebody whom whoever comes next has to meet with care stands in a case of the desk of the demonstration."""
    made: list[str] = []
    number, text = "13900003777", "厨房插座冒过火花，现在没电"
    person = PersonRow(id="", name="何奶奶", numbers=(number,), district="330381002", address="隆山路 58 号 2 幢")
    begun = past.ago(minutes=95)
    past.at(begun, lambda: made.append(caller.save_person(past.store, past.seat(DESK), person)[1]))
    flag = Flag(kind=FlagKind.ELDERLY, note="独居，听力不好，敲门要等", review_on=past.ago(days=-180).date().isoformat())
    past.at(begun, lambda: caller.flag_person(past.store, past.seat(DESK), made[0], flag))

    def accept() -> None:
        _, past.cases["watched"] = case.accept(
            past.store,
            past.seat(DESK),
            item_code="C04-05",
            kind=CaseKind.SERVICE,
            number=number,
            person_id=made[0],
            person_name=person.name,
            district=person.district,
            address=person.address,
            text=text,
        )

    past.at(begun + timedelta(minutes=1), accept)
    helper = partners.by_code(past.store, "P002")
    assert helper is not None, "the electrician ships"
    past.step("watched", begun + timedelta(minutes=5), DESK, Dispatch(partner=helper.code, name=helper.name, phone=helper.phone))
    past.step("watched", begun + timedelta(minutes=9), DESK, Acknowledge(eta=stamp(past.ago(minutes=-100)), note="修完上一家过来"))


def _called_back(past: Past) -> None:
    """Work of yesterday and today, with what the citizens said to it today."""
    for place, (code, score, words) in enumerate(_CALLED_BACK):
        row = partners.by_code(past.store, code)
        assert row is not None, f"partner {code} ships"
        key, begun = f"called-{place}", past.ago(hours=6 + place)
        past.accepted(key, begun, 3, row.items[0], "请尽快上门")
        past.step(key, begun + timedelta(minutes=3), 3, Dispatch(partner=code, name=row.name, phone=row.phone))
        past.step(key, begun + timedelta(minutes=12), 3, Acknowledge())
        past.step(key, begun + timedelta(hours=2), 3, WorkDone(note="已完工"))
        steps = tuple((step, score > 3 or step is Step.DONE) for step in (Step.DONE, Step.AS_PROMISED, Step.CLEAN, Step.SATISFIED))
        past.step(key, past.ago(minutes=50 - 9 * place), 3, CallbackAnswer(steps=steps, score=score, comment=words))
        past.step(key, past.ago(minutes=49 - 9 * place), 3, Close(reason=CloseReason.DONE, resolved=True))


def _left(past: Past) -> None:
    """Cases that a colleague laid down, two of them with a promise that falls due in the next shift, and the words beside them."""
    for place, (item, text, note) in enumerate(_LEFT):
        key, begun = f"left-{place}", past.ago(minutes=24 - 4 * place)
        past.accepted(key, begun, 12, item, text)
        past.step(key, begun + timedelta(minutes=2), 12, Note(text="来电人方便接电话：晚上八点前"))
        past.step(key, past.ago(minutes=9 - place), 12, HandOver(seen=12, note=note))
    told = ((12, "三号线话机有杂音，已报修，先用备用话机"), (7, "安阳路今晚停水至 22 点，水管类来电先问是否停水"))
    for number, words in told:
        past.at(past.ago(minutes=6), _tell, past, number, words)


def _tell(past: Past, number: int, words: str) -> None:
    shift = next_shift(past.store.profile.shifts, past.store.clock.now())
    handover.write(past.store, past.seat(number), shift, words)


def _unmet(past: Past) -> None:
    for place, (item, need, tried) in enumerate(_UNMET):
        key, begun = f"unmet-{place}", past.ago(hours=3 + 2 * place)
        past.accepted(key, begun, 16, item, need, CaseKind.UNMET)
        past.step(key, begun + timedelta(minutes=25), 16, Unmet(need=need, tried=tried))
        past.step(key, begun + timedelta(minutes=30), 16, Close(reason=CloseReason.UNMET, resolved=False))
    for place, (words, times) in enumerate(_SOUGHT):
        for time in range(times):
            past.at(past.ago(hours=2 + 5 * place + time), search.record_lead, past.store, past.seat(3 + place), words)


def _texts(past: Past) -> None:
    """Texts that are no longer valid or soon will not be, and what operators say is wrong."""
    for code, days in (*((code, -9) for code in _OUTDATED), *((code, 11) for code in _SOON)):
        last = (past.now + timedelta(days=days)).astimezone(CHINA).date().isoformat()
        past.at(past.ago(days=90), _valid_until, past, code, last)
    for place, (code, number, words) in enumerate(_WRONG):
        told = past.ago(days=1, hours=place)
        past.at(told, knowledge.report_article, past.store, past.seat(number), code, words)
    past.at(past.ago(days=30), knowledge.report_article, past.store, past.seat(8), "K001", "等车时间写得太短")
    past.at(past.ago(days=29), knowledge.settle_reports, past.store, past.seat(2), "K001", "已改为十到二十分钟")


def _valid_until(past: Past, code: str, last: str) -> None:
    article = articles.by_code(past.store, code)
    assert article is not None, f"article {code} ships"
    knowledge.save_article(past.store, past.seat(2), replace(article, valid_until=last))
