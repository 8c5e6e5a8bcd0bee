"""The desk and its centre: the engine in this program's loop, the light, the page behind it, and who is let in.

Imported only where the desk belongs to a centre: it brings requests and the engine along, which a desk that stands alone never needs.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from typing import Any

from PySide6.QtCore import QObject, QTimer

from console.app import VERSION
from console.calls.port import CallLine
from console.failures import sentence as failure_sentence
from console.hearers import hearers
from console.presence import PresenceSign
from console.telephone import Telephone
from console.unsent import UnsentSigns
from console.vouching import voucher
from models.commands.waiting import settle
from models.records.board import DeskBoard
from models.records.failure import BadInput, WorldFailure
from models.records.operation import Changes
from models.records.staff import OperatorRow
from models.records.sync import Away, Centre, Choice, Light, SyncStatus
from models.repositories.waiting import need_rows, waiting_rows
from models.store.clock import Clock
from models.store.store import Store
from sync.client.account import Credentials
from sync.client.blob_wire import HttpBlobWire
from sync.client.engine import Engine, Heard
from sync.client.local import StoreLocal
from sync.client.ports import Ground
from sync.client.sign_in import Door, SignedIn
from sync.protocol.messages import PresenceRow, Session
from widgets.base.standing import light, sentence
from widgets.base.theme import Tone
from widgets.signin.view import SignIn
from widgets.sync.view import SyncPage

CALM_MS = 1000
"""What is sent within a second was never waiting: the light does not flicker at every step."""
FIRST_FETCH_SECONDS = 120.0
"""So long is a desk that knows nothing kept from beginning; then it begins with what has come."""
LOOK_MS = 600_000
"""Between two questions whether the centre has a call system by now. It is asked at once when the centre is there again."""
_ROWS = 200


class Sync(QObject):
    """One per process, for every window that follows. ``console`` gives the runtime, the hub and the window."""

    def __init__(self, console: Any, centre: Centre, clock: Clock) -> None:
        """Raises BadInput for an address that would carry passwords in the clear."""
        super().__init__(console)
        self._console = console
        self._clock = clock
        self._wire = HttpBlobWire(centre.url, authority=centre.authority, client=VERSION)
        ground = Ground(
            local=StoreLocal(lambda: self._operator),
            wire=self._wire,
            threads=console.runtime,
            clock=clock,
            sleep=asyncio.sleep,
            chance=random.Random(),
            room=console.directory / "fetch",
            blobs=self._wire,
        )
        heard = Heard(
            changes=self._on_changes,
            status=self._on_status,
            session=self._on_session,
            presence=self._on_presence,
            failure=console.tell,
        )
        self._door = Door(ground, console.directory)
        self._engine = Engine(ground, centre.name, heard)
        self.attachments = self._engine.attachments
        self.telephone = Telephone(console, centre, self._engine.account, clock)
        self._operator: OperatorRow | None = None
        self.vouch = voucher(self._engine.account, console.runtime.net, self._wire, lambda: self._operator)
        self._window: Any = None
        self._page: SyncPage | None = None
        self._sign: PresenceSign | None = None
        self._others: tuple[PresenceRow, ...] = ()
        self._publishing = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._show)
        self._away = Away.NONE
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look_again)
        self._looking.start()
        console.hub.changed.connect(self._on_hub_changed)

    async def sign_in(self, page: SignIn) -> SignedIn:
        """Ask at ``page`` until somebody is let in, and let the engine run for them."""
        while True:
            number, password = await _given(page)
            page.say(self.tr("Asking the centre …"))
            credentials = Credentials(number, password)
            try:
                entered = await self._door.enter(credentials)
            except WorldFailure as failure:
                page.say(failure_sentence(failure), Tone.OVERDUE)
                continue
            self._operator = entered.operator
            self._engine.sign_in(credentials, entered.session)
            self._engine.start()
            return entered

    async def look(self) -> None:
        """Ask the centre whether it has a call system, if it answers; else what was known of it holds."""
        with contextlib.suppress(WorldFailure):
            self.telephone.heard(await self._console.runtime.net(self._wire.meta))

    async def line(self, operator: int, online: bool) -> CallLine | None:
        """Return the line to the centre's call system, None where it has none; ``online`` tells whether the centre answered just now."""
        if online:
            await self.look()
        try:
            return self.telephone.line(operator)
        except BadInput as wrong:
            self._console.tell(wrong)
            return None

    async def first_fetch(self) -> None:
        """Wait until everything of the centre's is here, or nothing more can be waited for."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._engine.caught_up.wait(), FIRST_FETCH_SECONDS)

    async def desks(self) -> DeskBoard | None:
        """Ask the centre how each of its desks stands; None where it does not tell."""

        async def asked(session: Session) -> DeskBoard:
            return await self._console.runtime.net(self._wire.desks, session.access)  # type: ignore[no-any-return]

        try:
            return await self._engine.account.call(asked)
        except WorldFailure:
            return None

    @property
    def status(self) -> SyncStatus:
        """How this desk stands to the centre."""
        return self._engine.standing.status

    def attach(self, window: Any, presenters: Any) -> None:
        """Show the light and the page in a window from now on."""
        self._window = window
        page = self._page = SyncPage(window.centralWidget())
        page.choice_made.connect(self._on_choice)
        page.password_given.connect(self._on_password)
        page.entity_asked.connect(lambda kind, ref: presenters.opening.person(ref) if kind == "person" else presenters.opening.case(ref))
        presenters.sync_page = self.toggle
        presenters.case.vouch = self.vouch
        presenters.protection.hearers = lambda: hearers(self._engine.account, self._console.runtime.net, self._wire)
        self._sign = PresenceSign(window, presenters, self._operator.number if self._operator else 0, self._engine.present)
        self._sign.set_others(self._others)
        self.telephone.attach(window, presenters)
        UnsentSigns(window, presenters, self._console.runtime, self._console.hub)
        self._show()

    def toggle(self) -> None:
        """Open the page with what there is now, or close it."""
        if self._page is None:
            return
        if self._page.isHidden():
            self._console.runtime.spawn(self._open(), owner=self._page)
        else:
            self._page.toggle()

    async def stop(self) -> None:
        """Come to an end; nothing is waited for but, for a moment, that the others hear it."""
        self._calm.stop()
        self._looking.stop()
        await self.telephone.stop()
        await self._engine.leave()
        self._wire.close()
        await self._engine.stop()

    # --- what the engine tells ----------------------------------------------------------------------------------------------------------

    def _on_changes(self, changes: Changes) -> None:
        self._publishing = True
        try:
            self._console.hub.publish(changes)
        finally:
            self._publishing = False
        self._refresh()

    def _look_again(self) -> None:
        self._console.runtime.spawn(self.look(), owner=self)

    def _on_status(self, status: SyncStatus) -> None:
        before, self._away = self._away, status.away
        if status.away is Away.NONE and before is not Away.NONE:
            self._look_again()
        passing = status.light is Light.WAITING and status.away is Away.NONE
        if not passing:
            self._calm.stop()
            self._show()
        elif not self._calm.isActive():
            self._calm.start()
        self._refresh()

    def _on_session(self, session: Session) -> None:
        self._console.runtime.spawn(self._renew(session), owner=self)

    def _on_presence(self, rows: tuple[PresenceRow, ...]) -> None:
        self._others = rows
        if self._sign is not None:
            self._sign.set_others(rows)

    def _on_hub_changed(self, _changes: Changes) -> None:
        if not self._publishing:
            self._engine.wrote()

    # --- what the operator does ---------------------------------------------------------------------------------------------------------

    def _on_choice(self, op_id: str, field: str, choice: Choice) -> None:
        self._console.runtime.spawn(self._settle(op_id, field, choice), owner=self)

    def _on_password(self, password: str) -> None:
        self._console.runtime.spawn(self._enter(password), owner=self)

    async def _settle(self, op_id: str, field: str, choice: Choice) -> None:
        stamp = self._console.parts.session.stamp()
        changes = await self._console.runtime.db(settle, stamp, op_id, choice, field)
        self._console.hub.publish(changes)
        await self._fill()

    async def _enter(self, password: str) -> None:
        if self._operator is None:
            return
        credentials = Credentials(self._operator.number, password)
        try:
            entered = await self._door.enter(credentials)
        except WorldFailure as failure:
            if self._page is not None:
                self._page.say_password(failure_sentence(failure))
            return
        self._engine.sign_in(credentials, entered.session)

    async def _renew(self, session: Session) -> None:
        await self._console.runtime.net(self._door.renew, session)

    # --- what is shown ------------------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._window is None or self._page is None:
            return
        status, now = self._engine.standing.status, self._clock.now()
        words, tone = light(status, now)
        self._window.top.set_standing(words, tone, sentence(status, now))
        self._page.set_status(status, now)

    def _refresh(self) -> None:
        if self._page is not None and not self._page.isHidden():
            self._console.runtime.spawn(self._fill(), owner=self._page)

    async def _open(self) -> None:
        await self._fill()
        if self._page is not None:
            self._page.toggle()

    async def _fill(self) -> None:
        needs, waits = await self._console.runtime.db(_rows, self._console.parts.tools.sealed, self._operator)
        if self._page is None:
            return
        status, now = self._engine.standing.status, self._clock.now()
        self._page.set_status(status, now)
        self._page.set_needs(needs, now)
        self._page.set_waiting(waits, max(status.waiting.count, len(waits)), now)


def _rows(store: Store, sealed: bool, who: OperatorRow | None) -> tuple[Any, Any]:
    return need_rows(store, sealed=sealed, who=who), waiting_rows(store, _ROWS)


async def _given(page: SignIn) -> tuple[int, str]:
    """Wait for a number and a password."""
    given: asyncio.Future[tuple[int, str]] = asyncio.get_event_loop().create_future()
    connection = page.credentials_given.connect(
        lambda number, password: None if given.done() else given.set_result((number, password))
    )
    try:
        return await given
    finally:
        page.credentials_given.disconnect(connection)
