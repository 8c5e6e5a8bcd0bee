"""The page of partners: admission, licences, the card ladder and its appeals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from console.failures import sentence
from console.lead.deeds import PERMISSIONS, admission_deed, fitting, ladder_deed
from console.lead.kept_form import KeptForm
from console.lead.pages import acting
from models.commands import admission as admission_commands
from models.records.admission import PartnerLicence, PartnerTerms, Scan
from models.records.base import Text
from models.records.discipline import CardRow
from models.records.dossier import Dossier, Moment, PartnerFigure
from models.records.failure import BadInput, RuleBroken, WorldFailure
from models.records.operation import Changes, Desk, Topic
from models.records.partner import PartnerStage
from models.repositories import admission as admitted
from models.repositories import dossier as dossiers
from models.rules.admission import STEPS
from models.rules.discipline import rectify_by
from models.rules.permissions import may
from models.store import scans
from widgets.base.theme import Tone
from widgets.base.words import card_word
from widgets.discipline.acts import ADMISSION, Act, admission_fields, ladder_fields, title_of
from widgets.discipline.view import PartnersPage


def make(console: Any, window: Any) -> PartnersPresenter:
    """Return the page at work."""
    return PartnersPresenter(console, window, PartnersPage())


class PartnersPresenter(QObject):
    """Reads the partners and the chosen one's dossier, and carries out what its forms hand over.

    What is typed into the form of an act is kept: one draft for each partner, act, and complaint or card.
    """

    def __init__(self, console: Any, window: Any, pane: PartnersPage) -> None:
        super().__init__(pane)
        self.pane = pane
        self._console = console
        self._tools = console.parts.tools
        self._notice = window.notice
        self._dossier: Dossier | None = None
        self._target: Moment | CardRow | None = None
        self._code = ""
        self._ticket = 0
        self._coming: set[str] = set()
        self._back = ""
        form = pane.dossier.form
        self.kept = KeptForm(console, form, form, "discipline")
        form.dropped.connect(self.kept.discard)
        form.left.connect(self.kept.close)
        pane.chosen.connect(self._on_chosen)
        pane.enlist_asked.connect(lambda: self._ask(Act.ENLIST))
        pane.dossier.act_asked.connect(lambda act: self._ask(Act(act)))
        pane.dossier.act_given.connect(self._on_given)
        pane.dossier.figure_asked.connect(self._on_figure)
        pane.dossier.case_asked.connect(self._on_case)
        pane.dossier.moment_asked.connect(self._on_moment)
        self._tools.hub.changed.connect(self._on_changed)

    def read(self) -> None:
        """Read the partners, and the chosen one, anew."""
        self._ticket += 1
        self._tools.runtime.spawn(self._read(self._ticket), owner=self)

    async def _read(self, ticket: int) -> None:
        now: datetime = self._tools.now()
        rows = await self._tools.runtime.db(dossiers.summaries, now)
        if ticket != self._ticket:
            return
        self.pane.set_partners(rows, now)
        if self._code:
            await self._read_one(ticket, now)
        elif rows:
            self._back = next(iter(self.kept.typed()), "")
            typed = self._back.partition("|")[0]
            self.pane.choose(typed if typed in {row.row.code for row in rows} else rows[0].row.code)

    async def _read_one(self, ticket: int, now: datetime) -> None:
        found = await self._tools.runtime.db(dossiers.dossier, self._code, now, sealed=self._tools.sealed)
        if ticket != self._ticket:
            return
        self._dossier = found
        self.pane.dossier.set_dossier(found, now)
        if self._back:
            back, self._back = self._back, ""
            self._come_back(back)
        if self.pane.dossier.figure():
            await self._read_cases(PartnerFigure(self.pane.dossier.figure()))

    async def _read_cases(self, figure: PartnerFigure) -> None:
        code = self._code
        rows = await self._tools.runtime.db(dossiers.cases_of, code, figure, sealed=self._tools.sealed)
        if code == self._code:
            self.pane.dossier.set_cases(figure, rows, self._tools.now())

    # --- asking -----------------------------------------------------------------------------------------------------------------

    def _ask(self, act: Act) -> None:
        """Open the form of an act, or say why it is not to be done."""
        try:
            self._admit(act)
            self._target = fitting(act, self._dossier, self.pane.dossier.history.current_key())
            if act not in (*ADMISSION, Act.ENLIST):
                ladder_deed(act, self._target, {}, self._stamp(act), self._moment(), self._tools.reference.profile)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.DUE)
            return
        self._tools.runtime.spawn(self._open(act), owner=self)

    def _come_back(self, subject: str) -> None:
        """Open the form again that is about ``subject``, where its act may still be done."""
        _, name, about = subject.split("|", 2)
        act, history = Act(name), self._dossier.timeline if self._dossier is not None else ()
        line = next((moment.key for moment in history if about and about in (_told(moment.key), _told(moment.entry))), "")
        self.pane.dossier.history.set_current(line)
        try:
            self._admit(act)
            self._target = fitting(act, self._dossier, line)
        except WorldFailure:
            return
        if self._subject(act) == subject:
            self._ask(act)

    def _subject(self, act: Act) -> str:
        """Return what the draft of a form of ``act`` is about."""
        code = self._dossier.row.code if self._dossier is not None and act is not Act.ENLIST else ""
        match self._target:
            case Moment(key=key):
                return f"{code}|{act.value}|{_told(key)}"
            case CardRow(entry=entry):
                return f"{code}|{act.value}|{_told(entry)}"
            case _:
                return f"{code}|{act.value}|"

    async def _open(self, act: Act) -> None:
        now: datetime = self._tools.now()
        if act in (*ADMISSION, Act.ENLIST):
            steps: tuple[PartnerStage, ...] = ()
            if act is Act.MOVE and self._dossier is not None:
                row = self._dossier.row
                present = await self._tools.runtime.db(admitted.decided, row.code, row.stage)
                steps = tuple(stage for stage in PartnerStage if stage in STEPS[present])
            fields = admission_fields(act, self._dossier, steps, now.date().isoformat())
            if act is Act.WITHDRAW and not fields[0].choices:
                self._notice.say(QCoreApplication.translate("discipline", "Only the business licence is on file."), Tone.DUE)
                return
        else:
            fields = ladder_fields(act, rectify_by(now, self._tools.reference.profile))
        self.kept.close()
        subject = self._subject(act)
        typed = self.kept.draft(subject)
        unsaved = QCoreApplication.translate("discipline", "Typed on {0} and not saved yet.")
        since = unsaved.format(typed.saved_at[:16].replace("T", " ")) if typed is not None else ""
        self.pane.dossier.ask(act, fields, "\n".join(filter(None, (self._remark(), since))))
        self.kept.open(subject, self.pane.dossier.form.values())
        if typed is not None:
            self.kept.put_caret(typed)

    def _remark(self) -> str:
        """Say which complaint or card a form is about."""
        match self._target:
            case Moment(case_no=no) if no:
                return QCoreApplication.translate("discipline", "About the complaint in case {0}").format(no)
            case CardRow(appeal_until="", stand=stand):
                told = QCoreApplication.translate("discipline", "About the {0} that came with the table of partners")
                return told.format(card_word(stand.level))
            case CardRow(case_no=no, appeal_until=until):
                told = QCoreApplication.translate("discipline", "About the card of case {0}; appeals until {1}")
                return told.format(no or "–", until[:16].replace("T", " "))
            case _:
                return ""

    def _admit(self, act: Act) -> None:
        permission = PERMISSIONS[act]
        role = self._stamp(act).role
        if not may(role, permission):
            raise RuleBroken("permission.denied", permission=permission.value, role=role.value)

    def _stamp(self, act: Act) -> Desk:
        return acting(self._console, PERMISSIONS[act])

    def _moment(self) -> str:
        now: datetime = self._tools.now()
        return now.isoformat(timespec="milliseconds")

    # --- doing ------------------------------------------------------------------------------------------------------------------

    def _on_given(self, name: str, values: dict[str, str]) -> None:
        if not self.kept.sending():
            self._tools.runtime.spawn(self._do(Act(name), values, self.kept.send()[0]), owner=self)

    async def _do(self, act: Act, values: dict[str, str], draft: str) -> None:
        stamp = self._stamp(act)
        try:
            if act is Act.ENLIST:
                name, kind, phone = Text(values["name"]), values["kind"], values["phone"]
                changes, self._code = await self._tools.runtime.db(admission_commands.enlist, stamp, name, kind, phone)
            else:
                changes = await self._tools.runtime.db(self._deed(act, values, stamp))
        except WorldFailure as failure:
            self.kept.refused(draft)
            self._notice.say(sentence(failure), Tone.DUE)
            return
        self.kept.became(draft)
        self.pane.dossier.form.leave()
        self._notice.say(QCoreApplication.translate("discipline", "Written down: {0}").format(title_of(act)), Tone.OK)
        self._tools.hub.publish(changes)
        if act is Act.ENLIST:
            await self._read(self._ticket)
            self.pane.choose(self._code)

    def _deed(self, act: Act, values: dict[str, str], stamp: Desk) -> Callable[[Any], Changes]:
        assert self._dossier is not None, "a form is open only for a partner"
        if act in ADMISSION:
            return admission_deed(act, self._dossier, values, stamp)
        return ladder_deed(act, self._target, values, stamp, self._moment(), self._tools.reference.profile)

    # --- what moves -------------------------------------------------------------------------------------------------------------

    def _on_chosen(self, code: str) -> None:
        if code != self._code:
            self._code = code
            self._target = None
            self.pane.dossier.form.leave()
            self.pane.dossier.show_history()
        self.read()

    def _on_figure(self, figure: str) -> None:
        if figure:
            self._tools.runtime.spawn(self._read_cases(PartnerFigure(figure)), owner=self)
        else:
            self.pane.dossier.show_history()
            self.read()

    def _on_case(self, case_id: str) -> None:
        self._console.parts.presenters.opening.case(case_id)
        self._console.window.raise_()
        self._console.window.activateWindow()

    def _on_moment(self, key: str) -> None:
        """Open what a line of the history comes from: its case, or the scan that lies behind it."""
        moment = next((moment for moment in self._dossier.timeline if moment.key == key), None) if self._dossier else None
        if moment is None:
            return
        if moment.case_id:
            self._on_case(moment.case_id)
        elif isinstance(moment.told, PartnerLicence | PartnerTerms) and moment.told.scan is not None:
            self._tools.runtime.spawn(self._open_scan(moment.told.scan), owner=self)

    async def _open_scan(self, scan: Scan) -> None:
        """Open a scan; one that is not here comes from the centre first, and stays."""
        if scan.sha256 in self._coming:
            return
        self._coming.add(scan.sha256)
        try:
            found = await self._found(scan)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.DUE)
            return
        finally:
            self._coming.discard(scan.sha256)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(found)))

    async def _found(self, scan: Scan) -> Path:
        """Return where a scan lies here. Raises WorldFailure where it can be had neither here nor at the centre."""
        found: Path | None = await self._tools.runtime.db(lambda store: scans.find(store.directory, scan))
        if found is not None:
            return found
        if self._console.sync is None:
            raise BadInput("scan.nowhere", desk=scan.desk or "–")
        self._notice.say(QCoreApplication.translate("discipline", "The scan is coming from the centre …"), Tone.MUTED)
        fetched: Path = await self._console.sync.attachments.fetch(scan)
        self._notice.say(QCoreApplication.translate("discipline", "The scan has come, and stays on this desk from now on."), Tone.OK)
        return fetched

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and (changes.about(Topic.PARTNER) or changes.about(Topic.CASE)):
            self.read()


def _told(key: str) -> str:
    """Return a key as a draft's has it: the keys of drafts have colons of their own."""
    return key.replace(":", "|")
