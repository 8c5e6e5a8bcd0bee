"""Every value of every enum has a word, every journal entry a sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import get_args

import pytest

from models.records import journal
from models.records.base import Language, Text
from models.records.callback import Attempt, Step
from models.records.case import CaseKind, CloseReason, Verification
from models.records.catalogue import HandlerKind, Line
from models.records.partner import Reason, Why
from models.records.supervision import AddUnit, Bulletin, Chase, DecideReturn, Return, Supervise, TaskStep, UnitReport
from models.records.vouch import Vouch
from widgets.base import vocabulary
from widgets.base.words import days_word, entry_words, language, part_word, why_word

NAME = Text("家家乐", "Jiajiale")
FILED = {
    "item_code": "C03-03",
    "item_name": Text("水管维修", "Pipe repair"),
    "item_version": 6,
    "handler_kind": HandlerKind.PARTNER,
    "line": Line.GENERAL,
    "urgent": True,
}
TOLD: list[tuple[journal.Body, str, str]] = [
    (
        journal.Accept(no="1121-0093", kind=CaseKind.SERVICE, number="13800001234", person_name="Ms Chen", text="Sink leaks", **FILED),
        "Accepted: Pipe repair (version 6 of the item)",
        "Ms Chen · Sink leaks",
    ),
    (journal.Amend(text="Sink leaks badly"), "Words changed", "Sink leaks badly"),
    (journal.Refile(**FILED), "Filed under Pipe repair (version 6 of the item)", ""),
    (journal.Dispatch(partner="P001", name=NAME, reasons=("signed", "2 free")), "Dispatched to Jiajiale", "signed · 2 free"),
    (journal.Assign(unit="D01", name=NAME), "Assigned to Jiajiale", ""),
    (journal.Answer(title=NAME, version=3, words="as read out"), "Answered at once", "Jiajiale v3 · as read out"),
    (journal.Hotwire(number="119", name=Text("消防", "Fire service")), "Put through to 119 Fire service", ""),
    (journal.Acknowledge(eta="2026-11-21T10:10:00+08:00"), "Acknowledged", "there about 10:10"),
    (journal.Decline(reason="all away"), "Declined", "all away"),
    (journal.OnSite(note="at the door"), "On site", "at the door"),
    (journal.WorkDone(), "Work done", ""),
    (Return(reason="not ours", unit="D01", name=NAME), "Returned: not Jiajiale’s affair, it says", "not ours"),
    (DecideReturn(accepted=True, unit="D01", name=NAME), "Return accepted: back at the desk", ""),
    (DecideReturn(accepted=False, reason="it is", unit="D01"), "Return rejected: the unit keeps the case", "it is"),
    (AddUnit(unit="D01", name=NAME, note="with a crane"), "Jiajiale helps", "with a crane"),
    (UnitReport(unit="D01", name=NAME), "Jiajiale, which helps, has taken it", ""),
    (UnitReport(unit="D01", name=NAME, note="cleared"), "Jiajiale, which helps, reports", "cleared"),
    (Chase(step=TaskStep.ACKNOWLEDGE, unit="D01", name=NAME), "Chased Jiajiale for its acknowledgement", ""),
    (Supervise(step=TaskStep.FEEDBACK, unit="D01"), "Supervised D01: its answer is late", ""),
    (Bulletin(step=TaskStep.FEEDBACK, unit="D01", note="No. 3"), "Named D01 in a bulletin: its answer is late", "No. 3"),
    (journal.Feedback(note="parts ordered", by="Mr Wu"), "Feedback", "Mr Wu · parts ordered"),
    (journal.Rework(reason="paint again", due="2026-11-22T09:00:00+08:00"), "Sent back for rework", "paint again · by 09:00"),
    (journal.Complain(text="rough", partner="P003", name=NAME), "Complaint about Jiajiale: verification opened", "rough"),
    (
        journal.ProposeVeto(partner="P003", name=NAME, statement="hung up", evidence="took the deposit"),
        "Veto on Jiajiale proposed: a second person decides",
        "hung up · took the deposit",
    ),
    (
        journal.Verify(
            verdict=Verification.VETO, partner="P003", name=NAME, statement="no word", card="expelled", second=2, words="I heard it"
        ),
        "Verified with Jiajiale: veto",
        "expelled · confirmed here by No. 2, by word of mouth: not proved · I heard it · no word",
    ),
    (
        journal.Verify(
            verdict=Verification.VETO,
            partner="P003",
            name=NAME,
            statement="no word",
            second=2,
            vouch=Vouch(id="v", until="2026-11-24T09:10:00+08:00", sig="s"),
        ),
        "Verified with Jiajiale: veto",
        "confirmed here by No. 2 with their password · no word",
    ),
    (
        journal.Verify(verdict=Verification.VERIFIED, partner="P003", name=NAME, statement="in a hurry", card="yellow"),
        "Verified with Jiajiale: verified",
        "yellow card · in a hurry",
    ),
    (journal.CallbackAttempt(outcome=Attempt.NO_ANSWER), "Called back: no answer", ""),
    (
        journal.CallbackAnswer(steps=((Step.DONE, True), (Step.CLEAN, False)), score=5, comment="quick"),
        "Called back: satisfied 5 of 5",
        "Is the work done? yes · Was the place left clean? no · quick",
    ),
    (journal.CallbackAnswer(steps=()), "Called back: no mark given", ""),
    (journal.Unmet(need="a taxi at night", tried="the company"), "Unmet need: a taxi at night", "tried: the company"),
    (journal.Close(reason=CloseReason.UNMET, resolved=False), "Closed, not resolved: nobody can do it", ""),
    (journal.Cancel(reason="works again"), "Cancelled by the caller", "works again"),
    (journal.Reopen(reason="leaks again"), "Reopened", "leaks again"),
    (journal.Merge(into="x", into_no="1121-0090"), "Merged into 1121-0090", ""),
    (journal.Absorb(other="x", other_no="1121-0093"), "Goes on for 1121-0093 too", ""),
    (journal.TakeOver(seen=12), "Taken over: No. 28 answers for it", "from No. 12"),
    (journal.TakeOver(seen=0, second=7), "Taken over: No. 7 answers for it", "accepted here by No. 7, by word of mouth"),
    (journal.Reassign(seen=12, to=7, reason="ill"), "Given to No. 7, who answers for it", "from No. 12 · ill"),
    (journal.HandOver(seen=28, note="rings back"), "Handed over: nobody answers for it so far", "from No. 28 · rings back"),
    (journal.Prioritise(reason="lives alone"), "Put first in the lists", "lives alone"),
    (journal.Prioritise(raised=False), "No longer put first", ""),
    (journal.Note(text="dog at the door"), "Note", "dog at the door"),
    (journal.Undo(op_id="x"), "One step taken back", ""),
]


@pytest.mark.parametrize(
    "table",
    [table for name, table in vars(vocabulary).items() if name.isupper() and isinstance(table, dict) and name != "WHYS_WITH_FIGURES"],
)
def test_every_value_of_an_enum_has_a_word(table: dict[object, object]) -> None:
    kind = type(next(iter(table)))
    assert all(table.values())
    if issubclass(kind, StrEnum):
        assert set(table) == set(kind)


@pytest.mark.parametrize(("body", "title", "detail"), TOLD, ids=[type(body).__name__ for body, _, _ in TOLD])
def test_an_entry_is_told(body: journal.Body, title: str, detail: str) -> None:
    entry = journal.Entry(op_id="o", case_id="c", seq=1, at="2026-11-21T09:41:07+08:00", actor=28, desk="desk-28", body=body)
    assert entry_words(entry) == (title, detail)


def test_no_kind_of_entry_is_left_out() -> None:
    assert {type(body) for body, _, _ in TOLD} == set(get_args(journal.Body))


def test_braces_in_what_people_said_stay_as_they_are() -> None:
    entry = journal.Entry(op_id="o", case_id="c", seq=1, at="", actor=1, desk="d", body=journal.Unmet(need="{0} {x}", tried="{y}"))
    assert entry_words(entry) == ("Unmet need: {0} {x}", "tried: {y}")


@pytest.mark.parametrize(
    ("why", "args", "words"),
    [
        (Why.SATISFACTION, ("98", "212"), "98% satisfied · 212 rated"),
        (Why.FREE, ("2",), "2 free"),
        (Why.ARRIVES, ("24",), "about 24 min"),
        (Why.OFF_HOURS, ("07:30-20:00", "12345"), "off hours · works Mon–Fri 07:30-20:00"),
        (Why.OFF_HOURS, ("07:30-20:00", "1234567"), "off hours · works 07:30-20:00"),
        (Why.OFF_HOURS, ("07:30-20:00",), "off hours · works 07:30-20:00"),
        (Why.OFF_HOURS, (), "off hours"),
        (Why.AT_CAPACITY, ("2", "2"), "at capacity · 2 of 2 jobs"),
        (Why.LICENCE_EXPIRED, ("2026-03-01",), "licence expired 2026-03-01"),
        (Why.CARD_RED, (), "red card"),
        (Why.TURN, (), "its turn"),
    ],
)
def test_a_reason_tells_its_figures(why: Why, args: tuple[str, ...], words: str) -> None:
    assert why_word(Reason(why=why, args=args)) == words


@pytest.mark.parametrize(
    ("days", "words"), [("1234567", ""), ("", ""), ("12345", "Mon–Fri"), ("67", "Sat, Sun"), ("135", "Mon, Wed, Fri"), ("7", "Sun")]
)
def test_weekdays_in_words(days: str, words: str) -> None:
    assert days_word(days) == words


def test_an_unknown_part_of_a_score_stands_for_itself() -> None:
    assert part_word("arrival") == "time to arrive"
    assert part_word("weather") == "weather"


def test_without_a_translation_the_interface_is_english() -> None:
    assert language() is Language.EN
