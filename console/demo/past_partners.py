"""Partners before the demonstration: each stage of admission, licences that run out, each rung of the card ladder, an appeal."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from console.demo.past import Past
from models.commands import admission, discipline
from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck
from models.records.base import CHINA, Text
from models.records.callback import Step
from models.records.case import CloseReason, Verification
from models.records.discipline import Hearing
from models.records.journal import (
    Acknowledge,
    Body,
    CallbackAnswer,
    Close,
    Complain,
    Dispatch,
    ProposeVeto,
    Rework,
    Verify,
    WorkDone,
)
from models.records.partner import PartnerRow, PartnerStage
from models.repositories import discipline as cards
from models.repositories import partner as partners
from models.store.clock import stamp

SUPERVISOR, OTHER_SUPERVISOR, LEAD, OPERATOR = 1, 30, 2, 11
GOOD, HEARD, WAITING, RECTIFYING, VETOED, SUSPENDED, SIGNED, ON_TRIAL = "P001", "P007", "P009", "P010", "P013", "P006", "P005", "P004"
"""Whom each of the stories is about."""

_POOR = ((Step.DONE, True), (Step.AS_PROMISED, False), (Step.PRICE_AS_QUOTED, True), (Step.CLEAN, False), (Step.SATISFIED, False))
_WELL = tuple((step, True) for step, _ in _POOR)


def plan(past: Past) -> None:
    """Plan what the partners' page shows."""
    _looked_after(past)
    _admitted(past)
    _heard(past)
    _appealed(past)
    _rectifying(past)
    _vetoed(past)
    _accused(past)


def _row(past: Past, code: str) -> PartnerRow:
    found = partners.by_code(past.store, code)
    assert found is not None, f"partner {code} ships"
    return found


def _day(moment: datetime) -> str:
    return moment.astimezone(CHINA).date().isoformat()


def _licence(past: Past, moment: datetime, code: str, kind: str, number: str, last: datetime) -> None:
    step = PartnerLicence(partner=code, kind=kind, number=number, expires=_day(last))
    past.at(moment, lambda: admission.license(past.store, past.seat(SUPERVISOR), step))


def _recheck(past: Past, moment: datetime, code: str, found: str, due: datetime) -> None:
    step = PartnerRecheck(partner=code, found=found, due=_day(due))
    past.at(moment, lambda: admission.recheck(past.store, past.seat(SUPERVISOR), step))


def _move(past: Past, moment: datetime, code: str, stage: PartnerStage, reason: str, agreement: str = "") -> None:
    step = PartnerMove(partner=code, stage=stage, since=_day(moment), reason=reason, agreement=agreement)
    past.at(moment, lambda: admission.move(past.store, past.seat(SUPERVISOR), step))


def _agree(past: Past, moment: datetime, code: str, reason: str, **terms: object) -> None:
    past.at(moment, lambda: admission.agree(past.store, past.seat(SUPERVISOR), replace(_row(past, code), **terms), reason))


def _looked_after(past: Past) -> None:
    """The good partner: looked at twice, agreed with anew, a licence that runs out soon, and a complaint that was not true."""
    _recheck(past, past.ago(days=210), GOOD, "证照齐全，上门佩戴工牌", past.ago(days=30))
    _licence(past, past.ago(days=209), GOOD, "家政服务员健康证", "瑞健0318", past.ago(days=-12))
    _agree(past, past.ago(days=120), GOOD, "新聘两名疏通师傅", capacity=5)
    _recheck(past, past.ago(days=31), GOOD, "抽查三单，价格与报价一致", past.ago(days=-150))
    begun = past.ago(days=45)
    _work(past, "unfounded", GOOD, begun, 2, "说好两点，三点才到")
    _verdict(past, "unfounded", GOOD, begun + timedelta(days=1), Verification.UNFOUNDED, "市民改了时间，短信为证", "短信截图")
    said = CallbackAnswer(steps=_WELL, score=4, comment="是我记错了")
    past.step("unfounded", begun + timedelta(days=1, minutes=20), OPERATOR, said)
    past.step("unfounded", begun + timedelta(days=1, minutes=21), OPERATOR, Close(reason=CloseReason.DONE, resolved=True))


