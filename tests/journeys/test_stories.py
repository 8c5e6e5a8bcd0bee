"""The four stories of the seed article, by keyboard, through the real window; outcomes as the product description has them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.support.stage import play_story


def verbs(report: object) -> list[str]:
    return [str(entry["entry"]) for entry in report.journal]  # type: ignore[attr-defined]


def test_first_call_is_closed_resolved_and_satisfied(qapp: QApplication, tmp_path: Path) -> None:
    report = play_story(qapp, tmp_path, "first-call")
    assert (report.closed, report.resolved, report.satisfied) == (True, True, True)
    assert verbs(report) == ["case.accept", "case.dispatch", "case.acknowledge", "case.work_done", "callback.answer", "case.close"]
    accept = report.journal[0]["body"]
    assert accept["item_code"] == "C03-03"  # type: ignore[index]
    assert accept["person_name"] == "陈女士"  # type: ignore[index]
    assert report.journal[1]["body"]["partner"] == "P001"  # type: ignore[index]
    assert not report.cards
    assert not report.unmet


def test_rough_wall_ends_with_one_yellow_card_and_a_satisfied_citizen(qapp: QApplication, tmp_path: Path) -> None:
    report = play_story(qapp, tmp_path, "rough-wall")
    assert (report.closed, report.resolved, report.satisfied) == (True, True, True)
    assert [card["card"] for card in report.cards] == ["yellow"]
    assert verbs(report).count("case.complain") == 1
    assert verbs(report).index("case.verify") < verbs(report).index("case.rework")
    assert verbs(report).count("callback.answer") == 2


def test_night_power_sends_an_electrician_at_once(qapp: QApplication, tmp_path: Path) -> None:
    report = play_story(qapp, tmp_path, "night-power")
    assert (report.closed, report.resolved, report.satisfied) == (True, True, True)
    assert report.journal[0]["body"]["line"] == "power"  # type: ignore[index]
    assert report.journal[0]["body"]["item_code"] in ("C04-01", "C04-02")  # type: ignore[index]
    assert "case.on_site" in verbs(report)


def test_taxi_is_closed_but_not_resolved_and_counts_as_unmet(qapp: QApplication, tmp_path: Path) -> None:
    report = play_story(qapp, tmp_path, "taxi")
    assert (report.closed, report.resolved, report.satisfied) == (True, False, None)
    assert len(report.unmet) == 1
    assert report.journal[0]["body"]["item_code"] == "C10-04"  # type: ignore[index]
    assert not report.cards
