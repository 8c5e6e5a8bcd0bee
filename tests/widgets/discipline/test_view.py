"""The page of partners by itself: the list, what is searched for, and the lists of those to be looked at."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.records.base import CHINA, Text
from models.records.dossier import Concern, Dossier, PartnerSummary
from models.records.partner import PartnerRow, PartnerStage
from widgets.discipline.acts import Act, ladder_fields, title_of
from widgets.discipline.view import PartnersPage
from widgets.discipline.words import concern_word

NOW = datetime(2026, 11, 27, 9, tzinfo=CHINA)


def summary(code: str, name: str, *concerns: Concern, bad: int = 0) -> PartnerSummary:
    row = PartnerRow(
        code=code,
        name=Text(name, name),
        kind="enterprise",
        stage=PartnerStage.SIGNED,
        licence_no=f"L-{code}",
        licence_expires="2028-01-01",
        items=("C03-03",),
        districts=("*",),
        hours=("08:00-18:00",),
        days="1234567",
        capacity=3,
        phone="0577-6555 0000",
        price=Text("", ""),
        rated=5,
        satisfied=4,
        minutes=30,
        verified_bad=bad,
    )
    return PartnerSummary(row=row, recheck="", concerns=frozenset(concerns))


@pytest.fixture
def page(qtbot: QtBot) -> PartnersPage:
    page = PartnersPage()
    qtbot.addWidget(page)
    page.set_partners((summary("P001", "Jiajiale"), summary("P003", "Xinyan", Concern.CARD, bad=1), summary("P009", "Ruiming")), NOW)
    page.show()
    return page


def chip(page: PartnersPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"discipline.list.{name}")
    assert found is not None
    return found


def test_the_number_on_a_list_is_how_many_stand_in_it(page: PartnersPage, qtbot: QtBot) -> None:
    for name, codes in (("card", ("P003",)), ("appeal", ()), ("all", ("P001", "P003", "P009"))):
        qtbot.mouseClick(chip(page, name), Qt.MouseButton.LeftButton)
        assert page.shown() == codes
        assert chip(page, name).text().endswith(f" {len(codes)}")


@pytest.mark.parametrize(("words", "codes"), [("xinyan", ("P003",)), ("L-P009", ("P009",)), ("xinyan P001", ())])
def test_every_word_has_to_fit(page: PartnersPage, words: str, codes: tuple[str, ...]) -> None:
    page.search.setText(words)
    assert page.shown() == codes
    assert chip(page, "all").text().endswith(f" {len(codes)}")


def test_a_complaint_that_waits_for_its_verdict_has_a_list_and_a_mark(page: PartnersPage, qtbot: QtBot) -> None:
    page.set_partners((summary("P001", "Jiajiale"), summary("P003", "Xinyan", Concern.COMPLAINT)), NOW)
    qtbot.mouseClick(chip(page, "complaint"), Qt.MouseButton.LeftButton)
    assert page.shown() == ("P003",)
    (line,) = page.list.lines.lines()
    assert concern_word(Concern.COMPLAINT) in [mark.text for mark in line.under]


@pytest.mark.parametrize(("act", "name"), [(Act.VERIFY, "verdict"), (Act.HEAR, "decision")])
def test_a_judgement_has_no_first_choice(page: PartnersPage, qtbot: QtBot, act: Act, name: str) -> None:
    page.dossier.form.ask(act, title_of(act), ladder_fields(act, "2026-12-02"))
    with qtbot.waitSignal(page.dossier.form.given) as given:
        page.dossier.form.give()
    assert given.args is not None
    assert given.args[1][name] == ""


def test_an_empty_history_says_so(page: PartnersPage) -> None:
    told = Dossier(summary=summary("P009", "Ruiming", bad=1), agreement="", licences=(), figures={}, cards=(), timeline=())
    page.dossier.set_dossier(told, NOW)
    said = [label.text() for label in page.dossier.findChildren(QLabel) if label.isVisibleTo(page)]
    assert "Nothing has been written down of this partner yet. What it was listed with stands above." in said


def test_enter_in_the_search_goes_to_the_first_that_was_found(page: PartnersPage, qtbot: QtBot) -> None:
    page.search.setText("ruiming")
    with qtbot.waitSignal(page.chosen) as chosen:
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert chosen.args == ["P009"]


def test_who_is_chosen_from_elsewhere_is_found_in_the_list_of_all(page: PartnersPage, qtbot: QtBot) -> None:
    page.open(Concern.CARD)
    page.search.setText("xinyan")
    with qtbot.waitSignal(page.chosen, check_params_cb=lambda code: code == "P001"):
        page.choose("P001")
    assert page.shown() == ("P001", "P003", "P009")
    assert page.search.text() == ""


def test_who_is_out_by_card_and_by_stage_is_told_so_once(page: PartnersPage) -> None:
    out = summary("P013", "Tangxia", Concern.CARD, bad=3)
    for stage, words in ((PartnerStage.EXPELLED, ["expelled"]), (PartnerStage.SIGNED, ["signed", "expelled"])):
        page.set_partners((replace(out, row=replace(out.row, stage=stage)),), NOW)
        (line,) = page.list.lines.lines()
        assert [mark.text for mark in line.under] == words