def _admitted(past: Past) -> None:
    """One on trial whose look is due, one signed, one suspended, one that comes into being."""
    _licence(past, past.ago(days=60), ON_TRIAL, "", "浙瑞JZ0004", past.ago(days=-20))
    _recheck(past, past.ago(days=59), ON_TRIAL, "执照已补，健康证未齐", past.ago(days=2))
    _recheck(past, past.ago(days=80), SIGNED, "试用期 17 单无投诉", past.ago(days=-100))
    _move(past, past.ago(days=26), SIGNED, PartnerStage.SIGNED, "试用期满，证照齐全", "加盟协议 024 号")
    _move(past, past.ago(days=5), SUSPENDED, PartnerStage.SUSPENDED, "负责人住院，暂停接单两周")
    made: list[str] = []

    def enlist() -> None:
        name = Text("玉海修伞补鞋铺", "Yuhai Umbrella and Shoe Repairs")
        _, code = admission.enlist(past.store, past.seat(SUPERVISOR), name, "individual", "13900003888")
        made.append(code)

    past.at(past.ago(days=20), enlist)
    licence = PartnerLicence(partner="", kind="", number="浙瑞JZ0400", expires=_day(past.ago(days=-700)))
    past.at(past.ago(days=18), lambda: admission.license(past.store, past.seat(SUPERVISOR), replace(licence, partner=made[0])))
    trial = PartnerMove(partner="", stage=PartnerStage.TRIAL, since=_day(past.ago(days=17)), reason="社区推荐，先试用三个月")
    past.at(past.ago(days=17), lambda: admission.move(past.store, past.seat(SUPERVISOR), replace(trial, partner=made[0])))


def _heard(past: Past) -> None:
    """A card that was put right, appealed against and lifted."""
    begun = past.ago(days=24)
    _work(past, "heard", HEARD, begun, 2, "玻璃只擦了一面")
    _verdict(past, "heard", HEARD, begun + timedelta(days=1), Verification.VERIFIED, "承认赶时间", "市民照片两张")
    _again(past, "heard", begun + timedelta(days=1, hours=2), "双面重擦")
    due = _day(begun + timedelta(days=4))
    past.at(begun + timedelta(days=1, hours=3), _rectify, past, HEARD, due, "重擦并向市民道歉")
    past.at(begun + timedelta(days=3), lambda: discipline.accept(past.store, past.seat(SUPERVISOR), _entry(past, HEARD), "看过，已重擦"))
    past.at(begun + timedelta(days=4), _appeal, past, HEARD, "当天下雨，外面擦了也留水痕，次日已补")
    past.at(begun + timedelta(days=8), _hear, past, HEARD, Hearing.LIFTED, "天气记录属实，整改及时")


def _appealed(past: Past) -> None:
    """A card that waits to be heard."""
    begun = past.ago(days=6)
    _work(past, "waiting", WAITING, begun, 1, "空调洗完漏水，地板泡了")
    _verdict(past, "waiting", WAITING, begun + timedelta(days=1), Verification.VERIFIED, "说是管子老化", "漏水视频")
    _again(past, "waiting", begun + timedelta(days=1, hours=3), "重接排水管")
    past.at(past.ago(days=2), _appeal, past, WAITING, "排水管是原来就裂的，师傅上门前已说明")


def _rectifying(past: Past) -> None:
    """A yellow card whose partner has until tomorrow to put it right."""
    begun = past.ago(days=2, hours=3)
    _work(past, "rectifying", RECTIFYING, begun, 2, "外窗有明显划痕")
    _verdict(past, "rectifying", RECTIFYING, begun + timedelta(days=1), Verification.VERIFIED, "承认用了旧刮刀", "照片三张")
    past.step("rectifying", begun + timedelta(days=1, hours=1), OPERATOR, Rework(reason="抛光或换玻璃"))
    past.step("rectifying", begun + timedelta(days=1, hours=2), OPERATOR, Acknowledge(eta=stamp(past.ago(hours=-5)), note="带抛光机去"))
    past.at(past.ago(hours=20), _rectify, past, RECTIFYING, _day(past.ago(days=-1)), "两天内抛光划痕，逾期按未整改处理")


