"""What no desk of ours writes and a centre may yet have let into a stream: every desk folds it, or leaves it, and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.records.base import Text
from models.records.catalogue import HandlerKind
from models.records.effects import (
    AlertRaise,
    AlertTake,
    ArticleReport,
    ArticleSettle,
    Content,
    HandoverTake,
    HandoverWrite,
    ItemPropose,
    ItemSettle,
    WhisperRead,
    WhisperSend,
)
from models.records.journal import Accept, Acknowledge, Assign, Body, Dispatch, Rework, WorkDone
from models.records.operation import Entity
from models.records.outreach import OutreachCount, OutreachUncount, SuggestionNote, SuggestionOutcome, SuggestionSettle
from models.repositories import board, dossier, supervision
from models.repositories import case as cases
from models.store import centre
from models.store.page import content_of
from resources.catalogue import load_items
from tests.models.store.desks import SyncedDesk, assert_same
from tests.support.centre import PaperCentre
from tests.support.desks import PaperDesk, acceptance

ITEM = load_items()[0]
NAME = Text("市供电局")
FIRST_DAY = "0001-01-01T09:00:00+08:00"
"""A morning before which no day can be reckoned."""
NEVER = replace(acceptance(), urgent=True, handler_kind=HandlerKind.PARTNER, minutes_on_site=10**15)
ODD: dict[str, tuple[Accept, tuple[Body, ...]]] = {
    "promised-before-all-days": (acceptance(), (Assign(unit="D01", name=NAME), Acknowledge(eta=FIRST_DAY))),
    "again-before-all-days": (
        acceptance(),
        (Assign(unit="D01", name=NAME), WorkDone(), Rework(reason="重做", due=FIRST_DAY), Acknowledge()),
    ),
    "minutes-beyond-all-days": (NEVER, (Dispatch(partner="P001", name=NAME), Acknowledge())),
    "minutes-before-it": (replace(NEVER, minutes_on_site=-(10**15)), (Dispatch(partner="P001", name=NAME), Acknowledge())),
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_times_beyond_the_calendar_hold_up_no_desk(one: SyncedDesk, paper: PaperCentre, name: str, tmp_path: Path) -> None:
    begun, bodies = ODD[name]
    other = PaperDesk("12")
    told = paper.push([other.make(begun, Entity(type="case", id="odd")), *(other.act("odd", body) for body in bodies), other.accept("k")])
    assert all(found.outcome.effective for found in told)
    one.settle()
    assert cases.row(one.store, "odd") is not None
    assert cases.row(one.store, "k") is not None
    now = one.clock.now()
    board.numbers(one.store, now)
    supervision.counts(one.store, now)
    dossier.dossier(one.store, "P001", now, sealed=False)
    assert_same(one, tmp_path)


def test_a_number_that_no_row_takes_is_left_and_what_follows_is_folded(one: SyncedDesk, paper: PaperCentre) -> None:
    other = PaperDesk("12")
    right = ArticleReport(report="r", article="K001", version=1, words="卡号 6222021234567890123 说错了")
    paper.push([other.make(right, Entity(type="article_report", id="r"), stream="centre/ruian"), other.accept("k")])
    rows, ends = paper.page({})
    place = next(place for place, row in enumerate(rows) if row.operation.type == "article.report")
    assert content_of(rows[place].operation) == right
    wrong = replace(rows[place].operation, body=rows[place].operation.body.replace('"version":1', f'"version":{2**63}'))
    assert content_of(wrong) is None
    rows[place] = replace(rows[place], operation=wrong)
    centre.apply_page(one.store, rows, ends, paper.epoch)
    assert cases.row(one.store, "k") is not None
    assert one.store.read().exec_driver_sql("SELECT type FROM unread").scalars().all() == ["article.report"]


FIRST: dict[str, tuple[tuple[Content, Content], Content]] = {
    "handover": (
        (HandoverWrite(handover="x", shift="", notes="先"), HandoverTake(handover="x")),
        HandoverWrite(handover="x", shift="", notes="后"),
    ),
    "alert": ((AlertRaise(alert="x", desk="12"), AlertTake(alert="x")), AlertRaise(alert="x", desk="14")),
    "whisper": ((WhisperSend(whisper="x", to=12, text="先"), WhisperRead(whisper="x", to=12)), WhisperSend(whisper="x", to=12, text="后")),
    "article_report": (
        (ArticleReport(report="x", article="K001", version=1, words="先"), ArticleSettle(report="x", words="已改")),
        ArticleReport(report="x", article="K002", version=1, words="后"),
    ),
    "suggestion": (
        (
            SuggestionNote(suggestion="x", event="e", words="先"),
            SuggestionSettle(suggestion="x", outcome=SuggestionOutcome.LAID_DOWN, words="不办"),
        ),
        SuggestionNote(suggestion="x", event="e", words="后"),
    ),
    "outreach_count": (
        (OutreachCount(event="e", count="x", item="C11-05"), OutreachUncount(event="e", count="x")),
        OutreachCount(event="e", count="x", item="C11-05", heads=9),
    ),
    "proposal": (
        (ItemPropose(proposal="x", need="先", item=ITEM), ItemSettle(proposal="x", words="不设")),
        ItemPropose(proposal="x", need="后", item=ITEM),
    ),
}


@pytest.mark.parametrize("kind", sorted(FIRST))
def test_nobody_writes_over_what_a_colleague_told_under_the_same_name(
    one: SyncedDesk, paper: PaperCentre, kind: str, tmp_path: Path
) -> None:
    told, again = FIRST[kind]
    other, entity = PaperDesk("12"), Entity(type=kind, id="x")
    paper.push([other.make(content, entity) for content in told])
    one.settle()
    before = one.store.read().exec_driver_sql(f"SELECT * FROM {kind}").all()
    assert len(before) == 1
    other.actor = "usr_14"
    paper.push([other.make(again, entity)])
    one.settle()
    assert one.store.read().exec_driver_sql(f"SELECT * FROM {kind}").all() == before
    assert_same(one, tmp_path)
