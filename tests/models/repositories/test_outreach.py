"""Events in the bulletin: the number is its list. And the invented events of a demonstration, with the figures of the article."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.commands import outreach
from models.commands.seed import seed
from models.records.base import CHINA
from models.records.operation import Desk
from models.records.outreach import OutreachStage
from models.records.report import Asked, Cut, Measure
from models.repositories import outreach as events
from models.repositories import report
from models.rules.outreach import figures, rounded
from models.rules.report import span_between
from models.store.store import Store
from tests.models.rules.test_outreach import PLAN

DAY = Asked(measure=Measure.EVENTS, span=span_between(date(2013, 3, 18), date(2013, 3, 19)))


def counted(store: Store) -> int:
    """Return the number of events of the day, which is its list and those of all events that were held in it."""
    number = report.count(store, DAY)
    assert len(report.behind(store, DAY)) == number
    held = [row for row in events.events(store) if row.stage in (OutreachStage.HELD, OutreachStage.REPORTED)]
    assert len([row for row in held if DAY.span.begins <= row.plan.begins < DAY.span.ends]) == number
    return number


def test_an_event_counts_in_the_span_in_which_it_began_once_it_was_held(store: Store, desk: Desk, lead: Desk) -> None:
    _, event = outreach.plan_event(store, lead, PLAN)
    next_day = replace(PLAN, begins="2013-03-19T00:00:00+08:00", ends="2013-03-19T01:00:00+08:00")
    _, other = outreach.plan_event(store, lead, next_day)
    outreach.move_event(store, lead, other, OutreachStage.HELD)
    assert counted(store) == 0
    outreach.count(store, desk, event, "C11-05")
    assert counted(store) == 1
    outreach.take_back(store, desk, event)
    assert counted(store) == 0
    outreach.move_event(store, lead, event, OutreachStage.OFF, "下雨")
    assert counted(store) == 0
    outreach.count(store, desk, event, "C11-05")
    assert counted(store) == 1
    assert [row.note.zh for row in report.behind(store, DAY)] == [f"2013-03-18 {PLAN.place}: {PLAN.title}"]
    with pytest.raises(ValueError, match="events are not told apart by item"):
        report.count(store, replace(DAY, cuts=((Cut.ITEM, "C11-05"),)))


def test_the_demonstration_holds_the_day_of_2013(store: Store, desk: Desk) -> None:
    seed(store, desk, cases=1, seed=7, end=datetime(2026, 11, 24, tzinfo=CHINA))
    found = {row.plan.begins[:10]: row for row in events.events(store)}
    assert {row.stage for row in found.values()} == {OutreachStage.PLANNED, OutreachStage.HELD, OutreachStage.REPORTED}
    sheet = events.sheet(store, found["2013-03-18"].id)
    assert sheet is not None
    assert [(figure.label.zh, figure.heads, rounded(figure.heads)) for figure in figures(sheet.tally)] == [
        ("家电维修", 110, (110, False)),
        ("医疗保健服务", 83, (80, True)),
    ]
    assert (len(sheet.suggestions), sheet.event.open) == (40, 37)
    assert not any(row.name or row.number for row in events.suggestions(store))
    assert all(row.planned for row in sheet.tally)


@pytest.mark.parametrize("end", [datetime(2012, 9, 26, 8, tzinfo=CHINA), datetime(2013, 3, 18, 12, tzinfo=CHINA)])
def test_a_demonstration_before_that_day_has_reported_nothing_that_has_yet_to_come(store: Store, desk: Desk, end: datetime) -> None:
    seed(store, desk, cases=1, seed=7, end=end)
    found = events.events(store)
    now = end.isoformat()
    assert len(found) == 3
    assert {row.stage for row in found if row.plan.ends < now} == {OutreachStage.REPORTED, OutreachStage.HELD}
    assert {row.stage for row in found if row.plan.begins > now} == {OutreachStage.PLANNED}
    sheets = [sheet for row in found if (sheet := events.sheet(store, row.id)) is not None]
    assert all(count.at < now for sheet in sheets for count in sheet.counts)
    assert all(told.at < now and told.settled_at < now for sheet in sheets for told in sheet.suggestions)
    reported = next(sheet for sheet in sheets if sheet.event.stage is OutreachStage.REPORTED)
    assert [figure.heads for figure in figures(reported.tally)] == [110, 83]
