"""The fields of the open case as the operator saw them: those left alone follow the case, those typed in keep the typed words."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.operator.caller import CallerPresenter
from console.operator.catalogue import CataloguePresenter
from console.operator.desk import Desk
from models.records.case import CaseKind, CaseState, Way
from models.records.draft import Draft
from models.records.journal import Amend
from widgets.catalogue.view import CataloguePane

_FIELDS = ("text", "address", "district", "kind", "person_name")
"""The fields of a case that stand in the form, by their names in the case and in an amendment."""
_ITEM = "item_code"


class SeenFields(QObject):
    """Keeps for each field what the case held when the operator saw it last, and how the form showed that.

    A field that stands as it was shown has not been touched, and a change that comes from another desk replaces it at once. Any other is
    the operator's own: it stays, and is saved together with what had been seen, so that the centre finds who changed it meanwhile
    (sync protocol 3.7).
    """

    def __init__(self, desk: Desk, pane: CataloguePane, caller: CallerPresenter, catalogue: CataloguePresenter) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pane = pane
        self._caller = caller
        self._catalogue = catalogue
        self._seen: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._held: dict[str, str] = {}
        self._before: dict[str, str] = {}
        desk.subject_changed.connect(lambda _key: self._forget())

    def show(self, case: CaseState) -> None:
        """Put a case into the form, or its newer state into the fields that the operator has not touched."""
        if self._desk.shown_case != case.id:
            self._desk.shown_case = case.id
            self._forget()
            self._pane.set_text(case.text)
            self._catalogue.set_kind(case.kind)
            self._caller.restore_case(case)
            self._seen = _values(case)
            self._shown = self._standing()
        elif not self._seen:  # accepted while somebody typed on: what was accepted is what they had seen
            self._seen, self._shown = _values(case), _values(case)
        self._before, self._held = self._held, _values(case)
        self.follow()

    def follow(self) -> None:
        """Let the fields that stand as they were shown, or as the case has them, be the case's again."""
        if not self._held:
            return
        standing = self._standing()
        free = [field for field in _FIELDS if standing[field] in (self._shown[field], self._held[field])]
        if "text" in free and self._pane.speech.composing():  # another text would throw the begun word away
            free.remove("text")
        put = {field: self._held[field] for field in free if self._held[field] not in (self._seen[field], standing[field])}
        if "text" in put:
            self._pane.set_text(put["text"])
        if "kind" in put:
            self._catalogue.set_kind(CaseKind(put["kind"]))
        self._caller.follow({_FORM.get(field, field): value for field, value in put.items() if field not in ("text", "kind")})
        standing = self._standing()
        for field in free:
            self._seen[field], self._shown[field] = self._held[field], standing[field]
        self._seen[_ITEM] = self._held[_ITEM]

    def touched(self) -> dict[str, str]:
        """Return what the operator wrote into the open case and nobody has saved, by field; the rest of the form is the case's own."""
        if not self._held:
            return {}
        now = self._standing()
        return {field: now[field] for field in _FIELDS if now[field] not in (self._shown[field], self._held[field])}

    def item_follows(self) -> bool:
        """Tell whether the chosen item is the one that the case had: another one was chosen by hand and stays."""
        return self._desk.item is None or self._desk.item.code == self._seen.get(_ITEM, self._desk.item.code)

    def amendment(self) -> Amend:
        """Return what the operator changed, with what had been seen there; an empty amendment where nothing was."""
        self.follow()
        touched = self.touched()
        kind = CaseKind(touched.pop("kind")) if "kind" in touched else None
        names = (*touched, "kind") if kind is not None else tuple(touched)
        return replace(Amend(seen={field: self._seen[field] for field in names}, kind=kind), **touched)

    def saved(self, case_id: str, amend: Amend) -> None:
        """An amendment is in the journal: its words are nobody's draft any more, and where another value stands the form shows that."""
        if self._desk.case is None or self._desk.case.id != case_id or not self._held:
            return
        for field in amend.seen:
            if field in _FIELDS:
                self._seen[field] = self._shown[field] = str(getattr(amend, field))
        self.follow()

    def taken_back(self) -> None:
        """The operator took back the last step: what it changed beneath half-written words was seen."""
        for field in self.touched():
            if self._seen[field] == self._before.get(field):
                self._seen[field] = self._held[field]

    def kept(self) -> dict[str, str] | None:
        """Return what had been seen in each touched field, and the item, for a draft; None where no case is open."""
        if not self._held:
            return None
        return {**{field: self._seen[field] for field in self.touched()}, _ITEM: self._seen[_ITEM]}

    def restore(self, draft: Draft) -> None:
        """Put a draft back into the form; beside an open case only what was typed, the rest is as the case has it now."""
        words = {**draft.fields, "text": draft.text, "kind": draft.kind.value}
        item = draft.item_code
        touched: set[str] = set()
        if self._held:
            drafted = {field: words.get(_FORM.get(field, field), "") for field in _FIELDS}
            # A draft of the time before it was kept what had been seen: whatever is not the case's counts as typed.
            seen = draft.seen if draft.seen is not None else {field: self._held[field] for field in _FIELDS}
            touched = {field for field in _FIELDS if field in seen and drafted[field] != self._held[field]}
            words |= {_FORM.get(field, field): self._held[field] for field in _FIELDS if field not in touched}
            for field in touched:
                self._seen[field] = self._shown[field] = seen[field]
            if item == seen.get(_ITEM):
                item = self._held[_ITEM]
        self._caller.restore({name: value for name, value in words.items() if name not in ("text", "kind")})
        self._catalogue.set_way(Way(words["way"]) if words.get("way") in set(Way) else Way.UNSAID)
        self._catalogue.restore(draft.query, words["text"], CaseKind(words["kind"]), item)
        if self._held:
            standing = self._standing()
            for field in set(_FIELDS) - touched:
                self._seen[field], self._shown[field] = self._held[field], standing[field]

    def _standing(self) -> dict[str, str]:
        form = self._caller.fields()
        named = {field: form[_FORM.get(field, field)] for field in ("address", "district", "person_name")}
        return {"text": self._pane.text(), "kind": self._catalogue.kind.value, **named}

    def _forget(self) -> None:
        self._seen, self._shown, self._held, self._before = {}, {}, {}, {}


_FORM = {"person_name": "name"}
"""What the form calls a field, where that is not the case's name for it."""


def _values(case: CaseState) -> dict[str, str]:
    return {**{field: str(getattr(case, field)) for field in _FIELDS}, _ITEM: case.item_code}
