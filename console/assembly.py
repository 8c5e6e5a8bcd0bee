"""The second half of the composition: everything that needs the store. Imported while the first paint is already on the screen."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, TextIO

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from console.calls.exchange import Exchange
from console.calls.manual import ManualLine
from console.calls.port import CallLine
from console.calls.simulator import SimulatedLine
from console.demo.beginning import enliven, fill
from console.demo.parties import Parties
from console.demo.player import Player
from console.demo.report import write_report
from console.demo.scenario import load_scenario
from console.failures import sentence
from console.launch import Launch
from console.operator.handover import hold
from console.operator.presenters import Presenters
from console.operator.reference import Reference, ReferenceRows
from console.operator.shelf import Shelf
from console.operator.tools import Tools
from console.seating import sit_down
from console.session import Session
from console.shell.actions import ShellActions
from models.commands.draft import load_kept
from models.records.base import CHINA
from models.records.failure import BadInput, StoreFailure, WorldFailure
from models.records.operation import Changes, Topic
from models.records.search import Choice
from models.records.staff import OperatorRow
from models.records.sync import Centre
from models.repositories import case, catalogue, knowledge, partner, search, staff, unit
from models.rules.permissions import Permission, lines_of, may
from models.store.clock import Clock, Rewound, SettableClock, SystemClock
from models.store.demonstration import Use
from models.store.store import Store, open_store
from resources.catalogue import load_phrases
from resources.profiles import load_profile
from sync.client.papers import centre_of
from widgets.base.theme import Tone

if TYPE_CHECKING:
    # For types only; start-up time: see _build.
    from models.search.index import SearchIndex


@dataclass
class Parts:
    """What was made for one console and lives as long as it."""

    clock: Clock
    reference: Reference
    exchange: Exchange | None
    line: CallLine
    session: Session
    tools: Tools
    shelf: Shelf
    presenters: Presenters
    index: SearchIndex | None = None
    parties: Parties | None = None


async def assemble(console: Any) -> None:
    """Open the store, sign in, make the presenters and come back to where the operator was."""
    launch = console.launch
    story = load_scenario(launch.story) if launch.story else None
    clock: Clock = SettableClock(datetime.fromisoformat(story.start).astimezone(CHINA)) if story else SystemClock()
    rewound = Rewound(clock) if launch.demo and launch.office else None
    progress = Progress(console)
    centre = None if launch.demo else _centre(console)
    use = Use.DEMONSTRATION if launch.demo else Use.WORK
    await console.runtime.open(
        lambda: open_store(console.directory, clock=rewound or clock, progress=progress.report, alone=centre is None, use=use)
    )
    if centre is not None:
        # Late, for start-up time: a desk that stands alone loads neither the engine nor requests.
        console.sync = import_module("console.sync").Sync(console, centre, clock)
    store_notices = await console.runtime.db(_notices)
    reference = Reference(load_profile())
    await _read_reference(console, reference)
    if console.sync is not None and console.settings.gateway() is None:
        await console.sync.look()
    operator, session_id = await sit_down(console, reference)
    session = Session(
        operator=operator, desk_name=f"desk-{operator.desk:02d}", id=session_id or f"ses_{operator.number}_{clock.boot}"
    )
    if console.sync is not None and session_id and not reference.rows.items:
        await console.sync.first_fetch()
        await _read_reference(console, reference)
    if launch.demo and not await console.runtime.db(case.any_at_all):
        await fill(console, session.stamp(), clock.now(), rewound, progress.report)
        await _read_reference(console, reference)
    progress.done()
    # Before the line, which may tell of a call at once: no word that was typed in it before is to be written over.
    kept = await console.runtime.db(load_kept, sealed=may(operator.role, Permission.SEE_SEALED))
    exchange = Exchange(clock.now, operator.number, wrap_up=reference.profile.wrap_up_seconds) if launch.demo else None
    real: CallLine | None = await console.sync.line(operator.number, bool(session_id)) if console.sync is not None else None
    line: CallLine = SimulatedLine(exchange) if exchange else real or _by_hand(console, clock, operator)
    tools = Tools(runtime=console.runtime, hub=console.hub, now=clock.now, session=session, line=line, reference=reference)
    shelf = Shelf(tools, console, kept)
    console.parts = Parts(clock, reference, exchange, line, session, tools, shelf, _present(console, tools, shelf))
    for notice in store_notices:
        console.tell(notice)
    if not await console.parts.presenters.draft.restore_latest():
        console.parts.presenters.keys.focus("search")
    console.parts.presenters.start()
    if exchange is not None:
        _tick(console, exchange)
        if not story:
            console.parts.parties = await enliven(console, exchange, reference, clock.now)
    console.hub.changed.connect(lambda changes: _on_changed(console, changes))
    console.runtime.spawn(_index(console), owner=console)


def _by_hand(console: Any, clock: Clock, operator: OperatorRow) -> ManualLine:
    """Return the line of a desk without a call system."""
    own = lines_of(operator.role)[0]
    return ManualLine(clock.now, operator.number, line=own, line_of=lambda case_id: console.parts.presenters.desk.line_of(case_id))


def _present(console: Any, tools: Tools, shelf: Shelf) -> Presenters:
    actions = ShellActions(console)
    presenters = Presenters(tools, shelf, console.window, actions.offered)
    console.window.office_asked.connect(actions.open_office)
    console.window.closing.connect(actions.close_windows)
    console.window.page_asked.connect(actions.open_page)
    console.window.subject_asked.connect(actions.open_page)
    hold(console, presenters, actions.open_page)
    if console.sync is not None:
        console.sync.attach(console.window, presenters)
    return presenters


def _centre(console: Any) -> Centre | None:
    """Return the centre that the desk belongs to, at the address that the command line names where it names one.

    Raises BadInput ``sync.not_enrolled`` for a desk that is to have a centre and belongs to none.
    """
    centre, url = centre_of(console.directory), console.launch.centre
    if centre is None and url:
        raise BadInput("sync.not_enrolled")
    return replace(centre, url=url) if centre is not None and url else centre


async def rebuild(console: Any) -> None:
    """Make the window anew (another language) with the same store, line and call; what was typed comes back."""
    parts: Parts = console.parts
    before = parts.presenters
    before.draft.finish()
    await console.runtime.settle()
    draft, call = before.draft.collect(), before.desk.call
    console.replace_window()
    before.deleteLater()
    parts.presenters = _present(console, parts.tools, parts.shelf)
    parts.presenters.start()
    parts.presenters.desk.call = call
    await parts.presenters.draft.restore(draft)
    parts.presenters.draft.touch()
    parts.presenters.call.refresh()
    if parts.index is not None:
        parts.presenters.set_index(parts.index)


async def play(console: Any, over: asyncio.Future[int]) -> None:
    """Play the story that the command line asked for; write its report; end where nobody watches, also when it stops half-way."""
    launch = console.launch
    story = load_scenario(launch.story)
    player = Player(console, story, fast=launch.headless, shots=launch.shots)
    try:
        await player.play()
        report = await console.runtime.db(write_report, launch.story, player.cases(), launch.report)
    except Exception as failure:
        # Whatever it was: where nobody watches, a story that stops must end the program, or it would wait for ever.
        console.tell(failure)
        told = failure if isinstance(failure, WorldFailure) else StoreFailure("story.stopped")
        _end(launch, over, sys.stderr, sentence(told), 1)
        return
    _end(launch, over, sys.stdout, report, 0)


def _end(launch: Launch, over: asyncio.Future[int], stream: TextIO, told: str, code: int) -> None:
    """Write the last words of a story and end the program, where nobody watches."""
    if launch.headless:
        stream.write(told + "\n")
        if not over.done():
            over.set_result(code)


class Progress(QObject):
    """Shows in the window what takes long at the start; told from the replica thread."""

    def __init__(self, console: Any) -> None:
        super().__init__(console)
        self._console = console
        self._said: tuple[str, int, int] = ("", 0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(200)
        self._timer.timeout.connect(self._show)
        self._timer.start()

    def report(self, what: str, done: int, total: int) -> None:
        """Remember how far it is; any thread may call."""
        self._said = (what, done, total)

    def done(self) -> None:
        """Everything is there."""
        self._timer.stop()
        self._console.window.notice.clear()

    def _show(self) -> None:
        what, done, total = self._said
        if total:
            self._console.window.notice.say(
                self.tr("Preparing: {what} {done} of {total}").format(what=what, done=done, total=total), Tone.ACCENT
            )


async def _read_reference(console: Any, reference: Reference) -> None:
    rows, cards = await console.runtime.db(_reference_rows)
    reference.update(rows)
    reference.cards = cards


def _reference_rows(store: Store) -> tuple[ReferenceRows, dict[str, Any]]:
    rows = ReferenceRows(
        categories=catalogue.categories(store),
        items=catalogue.items(store),
        districts=catalogue.districts(store),
        partners=partner.all(store),
        units=unit.all(store),
        articles=knowledge.all(store),
        staff=staff.all(store),
    )
    return rows, catalogue.item_cards(store)


def _notices(store: Store) -> tuple[Exception, ...]:
    return store.notices


async def _index(console: Any) -> None:
    """Build the search index beside the window and hand it to the presenters, unless the program ends before that."""
    gc.disable()  # the collector's full rounds held the window up for 90 ms, again and again, while the index grew
    try:
        index = await _built(console)
    finally:
        gc.freeze()  # what is in memory now stays: a full collection during a keystroke took 30 ms
        gc.enable()
    if index is not None:
        console.parts.index = index
        console.parts.presenters.set_index(index)


async def _built(console: Any) -> SearchIndex | None:
    choices = await console.runtime.db(search.choices)
    index: SearchIndex | None = await console.runtime.work(_build, console.parts.reference.rows, choices, console.runtime.goes_on)
    return index


def _build(rows: ReferenceRows, choices: tuple[Choice, ...], wanted: Callable[[], bool]) -> SearchIndex | None:
    """Return the index, None where it is not wanted any more: a desk that is closed waits for no search."""
    # Late, for start-up time: the desk is ready for a call before the index and its dictionary of pinyin are loaded.
    index: type[SearchIndex] = import_module("models.search.index").SearchIndex
    given_up: type[Exception] = import_module("models.search.scoring").GivenUp
    try:
        return index.build(rows.items, load_phrases(), rows.partners, rows.units, rows.articles, rows.districts, choices, wanted)
    except given_up:
        return None


def _tick(console: Any, exchange: Exchange) -> None:
    timer = QTimer(console)
    timer.setInterval(1000)
    timer.timeout.connect(exchange.tick)
    timer.start()


def _on_changed(console: Any, changes: Changes) -> None:
    topics = (Topic.CATALOGUE, Topic.PARTNER, Topic.KNOWLEDGE, Topic.UNIT, Topic.STAFF)
    if any(changes.about(topic) for topic in topics):
        console.runtime.spawn(_reread(console, changes), owner=console)


async def _reread(console: Any, changes: Changes) -> None:
    await _read_reference(console, console.parts.reference)
    console.parts.presenters.catalogue.start()
    if any(changes.about(topic) for topic in (Topic.CATALOGUE, Topic.KNOWLEDGE, Topic.UNIT)):
        await _index(console)
