"""What becomes of a suggestion: a case at the operator's desk, a need of the ledger, a possible partner, or nothing, with the reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from console.lead.kept_form import KeptForm
from console.lead.outreach_lines import late_words
from console.lead.outreach_site import SETTLE_FORM, Site
from models.commands import outreach as commands
from models.records.draft import Draft
from models.records.operation import Changes
from models.records.outreach import SuggestionOutcome, SuggestionRow
from models.rules.access import SETTLING
from models.rules.outreach import suggestion_key
from widgets.base.fields import Field, FieldKind
from widgets.base.number import grouped
from widgets.outreach.view import SUGGESTIONS


class Settling(QObject):
    """Sees to the current line of the suggestions."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._site = site
        self._console = site.console
        self._pane = site.pane
        self.kept = KeptForm(site.console, site.pane.suggestions.asking, site.pane.suggestions.asking, SETTLE_FORM)
        self._asked: tuple[SuggestionRow, SuggestionOutcome] | None = None
        view = site.pane.suggestions
        view.chosen.connect(lambda _key: self.show())
        view.settled.connect(lambda outcome: self._on_settled(SuggestionOutcome(outcome)))
        view.given.connect(self._on_given)
        view.left.connect(self.kept.close)
        view.opened.connect(self._on_opened)

    def show(self) -> None:
        """Show the whole words of the current suggestion, and what may become of it."""
        row = self._current()
        if row is None:
            self._pane.suggestions.set_choices("", ())
            return
        who = " ".join(filter(None, (row.name, grouped(row.number) if row.number else "")))
        words = " — ".join(filter(None, (row.words, who, late_words(row))))
        open_to = [outcome for outcome in SuggestionOutcome if row.outcome is None and self._may(outcome)]
        self._pane.suggestions.set_choices(words, open_to)

    def _on_settled(self, outcome: SuggestionOutcome) -> None:
        row = self._current()
        if row is None or row.outcome is not None:
            return
        if outcome is SuggestionOutcome.CASE:
            self._begin_case(row)
        else:
            self._ask(row, outcome)

    def come_back(self, draft: Draft, subject: str) -> None:
        """Ask again for what ``draft`` holds about ``subject``, where nothing has become of that suggestion meanwhile."""
        suggestion, outcome = subject.split("|")
        self._pane.open_sheet(SUGGESTIONS)
        if self._pane.suggestions.rows.set_current(suggestion):
            self._on_settled(SuggestionOutcome(outcome))
            self.kept.put_caret(draft)

    def typed(self) -> frozenset[str]:
        """Return the suggestions for which words were typed that became nothing yet."""
        return frozenset(subject.partition("|")[0] for subject in self.kept.subjects())

    def _ask(self, row: SuggestionRow, outcome: SuggestionOutcome) -> None:
        self._asked = row, outcome
        values: dict[str, str | bool]
        if outcome is SuggestionOutcome.PARTNER:
            kinds = (("enterprise", self.tr("enterprise")), ("individual", self.tr("one person")))
            fields: tuple[Field, ...] = (
                Field(name="name", label=self.tr("Name")),
                Field(name="kind", label=self.tr("Kind"), kind=FieldKind.CHOICE, options=kinds),
                Field(name="phone", label=self.tr("Telephone"), beside=True),
            )
            values = {"name": row.name, "kind": "enterprise", "phone": row.number}
        elif outcome is SuggestionOutcome.NEED:
            fields = (Field(name="words", label=self.tr("Need"), hint=self.tr("in a few words: under them the ledger counts it")),)
            values = {"words": row.words if len(row.words) <= 20 else ""}
        else:
            fields, values = (Field(name="words", label=self.tr("Reason")),), {"words": ""}
        self._pane.suggestions.ask(fields, values)
        self.kept.open(f"{row.id}|{outcome.value}", values)

    def _on_given(self) -> None:
        if self._asked is None or self.kept.sending():
            return
        (row, outcome), values = self._asked, {name: str(value) for name, value in self._pane.suggestions.asking.values().items()}
        key, spent = self.kept.send()

        def refused() -> None:
            self.kept.refused(key)

        def settled(_changes: Changes) -> None:
            self.kept.became(key)
            if self._asked == (row, outcome):
                self._asked = None
                self._pane.suggestions.close_ask()

        if outcome is SuggestionOutcome.PARTNER:
            self._site.write(
                lambda store, desk: commands.enlist(store, desk, row.id, values["name"], values["kind"], values["phone"], spent)[0],
                SETTLING[outcome],
                self.tr("Written down as somebody who may become a partner: the page of partners goes on from here."),
                settled,
                refused,
            )
        else:
            told = self.tr("It stands in the ledger of unmet needs.") if outcome is SuggestionOutcome.NEED else self.tr("Laid down.")
            deed = partial(commands.settle, suggestion=row.id, outcome=outcome, words=values["words"], spent=spent)
            self._site.write(deed, SETTLING[outcome], told, settled, refused)

    def _begin_case(self, row: SuggestionRow) -> None:
        """Lay the suggestion on the operator's desk as a draft; accepting it settles the suggestion in the same commit."""
        parts, key = self._console.parts, suggestion_key(row.id)
        shelf = parts.presenters.draft.shelf
        if shelf.get(key) is None:
            shelf.put(
                Draft(
                    key=key,
                    number=row.number,
                    text=self.tr("{day} {title}, suggestion: {words}").format(title=row.title, day=row.day, words=row.words),
                    fields={name: value for name, value in (("name", row.name), ("district", row.district)) if value},
                    saved_at=parts.tools.now().isoformat(timespec="milliseconds"),
                    operator=parts.session.operator.number,
                )
            )
        parts.presenters.opening.draft(key)
        self._to_the_desk()

    def _on_opened(self, key: str) -> None:
        """Open the case that a suggestion became."""
        row = next((row for row in self._site.suggestions if row.id == key), None)
        if row is not None and row.outcome is SuggestionOutcome.CASE and row.case_no:
            self._console.parts.presenters.opening.case(row.ref)
            self._to_the_desk()

    def _to_the_desk(self) -> None:
        self._console.window.show()
        self._console.window.raise_()
        self._console.window.activateWindow()

    def _current(self) -> SuggestionRow | None:
        key = self._pane.suggestions.rows.current_key()
        return next((row for row in self._site.suggestions if row.id == key), None)

    def _may(self, outcome: SuggestionOutcome) -> bool:
        permission = SETTLING[outcome]
        if outcome is SuggestionOutcome.CASE:
            return bool(self._console.parts.tools.may(permission))  # at the own desk, with the own role
        return self._site.may(permission)
