"""Taking a need on: what lies on the desk becomes a case, and later changes go into its journal."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.failures import sentence
from console.operator.caller import CallerPresenter
from console.operator.case import CasePresenter
from console.operator.catalogue import CataloguePresenter
from console.operator.desk import Desk
from console.operator.draft import DraftPresenter
from console.operator.sealed import not_ours
from console.operator.seen import SeenFields
from console.operator.tools import Speaker, Tools
from models.commands import case as case_commands
from models.records.caller import FlagKind, PersonRow
from models.records.case import CaseState, Stage
from models.records.catalogue import ItemRow, Line
from models.records.draft import Draft, Spent
from models.records.failure import WorldFailure
from models.records.journal import Amend, Body, Note
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.catalogue.view import CataloguePane


class Accepting(QObject):
    """One key: accept, file under another item, or save changed words, whichever the desk calls for.

    ``accepted(CaseState)`` follows a new case that still lies on the desk, ``put_through(Hotwire)`` instead where the caller was
    transferred; ``item_wanted`` says that an item has to be chosen first.
    """

    accepted = Signal(object)
    put_through = Signal(object)
    item_wanted = Signal()

    def __init__(
        self,
        tools: Tools,
        desk: Desk,
        notice: Speaker,
        pane: CataloguePane,
        caller: CallerPresenter,
        catalogue: CataloguePresenter,
        case: CasePresenter,
        draft: DraftPresenter,
        seen: SeenFields,
    ) -> None:
        super().__init__(pane)
        self._tools = tools
        self._desk = desk
        self._notice = notice
        self._pane = pane
        self._caller = caller
        self._catalogue = catalogue
        self._case = case
        self._draft = draft
        self._seen = seen
        self._asked = ("", "")
        """The case about which it was asked whether it is to be filed elsewhere all the same, and under which item."""

    def accept(self, transferred: str = "") -> None:
        """Take the need on; where the case exists already, save the changed words.

        ``transferred`` is the emergency number that the caller was put through to, '' where they were not.
        """
        case, item = self._desk.case, self._desk.item
        if case is not None and item is not None and item.code != case.item_code:
            self._ask_or_refile(case, item)
        elif case is not None:
            self._amend(case)
        elif item is None:
            self._notice.say(self.tr("Choose an item first: Ctrl F, a few letters, Enter"), Tone.DUE)
            self.item_wanted.emit()
        elif not self._tools.may_accept(item):
            self._notice.say(not_ours(self._tools, bool(transferred)), Tone.OK if transferred else Tone.DUE)
        else:
            self._tools.runtime.spawn(self._accept(transferred), owner=self)

    async def _accept(self, transferred: str) -> None:
        desk, item, key = self._desk, self._desk.item, self._desk.key
        if item is None or key in self._draft.accepting:
            return
        self._draft.accepting.add(key)
        # All that belongs to this need is taken before anything is waited for: a call may be answered meanwhile.
        kind, number, district, call_id, text = self._catalogue.kind, desk.number, desk.district, desk.call_id, self._pane.text()
        way = self._catalogue.way
        hotwire = self._case.hotwire(transferred) if transferred else None
        typed, fields = self._caller.words(), self._caller.fields()
        # What no field of the case holds, notes and a district that is none, is still typed when the case is there.
        left = replace(self._draft.collect(), seen={"item_code": item.code})
        entries: list[Body] = [hotwire] if hotwire is not None else []
        note = self._caller.changed_notes(number, item.line)
        if isinstance(note, Note):
            entries.append(note)
        try:
            person = await self._caller.person_for_case(kept=item.line is not Line.PSYCHOLOGY)
            changes, case_id = await self._tools.runtime.db(
                case_commands.accept,
                self._tools.stamp,
                item_code=item.code,
                kind=kind,
                number=number,
                person_id=person.id,
                person_name=person.name,
                district=person.district or district,
                address=person.address,
                text=text,
                call_id=call_id,
                confidential=any(flag.kind is FlagKind.CONFIDENTIAL for flag in person.flags),
                way=way,
                spent=Spent(key=key, left=left),
            )
            for entry in entries:
                changes |= await self._tools.runtime.db(case_commands.append, self._tools.stamp, case_id, entry)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.OVERDUE)
            return
        finally:
            self._draft.accepting.discard(key)
        self._draft.drop(key)
        if desk.key != key:
            self._lay_aside(replace(left, key=f"case:{case_id}", case_id=case_id), loose=bool(typed.keys() - fields.keys()))
        else:
            desk.key = f"case:{case_id}"
            if (self._pane.text(), self._caller.words()) != (text, typed):
                desk.shown_case = case_id  # somebody typed on while the disk was writing: those words stay where they are
            await self._case.read(case_id)
        self._tools.hub.publish(changes)
        if desk.case is None or desk.case.id != case_id:
            return
        if isinstance(note, Note):
            self._caller.release_notes(desk.key, fields["notes"])
        self._draft.save()
        if hotwire is not None:
            self.put_through.emit(hotwire)
        else:
            self.accepted.emit(desk.case)

    def _lay_aside(self, left: Draft, *, loose: bool) -> None:
        """Keep what is left beside a case that lies on the desk no more, where words in it (``loose``) stand nowhere else."""
        if loose:
            self._draft.shelf.put(left)
        else:
            self._draft.drop(left.key)

    def refile(self) -> None:
        """File the case under the item about which it was asked, unless something else lies on the desk by now."""
        case, item = self._desk.case, self._desk.item
        if case is not None and item is not None and (case.id, item.code) == self._asked:
            self._tools.runtime.spawn(self._refile(case, item.code), owner=self)

    def _ask_or_refile(self, case: CaseState, item: ItemRow) -> None:
        """File a case elsewhere; one that somebody was sent with only when asked once more, for they come for what they were told."""
        self._asked = (case.id, item.code)
        if case.handler is None or not case.handler.code or case.closed:
            self.refile()
            return
        told = self.tr("{name} has case {no} and is not called off by this. File it under “{item}” all the same?").format(
            name=case.handler.name.in_(language()), no=case.no, item=item.name.in_(language())
        )
        self._notice.ask(told, Tone.DUE, (("refile_sent", self.tr("File it there"), "Enter"),))

    async def _refile(self, case: CaseState, item_code: str) -> None:
        """File an accepted case under the item that was chosen since."""
        try:
            changes = await self._tools.runtime.db(case_commands.refile, self._tools.stamp, case.id, item_code)
        except WorldFailure as failure:
            self._notice.say(sentence(failure), Tone.DUE)
            return
        if self._desk.case is not None and self._desk.case.id == case.id:
            await self._case.read(case.id)
            item = self._tools.reference.item(item_code)
            name = item.name.in_(language()) if item is not None else item_code
            self._notice.say(self.tr("Case {no} is filed under {item} now.").format(no=case.no, item=name), Tone.OK)
        self._tools.hub.publish(changes)

    def _amend(self, case: CaseState) -> None:
        changed, fields = self._seen.amendment(), self._caller.fields()
        noted = self._caller.changed_notes(case.number, case.line)
        self._tools.runtime.spawn(self._save_words(case, changed, noted, self._desk.key, fields["notes"]), owner=self)

    async def _save_words(self, case: CaseState, changed: Amend, noted: PersonRow | Note | None, key: str, notes: str) -> None:
        """Save what was changed on a case, as it was when the key was pressed: something else may lie on the desk by now.

        ``notes`` are those of the form, ``noted`` what becomes of them; ``key`` is the need that lay on the desk.
        """
        if isinstance(noted, PersonRow):
            person = await self._caller.save(noted, key)
            if not noted.id and not case.closed and case.stage is not Stage.MERGED:
                changed = replace(changed, person_id=person.id)
        elif isinstance(noted, Note):
            if not await self._case.append(case.id, noted):
                return
            self._caller.release_notes(key, notes)
        if changed != Amend():
            if await self._case.append(case.id, changed):
                self._seen.saved(case.id, changed)
                self._tell_conflict(case.id, changed)
        elif self._desk.key == key:
            self._notice.say(self._told(noted), Tone.OK if noted is not None else Tone.MUTED)

    def _tell_conflict(self, case_id: str, changed: Amend) -> None:
        """Say that somebody else's words stand where the operator's were to go: both are kept, and somebody chooses."""
        now = self._desk.case
        if now is None or now.id != case_id:
            return
        if any(conflict.field in changed.seen and conflict.other == str(getattr(changed, conflict.field)) for conflict in now.conflicts):
            told = self.tr("Somebody else had changed this meanwhile. Theirs stands; yours is kept, and the sync page asks.")
            self._notice.say(told, Tone.DUE)

    def _told(self, noted: PersonRow | Note | None) -> str:
        """Say where notes went."""
        if noted is None:
            return self.tr("Nothing has changed since it was saved")
        return self.tr("The notes are saved in this case") if isinstance(noted, Note) else self.tr("The notes are saved")
