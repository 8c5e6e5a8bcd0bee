"""What a body names is as short and plain as what its envelope names: a database that refused it would hold up the desk for ever."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.records.call import CallRow, CallState, Direction
from models.records.case import Verification
from models.records.catalogue import Line
from models.records.effects import ArticleReport, CallRecord, Content, PartnerDiscipline
from models.records.journal import Reassign
from models.records.operation import Entity
from models.records.outcome import Outcome
from models.records.partner import CardLevel
from models.store.reference import import_of, shipped
from sync.protocol.problems import Code
from sync.server.centre import Centre
from sync.server.push import push
from tests.support.desks import WALL, signed_in

VERDICT = PartnerDiscipline(partner="P001", change=1, level=CardLevel.YELLOW, case_id="x", verdict=Verification.VERIFIED, entry="")
ITEM = shipped().items[0]


@pytest.mark.parametrize("name", ["a\0b", "长" * 3000], ids=["nul", "long"])
def test_a_name_that_no_database_takes_blocks_nothing(centre: Centre, name: str) -> None:
    desk, caller = signed_in(centre, 2)
    told: list[tuple[Content, Entity]] = [
        (replace(VERDICT, entry=name), Entity(type="partner", id="P001")),
        (import_of("item", (replace(ITEM, code=name),)), Entity(type="reference", id="item")),
    ]
    results = push(centre, caller, [*(desk.make(content, entity) for content, entity in told), desk.accept()]).results
    assert [(result.outcome, result.problem) for result in results[:2]] == [(Outcome.REJECTED, Code.UNREADABLE_BODY.value)] * 2
    assert results[2].outcome is Outcome.APPLIED


CALL = CallRow(id="k", direction=Direction.IN, number="", line=Line.GENERAL, state=CallState.ENDED, queued_at=WALL)
REPORT = ArticleReport(report="r", article="K001", version=1, words="电话 18 位身份证 330381199001011234 和 19 位卡号 6222021234567890123")
GREAT: dict[str, tuple[Content, Entity]] = {
    "verdict": (replace(VERDICT, change=2**63), Entity(type="partner", id="P001")),
    "report": (replace(REPORT, version=-(2**64)), Entity(type="article_report", id="r")),
    "call": (CallRecord(call=replace(CALL, operator=10**30)), Entity(type="call", id="k")),
    "owner": (Reassign(seen=0, to=2**63, reason="病了"), Entity(type="case", id="k")),
    "item": (import_of("item", (replace(ITEM, version=2**63),)), Entity(type="reference", id="item")),
    "queued": (CallRecord(call=replace(CALL, queued_at="2026-11-24T99:00:00+08:00")), Entity(type="call", id="k")),
    "unqueued": (CallRecord(call=replace(CALL, queued_at="")), Entity(type="call", id="k")),
    "ended": (CallRecord(call=replace(CALL, ended_at="soon")), Entity(type="call", id="k")),
}


@pytest.mark.parametrize("name", sorted(GREAT))
def test_a_number_that_no_row_takes_and_a_time_that_is_none_reach_no_other_desk(centre: Centre, name: str) -> None:
    """Each desk folds what the centre lets into a stream: what cannot be written there would hold all of them up for ever."""
    desk, caller = signed_in(centre, 2)
    sent = desk.make(*GREAT[name])
    told = push(centre, caller, [sent, desk.make(REPORT, Entity(type="article_report", id="r"))]).results
    assert [result.problem for result in told] == [Code.UNREADABLE_BODY.value, ""]
    assert told[0].stream == "me/2"
