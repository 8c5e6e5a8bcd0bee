"""After the rough wall the partner's rank falls at once, and its history says why."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from models.records.partner import CardLevel, Why
from models.repositories import catalogue, partner
from models.rules.matching import match
from models.store.store import Store, open_store
from tests.support.stage import play_story

ANYANG = "330381001"
PAINTING = "C06-01"
BEFORE_NOON = datetime.fromisoformat("2026-10-14T10:00:00+08:00")


def ranking(store: Store) -> list[str]:
    item = catalogue.item(store, PAINTING)
    assert item is not None
    return [pick.partner.code for pick in match(item, ANYANG, BEFORE_NOON, partner.all(store, BEFORE_NOON)).picks]


def test_the_carded_painter_falls_behind_those_it_led(qapp: QApplication, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "before")) as store:
        before = ranking(store)
    report = play_story(qapp, tmp_path / "story", "rough-wall")
    carded = str(report.cards[0]["partner"])
    assert before[0] == carded
    with closing(open_store(tmp_path / "story")) as store:
        after = ranking(store)
        row = partner.by_code(store, carded, BEFORE_NOON)
        item = catalogue.item(store, PAINTING)
        assert row is not None
        assert item is not None
        assert row.card is CardLevel.YELLOW
        assert after.index(carded) > len(after) // 2
        picks = match(item, ANYANG, BEFORE_NOON, [row]).picks
        assert Why.YELLOW_CARD in [reason.why for reason in picks[0].reasons]
        assert partner.history(store, carded)
