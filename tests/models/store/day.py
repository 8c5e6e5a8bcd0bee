"""A busy day: every verb and every other operation at least once, through the commands."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from models.commands import admission, alert, call, caller, case, discipline, handover, knowledge, outreach, reference, search, whisper
from models.commands import catalogue as catalogue_commands
from models.records.admission import PartnerLicence, PartnerMove, PartnerRecheck
from models.records.base import Text
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.callback import Attempt, Step
from models.records.caller import Flag, FlagKind, PersonRow
from models.records.case import CaseKind, CloseReason, Verification
from models.records.catalogue import HandlerKind, Line
from models.records.discipline import Hearing
from models.records.journal import (
    Acknowledge,
    Amend,
    Answer,
    Assign,
    Body,
    CallbackAnswer,
    CallbackAttempt,
    Cancel,
    Close,
    Complain,
    Decline,
    Dispatch,
    Feedback,
    HandOver,
    Hotwire,
    Merge,
    Note,
    OnSite,
    Prioritise,
    ProposeVeto,
    Reassign,
    Reopen,
    Rework,
    TakeOver,
    Undo,
    Unmet,
    Verify,
    WorkDone,
)
from models.records.operation import Desk
from models.records.outreach import OutreachStage, Plan, Service, SuggestionOutcome
from models.records.partner import PartnerRow, PartnerStage
from models.records.staff import Role
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, TaskStep, UnitReport
from models.repositories import alert as alerts
from models.repositories import case as cases
from models.repositories import catalogue
from models.repositories import discipline as cards
from models.repositories import handover as handovers
from models.repositories import partner as partners
from models.repositories import whisper as whispers
from models.rules.handover import next_shift
from models.store.clock import SettableClock, stamp
from models.store.store import Store

ADMIN = Desk(actor=30, desk="30", session="ses_30", role=Role.ADMIN)
SUPERVISOR = Desk(actor=1, desk="1", session="ses_1", role=Role.SUPERVISOR)
COUNSELLOR = Desk(actor=25, desk="25", session="ses_25", role=Role.COUNSELLOR)
NUMBER = "057765550101"
WALL = "P003"
WALL_NAME = Text("新颜粉刷装饰", "Xinyan Painting and Decoration")
DONE = ((Step.DONE, True), (Step.SATISFIED, True))


class Day:
    """Does things at a desk and lets three minutes pass after each."""

    def __init__(self, store: Store, clock: SettableClock, desk: Desk, lead: Desk) -> None:
        self.store = store
        self.clock = clock
        self.desk = desk
        self.lead = lead

    def opened(self, item: str, kind: CaseKind = CaseKind.SERVICE, number: str = NUMBER, person_name: str = "") -> str:
        """Accept a case and return its id."""
        _, case_id = case.accept(
            self.store, self.desk, item_code=item, kind=kind, number=number, district="330381001", person_name=person_name
        )
        self._passes()
        return case_id

    def then(self, case_id: str, *bodies: Body, desk: Desk | None = None) -> str:
        """Add entries to a case and return its id."""
        for body in bodies:
            case.append(self.store, desk or self.desk, case_id, body)
            self._passes()
        return case_id

    def painted(self) -> str:
        """A case of the painter, done."""
        return self.then(self.opened("C06-01"), Dispatch(partner=WALL, name=WALL_NAME), Acknowledge(), OnSite(), WorkDone(note="刷好了"))

    def rough_wall(self) -> str:
        """The painter's work is rough: complaint, yellow card, painted again, satisfied."""
        return self.then(
            self.painted(),
            Complain(text="墙面毛糙", partner=WALL, name=WALL_NAME),
            Verify(verdict=Verification.VERIFIED, partner=WALL, name=WALL_NAME, statement="承认没有打磨"),
            Rework(reason="重新粉刷"),
            Acknowledge(),
            WorkDone(),
            CallbackAnswer(steps=DONE, score=5),
            Close(reason=CloseReason.DONE, resolved=True),
        )

    def taxi(self) -> str:
        """Nobody drives at night: closed, not resolved, one unmet need."""
        return self.then(
            self.opened("C10-04"),
            Feedback(note="出租车公司说现在没有车", by="U"),
            Unmet(need="夜间叫车", tried="两家出租车公司"),
            Close(reason=CloseReason.UNMET, resolved=False),
        )

    def whole(self) -> list[str]:
        """Everything once; return the ids of the cases."""
        self._people()
        first = self.rough_wall()
        second = self.taxi()
        third = self.then(self.opened("C17-01"), Assign(unit="D01", name=Text("市综合行政执法局")), Note(text="再催一次"))
        fourth = self.then(self.opened("C10-04", CaseKind.CONSULTATION), Answer(article="K001", title=Text("夜间叫车"), version=5))
        self.then(fourth, Close(reason=CloseReason.ANSWERED, resolved=True), Reopen(reason="还有一事"), Amend(text="补充"))
        fifth = self.then(self.opened("C03-03"), Dispatch(partner="P001", name=Text("家家乐")), Decline(reason="排满了"))
        self.then(fifth, Hotwire(number="110", name=Text("报警")), Merge(into=third, into_no=cases.state(self.store, third).no))
        case.undo_last(self.store, self.desk, fifth)
        self.then(fifth, Undo(op_id=cases.journal(self.store, fifth)[-1].op_id))
        sixth = self.then(self.painted(), CallbackAttempt(outcome=Attempt.NO_ANSWER))
        case.undo_last(self.store, self.desk, sixth)
        seventh = self.then(self.opened("C01-01"), Cancel(reason="不需要了"))
        eighth = self.opened("C01-01")
        case.refile(self.store, self.desk, eighth, "C03-03")
        ninth = self.untidy_unit()
        tenth = self.then(self.painted(), Complain(text="漆味呛人", partner=WALL, name=WALL_NAME))
        self.then(tenth, ProposeVeto(partner=WALL, name=WALL_NAME, statement="不肯道歉"))
        self._partners()
        self._reference()
        self.shift_changes()
        self.in_the_courtyard()
        return [first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, self.slow_unit(), *self.passed_on()]

    def passed_on(self) -> list[str]:
        """A case that goes from hand to hand and comes back; another one lies with nobody."""
        laid_down = self.then(self.opened("C03-03"), HandOver(seen=self.desk.actor, note="无人接"))
        passed = self.then(self.opened("C03-03"), HandOver(seen=self.desk.actor, note="等回电"))
        self.then(passed, TakeOver(seen=0), Reassign(seen=self.lead.actor, to=12, reason="病了"), Prioritise(reason="独居"), desk=self.lead)
        self.then(passed, Prioritise(raised=False), desk=self.lead)
        return [laid_down, self.then(passed, TakeOver(seen=12))]

    def shift_changes(self) -> None:
        """Notes are left and read, somebody leaves although a promise has nobody, and a lead writes to one desk."""
        shift = next_shift(self.store.profile.shifts, self.clock.now())
        handover.write(self.store, self.desk, shift, "三号线话机有杂音")
        handover.take(self.store, self.lead, handovers.notes(self.store)[0].id)
        parting = handover.parting(self.store, self.desk, shift, ("case-x",), "孩子发烧", self.lead.actor)
        handover.leave(self.store, self.desk, parting)
        whisper.send(self.store, self.lead, self.desk.actor, "慢慢说")
        whisper.read(self.store, self.desk, whispers.unread(self.store, self.desk.actor)[0].id)
        self._passes()

    def in_the_courtyard(self) -> None:
        """A table in a courtyard: counts, one of them a slip, and two suggestions of which something becomes."""
        table = (
            Service(item="C02-08", name=Text("小家电维修"), label=Text("家电维修"), partner="P001", partner_name=Text("家家乐")),
            Service(item="C11-05", name=Text("健康体检与义诊"), label=Text("医疗保健服务")),
        )
        begins, ends = stamp(self.clock.now()), stamp(self.clock.now() + timedelta(hours=3))
        plan = Plan(title="进社区", district="330381001", place="社区广场", begins=begins, ends=ends, services=table)
        _, event = outreach.plan_event(self.store, self.lead, plan)
        outreach.change_event(self.store, self.lead, event, replace(plan, remarks="自带雨棚"), 1)
        for heads in (1, 1, 3):
            outreach.count(self.store, self.desk, event, "C02-08", "P001", heads)
        outreach.count(self.store, self.lead, event, "C11-05")
        outreach.take_back(self.store, self.desk, event)
        for words, outcome in (("想有代遛狗", SuggestionOutcome.NEED), ("椅子太硬", SuggestionOutcome.LAID_DOWN)):
            _, noted = outreach.note_suggestion(self.store, self.desk, event, words, "陈小丽", NUMBER)
            outreach.settle(self.store, self.lead, noted, outcome, words)
        outreach.move_event(self.store, self.lead, event, OutreachStage.REPORTED)
        self._passes()

    def slow_unit(self) -> str:
        """A department returns a case in vain, gets help, is chased, supervised and named in a bulletin."""
        case_id = self.then(
            self.opened("C17-01"),
            Assign(unit="D01", name=Text("市综合行政执法局", "Urban management bureau")),
            Return(reason="不在本局范围"),
        )
        self.then(case_id, DecideReturn(accepted=False, reason="属本局职责"), desk=self.lead)
        named = stamp(self.clock.now() + timedelta(minutes=15))
        self.then(case_id, Acknowledge(eta=named), AddUnit(unit="D03"), UnitReport(unit="D03"), UnitReport(unit="D03", note="已清运"))
        self.then(case_id, Chase(step=TaskStep.FEEDBACK, note="请抓紧"))
        self.clock.advance(timedelta(hours=1))
        self.then(case_id, Supervise(step=TaskStep.FEEDBACK), desk=self.lead)
        self.clock.advance(timedelta(days=2))
        return self.then(case_id, Bulletin(step=TaskStep.FEEDBACK), desk=self.lead)

    def untidy_unit(self) -> str:
        """A department's work was poor: the complaint is true, and it does it again."""
        unit = Text("市综合行政执法局", "Urban management bureau")
        return self.then(
            self.opened("C17-01"),
            Assign(unit="D01", name=unit),
            WorkDone(),
            Complain(text="垃圾还在", partner="D01", name=unit, kind=HandlerKind.DEPARTMENT),
            Verify(verdict=Verification.VERIFIED, partner="D01", name=unit, statement="漏了一处"),
            Rework(reason="清干净"),
        )

    def _people(self) -> None:
        row = PersonRow(id="", name="陈小丽", numbers=(NUMBER, "13800001111"), district="330381001")
        _, person = caller.save_person(self.store, self.desk, row)
        caller.save_person(self.store, self.desk, PersonRow(id="", name="陈建国", numbers=(NUMBER,)))
        caller.flag_person(self.store, self.desk, person, Flag(kind=FlagKind.ELDERLY, note="独居", review_on="2027-05-01"))
        call.record_call(self.store, self.desk, a_call("call-1", self.clock))
        call.record_call(self.store, self.desk, replace(a_call("call-2", self.clock), answered_at="", reason=EndReason.ABANDONED))
        call.settle_missed(self.store, self.desk, ("call-2",), "打错了")
        call.record_call(self.store, self.desk, replace(a_call("call-3", self.clock), recording="2026/call-3.wav"))
        call.play_recording(self.store, self.lead, "call-3")
        alert.raise_alert(self.store, self.desk, "call-3")
        alert.take_alert(self.store, self.lead, alerts.alerts(self.store)[0].id)
        search.record_choice(self.store, self.desk, "  水管 漏", "C03-03")
        search.record_choice(self.store, self.desk, "水管 漏", "C03-03")
        search.record_lead(self.store, self.desk, "遛狗")

    def _partners(self) -> None:
        """The painter's card is put right, appealed against and lifted; a plasterer is written down; the electrician is looked at."""
        entry = cards.cards(self.store, WALL)[0].entry
        discipline.rectify(self.store, SUPERVISOR, entry, "2026-12-01", "重新粉刷")
        discipline.accept(self.store, SUPERVISOR, entry, "已重新粉刷")
        discipline.appeal(self.store, SUPERVISOR, entry, "已经重做")
        discipline.hear(self.store, SUPERVISOR, entry, Hearing.LIFTED, "采纳申诉")
        admission.enlist(self.store, SUPERVISOR, Text("平整泥水"), "individual", "0577-65551234")
        code = "P002"
        move = PartnerMove(partner=code, stage=PartnerStage.SUSPENDED, since="2026-11-24", reason="停业装修")
        admission.move(self.store, SUPERVISOR, move)
        licence = PartnerLicence(partner=code, kind="电工证", number="D1", expires="2027-01-01")
        admission.license(self.store, SUPERVISOR, licence)
        row = partners.by_code(self.store, code)
        assert row is not None
        admission.agree(self.store, SUPERVISOR, replace(row, capacity=row.capacity + 1), "添了人手")
        admission.recheck(self.store, SUPERVISOR, PartnerRecheck(partner=code, found="齐全", due="2027-05-24"))
        self._passes()

    def _reference(self) -> None:
        item = next(row for row in catalogue.items(self.store) if row.code == "C01-01")
        renamed = type(item)(**{**{name: getattr(item, name) for name in item.__struct_fields__}, "name": Text("日常保洁")})
        reference.apply_import(self.store, ADMIN, "item", [renamed], ["C01-02"])
        reference.apply_import(self.store, ADMIN, "article", [], ["K002"])
        knowledge.report_article(self.store, self.desk, "K001", "电话已经换了")
        knowledge.settle_reports(self.store, self.lead, "K001", "已改")
        taxi = replace(item, category="C10", name=Text("夜间叫车"))
        for need, name in (("item:C10-04", "夜间约车"), ("search:遛狗", "代遛狗")):
            catalogue_commands.propose_item(self.store, self.lead, need, replace(taxi, name=Text(name)))
        walking, driving = catalogue.proposals(self.store)
        catalogue_commands.take_proposal(self.store, SUPERVISOR, driving.id, driving.item)
        catalogue_commands.refuse_proposal(self.store, SUPERVISOR, walking.id, "宠物店可以办")
        moved = catalogue.item(self.store, driving.item.code)
        assert moved is not None
        catalogue_commands.save_item(self.store, SUPERVISOR, replace(moved, category="C01", retired=True))

    def _passes(self) -> None:
        self.clock.advance(timedelta(minutes=3))


