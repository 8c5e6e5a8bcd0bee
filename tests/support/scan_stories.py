"""What becomes of scans in the window of a desk of a centre."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QDesktopServices

from console.lead.discipline import PartnersPresenter
from models.commands import admission
from models.records.operation import Entity
from models.records.staff import Role
from tests.support.house import House
from tests.support.papers import licence, pdf, scan_of
from tests.support.stage import until, words_in
from widgets.discipline.view import PartnersPage


async def a_scan_of_another_desk_comes_when_it_is_opened_and_stays(house: House) -> None:
    """Who is at the page of partners, and how its line is reached, is not asked here: the office has its own tests."""
    data = pdf(61, 700)
    scan = scan_of(data, desk="12")
    with house.other.store.write(house.other.desk) as work:
        work.record("partners", Entity(type="partner", id="P001"), licence(scan))
    house.other.settle()
    console = house.console
    page, opened = PartnersPresenter(console, console.window, PartnersPage()), list[bytes]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()).read_bytes()))
        await page._open_scan(scan)
        assert "has not come to the centre yet: desk 12 sends it" in console.window.notice.text()
        house.wire.shelf[scan.sha256] = data[:-1] + b"?"
        await page._open_scan(scan)
        assert "could not give that scan just now" in console.window.notice.text()
        assert opened == []
        house.wire.shelf[scan.sha256] = data
        await page._open_scan(scan)
        assert "stays on this desk" in console.window.notice.text()
        del house.wire.shelf[scan.sha256]
        await page._open_scan(scan)
    assert opened == [data, data]
    page.pane.deleteLater()


async def attachments_that_wait_are_told_of_on_the_light(house: House) -> None:
    data, console = pdf(62, 700), house.console
    paper = console.directory / "执照.pdf"
    paper.write_bytes(data)
    supervisor = replace(console.parts.session.stamp(), role=Role.SUPERVISOR)
    house.wire.down = True
    changes = await console.runtime.db(admission.license, supervisor, licence(None), paper)
    console.hub.publish(changes)
    await until(lambda: house.says("1 waits since") and house.says("1 attachment waits"))
    page = await house.opened()
    assert "Attachments that the centre does not have yet: 1" in words_in(page)
    partners = PartnersPresenter(console, console.window, PartnersPage())
    await partners._open_scan(scan_of(pdf(63, 50), desk="12"))
    assert "the centre cannot be reached" in console.window.notice.text()
    partners.pane.deleteLater()
    house.wire.down = False
    await until(lambda: house.wire.shelf.get(scan_of(data).sha256) == data)
    await house.at_centre()
