"""Who sits down at the desk: named on the command line, chosen at the sign-in, or let in by the centre with a password."""

from __future__ import annotations

import asyncio
from typing import Any

from console.launch import Launch
from console.operator.reference import Reference
from models.records.failure import BadInput
from models.records.staff import OperatorRow
from models.rules.permissions import Permission, may
from widgets.signin.view import SignIn


async def sit_down(console: Any, reference: Reference) -> tuple[OperatorRow, str]:
    """Return who sits down here, and the session that the centre opened for them, '' where it did not.

    That is the operator whom the command line names, or whoever signs in. Raises BadInput where nobody can.
    """
    wanted = console.launch.operator
    found = {operator.number: operator for operator in reference.rows.staff if not operator.retired}
    if console.sync is not None:
        return await _with_password(console, tuple(found.values()))
    if wanted in found:
        return _able(console.launch, found[wanted]), ""
    if wanted and console.launch.headless:
        raise BadInput("operator.unknown", number=wanted)
    page = SignIn(console.window.centralWidget())
    chosen: asyncio.Future[int] = asyncio.get_event_loop().create_future()
    page.operator_chosen.connect(lambda number: None if chosen.done() else chosen.set_result(number))
    page.show()
    page.raise_()
    page.set_staff(tuple(found.values()), console.settings.operator())
    number = await chosen
    page.hide()
    page.deleteLater()
    console.settings.set_operator(number)
    return _able(console.launch, found[number]), ""


async def _with_password(console: Any, staff: tuple[OperatorRow, ...]) -> tuple[OperatorRow, str]:
    settings = console.settings
    extension = settings.extension() if settings.call_system() else None
    page = SignIn(console.window.centralWidget(), with_password=True, extension=extension)
    page.show()
    page.raise_()
    page.set_staff(staff, console.launch.operator or settings.operator())
    entered = await console.sync.sign_in(page)
    page.hide()
    if extension is not None:
        settings.set_extension(page.extension())
    page.deleteLater()
    settings.set_operator(entered.operator.number)
    return entered.operator, entered.session.id if entered.session is not None else ""


def _able(launch: Launch, operator: OperatorRow) -> OperatorRow:
    """Return the operator. Raises BadInput ``operator.no_calls`` where a story is to be played by somebody who takes no calls."""
    if launch.story and not may(operator.role, Permission.ACCEPT_CASES):
        raise BadInput("operator.no_calls", number=operator.number)
    return operator