def _vetoed(past: Past) -> None:
    """Very bad service: an operator proposes, a lead confirms, and the partner is out."""
    begun = past.ago(days=12)
    name = _row(past, VETOED).name
    _work(past, "vetoed", VETOED, begun, 1, "收了 600 元定金就联系不上")
    proposal = ProposeVeto(partner=VETOED, name=name, statement="拒不退款", evidence="转账记录")
    past.step("vetoed", begun + timedelta(hours=26), OPERATOR, proposal)
    verdict = Verify(verdict=Verification.VETO, partner=VETOED, name=name, statement="拒不退款", evidence="转账记录", words="同意一次否决")
    past.step("vetoed", begun + timedelta(hours=28), LEAD, verdict)
    other = _row(past, GOOD)
    sent, said = Dispatch(partner=GOOD, name=other.name, phone=other.phone), CallbackAnswer(steps=_WELL, score=5)
    bodies: tuple[Body, ...] = (sent, Acknowledge(), WorkDone(note="另派企业做完"), said, Close(reason=CloseReason.DONE, resolved=True))
    for place, body in enumerate(bodies):
        past.step("vetoed", begun + timedelta(hours=29 + place), OPERATOR, body)
    _move(past, begun + timedelta(days=2), VETOED, PartnerStage.EXPELLED, "一次否决，取消加盟资格")


def _accused(past: Past) -> None:
    """A complaint that waits for its verdict."""
    _work(past, "accused", SIGNED, past.ago(hours=3), 2, "说好含材料费，做完又加收 60 元")


def _work(past: Past, key: str, code: str, begun: datetime, score: int, complaint: str) -> None:
    """A partner's work with which the citizen is unhappy, up to the complaint."""
    row = _row(past, code)
    past.accepted(key, begun - timedelta(hours=5), OPERATOR, row.items[0], "约上门服务")
    sent = Dispatch(partner=code, name=row.name, phone=row.phone)
    said = CallbackAnswer(steps=_POOR, score=score, comment=complaint)
    bodies: tuple[Body, ...] = (sent, Acknowledge(), WorkDone(note="已做完"), said, Complain(complaint, code, row.name))
    for place, body in enumerate(bodies):
        past.step(key, begun - timedelta(hours=5 - place, minutes=-6), OPERATOR, body)


def _verdict(past: Past, key: str, code: str, moment: datetime, verdict: Verification, statement: str, evidence: str) -> None:
    body = Verify(verdict=verdict, partner=code, name=_row(past, code).name, statement=statement, evidence=evidence)
    past.step(key, moment, OPERATOR, body)


def _again(past: Past, key: str, moment: datetime, reason: str) -> None:
    """The work is done once more, and this time it is well."""
    said, over = CallbackAnswer(steps=_WELL, score=4), Close(reason=CloseReason.DONE, resolved=True)
    bodies: tuple[Body, ...] = (Rework(reason=reason), Acknowledge(), WorkDone(note="已返工"), said, over)
    for place, body in enumerate(bodies):
        past.step(key, moment + timedelta(hours=2 * place), OPERATOR, body)


def _rectify(past: Past, code: str, due: str, words: str) -> None:
    discipline.rectify(past.store, past.seat(SUPERVISOR), _entry(past, code), due, words)


def _appeal(past: Past, code: str, words: str) -> None:
    discipline.appeal(past.store, past.seat(SUPERVISOR), _entry(past, code), words)


def _hear(past: Past, code: str, decision: Hearing, words: str) -> None:
    """By the other supervisor, who had no part in the verdict."""
    discipline.hear(past.store, past.seat(OTHER_SUPERVISOR), _entry(past, code), decision, words)


def _entry(past: Past, code: str) -> str:
    """Return the verdict of a partner's newest card."""
    return max(cards.cards(past.store, code), key=lambda card: card.stand.at).entry
