"""Calls that nobody answered: one line a number, and only two ways off the list."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from models.commands.call import record_call, settle_missed
from models.commands.caller import save_person
from models.records.base import CHINA
from models.records.call import CallRow, CallState, Direction, EndReason
from models.records.caller import PersonRow
from models.records.catalogue import Line
from models.records.failure import BadInput, RuleBroken
from models.records.operation import Desk
from models.records.staff import Role
from models.repositories.missed import missed
from models.store.store import Store

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
CHEN, LI = "057765550001", "057765550002"


def at(minutes: float) -> str:
    return (NINE + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")


def lost(call_id: str, number: str = CHEN, minutes: float = 0, waited: float = 40, **fields: object) -> CallRow:
    """A caller who waited so many seconds and gave up."""
    call = CallRow(
        id=call_id,
        direction=Direction.IN,
        number=number,
        line=Line.GENERAL,
        state=CallState.ENDED,
        queued_at=at(minutes),
        ended_at=at(minutes + waited / 60),
        reason=EndReason.ABANDONED,
    )
    return replace(call, **fields)


def spoken(call_id: str, number: str = CHEN, minutes: float = 10, direction: Direction = Direction.OUT) -> CallRow:
    return replace(lost(call_id, number, minutes), direction=direction, answered_at=at(minutes + 0.1), reason=EndReason.OPERATOR)


def numbers(store: Store, *, sealed: bool = False) -> list[str]:
    return [row.number for row in missed(store, sealed=sealed)]


def test_several_calls_of_a_number_are_one_line_and_withheld_ones_are_each_their_own(store: Store, desk: Desk) -> None:
    save_person(store, desk, PersonRow(id="", name="陈女士", numbers=(CHEN,)))
    for call in (lost("a"), lost("b", minutes=3, waited=61), lost("c", LI, 1), lost("d", "", 2), lost("e", "", 4)):
        record_call(store, desk, call)
    rows = missed(store)
    assert [(row.number, row.calls) for row in rows] == [(CHEN, ("b", "a")), (LI, ("c",)), ("", ("d",)), ("", ("e",))]
    assert (rows[0].who, rows[0].since, rows[0].last, rows[0].waited, rows[0].brief) == ("陈女士", at(0), at(3), 61.0, False)


@pytest.mark.parametrize("direction", Direction)
def test_whom_somebody_spoke_with_since_is_on_the_list_no_more(store: Store, desk: Desk, direction: Direction) -> None:
    record_call(store, desk, spoken("before", minutes=-5, direction=direction))
    record_call(store, desk, lost("a"))
    record_call(store, desk, replace(spoken("rung"), answered_at="", reason=EndReason.NO_ANSWER, direction=Direction.OUT))
    assert numbers(store) == [CHEN]
    record_call(store, desk, spoken("after", minutes=20, direction=direction))
    assert numbers(store) == []
    record_call(store, desk, lost("again", minutes=30))
    assert numbers(store) == [CHEN]


def handed_on(call_id: str, reason: EndReason, number: str = CHEN, minutes: float = 0) -> CallRow:
    """Somebody was answered after 3 s, sent on to a colleague, and nobody took the call up."""
    return lost(call_id, number, minutes, reason=reason, answered_at=at(minutes + 0.05), party="8002", operator=28)


@pytest.mark.parametrize("reason", [EndReason.ABANDONED, EndReason.NO_ANSWER])
def test_who_was_handed_on_and_lost_on_the_way_is_to_be_rung_back(store: Store, desk: Desk, reason: EndReason) -> None:
    record_call(store, desk, handed_on("a", reason))
    (row,) = missed(store)
    assert (row.number, row.waited, row.brief, row.handed_on) == (CHEN, 3.0, False, True)
    record_call(store, desk, spoken("after", minutes=5))
    assert numbers(store) == []
    record_call(store, desk, handed_on("b", reason, LI, 20))
    settle_missed(store, desk, ("b",), "已在线答复")
    assert numbers(store) == []


@pytest.mark.parametrize("reason", [EndReason.TRANSFER, EndReason.CALLER, EndReason.OPERATOR, EndReason.FAILED])
def test_a_call_that_was_taken_up_is_not_on_the_list(store: Store, desk: Desk, reason: EndReason) -> None:
    record_call(store, desk, handed_on("a", reason))
    assert missed(store) == ()
    with pytest.raises(RuleBroken):
        settle_missed(store, desk, ("a",), "打错了")


def test_a_reason_takes_the_calls_that_were_seen_and_no_later_one(store: Store, desk: Desk) -> None:
    record_call(store, desk, lost("a"))
    record_call(store, desk, lost("b", minutes=1))
    settle_missed(store, desk, missed(store)[0].calls, " 打错了 ")
    assert numbers(store) == []
    record_call(store, desk, lost("c", minutes=2))
    assert [row.calls for row in missed(store)] == [("c",)]
    found = store.read().exec_driver_sql("SELECT call_id, reason, operator FROM call_settled ORDER BY call_id").fetchall()
    assert [tuple(row) for row in found] == [("a", "打错了", 28), ("b", "打错了", 28)]


def test_a_call_is_settled_only_with_a_reason_and_only_where_nobody_answered(store: Store, desk: Desk) -> None:
    record_call(store, desk, lost("a"))
    record_call(store, desk, spoken("b", LI, direction=Direction.IN))
    trainer = replace(desk, role=Role.TRAINER)
    for calls, reason, who, code in (
        (("a",), "  ", desk, "missed.reason"),
        (("nobody",), "打错了", desk, "call.missing"),
        (("a", "b"), "打错了", desk, "call.answered"),
        (("a",), "打错了", trainer, "permission.denied"),
    ):
        with pytest.raises((BadInput, RuleBroken)) as refused:
            settle_missed(store, who, calls, reason)
        assert refused.value.code == code
    assert numbers(store) == [CHEN]


def test_the_psychology_line_is_its_counsellors_own(store: Store, desk: Desk, counsellor: Desk, lead: Desk) -> None:
    record_call(store, counsellor, lost("a", line=Line.PSYCHOLOGY))
    assert numbers(store) == []
    assert numbers(store, sealed=True) == [CHEN]
    for who in (desk, lead):
        with pytest.raises(RuleBroken) as refused:
            settle_missed(store, who, ("a",), "打错了")
        assert refused.value.code == "line.sealed"
    settle_missed(store, counsellor, ("a",), "打错了")
    assert numbers(store, sealed=True) == []


def test_who_gives_up_under_five_seconds_comes_after_the_others_and_is_never_dropped(store: Store, desk: Desk) -> None:
    record_call(store, desk, lost("a", CHEN, 0, 4.999))
    record_call(store, desk, lost("b", LI, 1, 5.0))
    assert [(row.number, row.brief) for row in missed(store)] == [(LI, False), (CHEN, True)]
    record_call(store, desk, lost("c", CHEN, 2, 12))
    assert [(row.number, row.brief) for row in missed(store)] == [(CHEN, False), (LI, False)]


def test_who_has_rung_back_in_vain_since_is_told(store: Store, desk: Desk) -> None:
    before = replace(spoken("b", minutes=-5), answered_at="", operator=19)
    since = replace(spoken("s", minutes=5), answered_at="", operator=12)
    record_call(store, desk, lost("a"))
    record_call(store, desk, before)
    assert [(row.tried_by, row.tried_at) for row in missed(store)] == [(0, "")]
    record_call(store, desk, since)
    assert [(row.tried_by, row.tried_at) for row in missed(store)] == [(12, at(5))]
    assert [row.tried_end for row in missed(store)] == [EndReason.OPERATOR]
    record_call(store, desk, replace(since, id="t", queued_at=at(6), reason=EndReason.BUSY))
    assert [(row.tried_at, row.tried_end) for row in missed(store)] == [(at(6), EndReason.BUSY)]
    record_call(store, desk, lost("c", minutes=8))
    assert [(row.tried_by, row.tried_at) for row in missed(store)] == [(0, "")], "they rang anew"