def a_call(call_id: str, clock: SettableClock, number: str = NUMBER) -> CallRow:
    """A call that rang for eight seconds and lasted two minutes, ending now."""
    now = clock.now()
    return CallRow(
        id=call_id,
        direction=Direction.IN,
        number=number,
        line=Line.GENERAL,
        state=CallState.ENDED,
        queued_at=stamp(now - timedelta(seconds=128)),
        answered_at=stamp(now - timedelta(seconds=120)),
        ended_at=stamp(now),
        reason=EndReason.CALLER,
        operator=28,
    )


def partner_row(code: str, **changes: object) -> PartnerRow:
    """An invented partner for imports."""
    values: dict[str, object] = {
        "code": code,
        "name": Text(f"伙伴{code}", f"Partner {code}"),
        "kind": "enterprise",
        "stage": "signed",
        "licence_no": "浙瑞X1",
        "licence_expires": "2030-01-01",
        "items": ("C03-03",),
        "districts": ("*",),
        "hours": ("00:00-24:00",),
        "days": "1234567",
        "capacity": 2,
        "phone": "0577-65559999",
        "price": Text("面议"),
        "rated": 0,
        "satisfied": 0,
        "minutes": 30,
        "verified_bad": 0,
    }
    return PartnerRow(**{**values, **changes})  # type: ignore[arg-type]
