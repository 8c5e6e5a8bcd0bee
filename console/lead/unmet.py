"""The ledger's page: needs ranked, the cases behind each, and a new item for one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject

from console.failures import sentence
from console.lead.items import item_fields, item_from, item_values
from console.lead.pages import acting
from models.commands import catalogue as commands
from models.records.base import Text
from models.records.catalogue import HandlerKind, ItemRow, ProposalRow
from models.records.catalogue import Line as HotlineLine
from models.records.failure import WorldFailure
from models.records.operation import Changes, Topic
from models.records.outreach import SuggestionRow
from models.records.unmet import SEARCHES, SUGGESTIONS, NeedRow, Scope, UnmetRow
from models.repositories.unmet import ledger
from models.rules.permissions import Permission, may
from models.rules.unmet import open_proposal
from models.store.clock import stamp
from models.store.store import Store
from widgets.base.rows import Line, Mark
from widgets.base.theme import Tone
from widgets.base.words import language
from widgets.unmet.view import UnmetPane

DAYS = (7, 30, 365)
"""The periods that can be chosen, in days back from now."""


def make(console: Any, window: Any) -> UnmetLedger:
    """Return the page."""
    return UnmetLedger(console, window)


class UnmetLedger(QObject):
    """Reads the ledger whenever a case, a search or a proposal moves while it is seen."""

    def __init__(self, console: Any, window: Any) -> None:
        super().__init__(window)
        self._console = console
        self._window = window
        self.pane = UnmetPane()
        self._needs: dict[str, NeedRow] = {}
        self._key = ""
        self._ticket = 0
        self.pane.scope_changed.connect(self.read)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.case_asked.connect(self._on_case_asked)
        self.pane.propose_asked.connect(self._on_propose)
        self.pane.given.connect(self._on_given)
        console.hub.changed.connect(self._on_changed)
        self._offer_scopes()

    def read(self) -> None:
        """Read the ledger again."""
        self._ticket += 1
        self._console.runtime.spawn(self._read(self._ticket), owner=self)

    def _offer_scopes(self) -> None:
        days = tuple((str(count), self.tr("last {count} days").format(count=count)) for count in DAYS)
        districts = tuple((row.code, row.name.in_(language())) for row in self._console.parts.reference.rows.districts)
        hours = tuple((str(hour), _hour_words(hour)) for hour in range(24))
        self.pane.set_scopes(
            (("", self.tr("all time")), *days),
            (("", self.tr("all districts")), *districts),
            (("", self.tr("all hours")), *hours),
        )

    def _scope(self) -> Scope:
        days, district, hour = self.pane.scope()
        since = stamp(self._console.parts.tools.now() - timedelta(days=int(days))) if days else ""
        return Scope(since=since, district=district, hour=int(hour) if hour else None)

    async def _read(self, ticket: int) -> None:
        needs, searches = await self._console.runtime.db(ledger, self._scope())
        if ticket != self._ticket:
            return
        self._needs = {need.key: need for need in (*needs, *searches)}
        self.pane.set_needs(
            [self._line(need) for need in needs],
            [self._line(need) for need in searches],
            self.tr("{needs} needs · {cases} times").format(needs=len(needs), cases=sum(need.count for need in needs)),
            self.tr("{count} different").format(count=len(searches)) if searches else "",
        )
        if self._key not in self._needs:
            self._key = ""
        if not self._key and needs and not self.pane.asking():
            self.pane.begin_with(needs[0].key)
        self._show()

    def _line(self, need: NeedRow) -> Line:
        told = [self._place(need.districts[0][0])] if need.districts else []
        if need.hours:
            told.append(self.tr("mostly {hour}").format(hour=_hour_words(max(range(24), key=lambda hour: (need.hours[hour], -hour)))))
        told.append(self.tr("last on {day}").format(day=need.last_at[:10]))
        state, tone = self._state(need)
        return Line(
            key=need.key,
            title=need.name.in_(language()),
            subtitle=" · ".join(told),
            marks=(Mark(state, tone),) if state else (),
            right=(Mark(str(need.count), Tone.DUE if need.rows or need.suggestions else Tone.MUTED),),
            spoken=self.tr("{name}, {count} times").format(name=need.name.in_(language()), count=need.count),
        )

    def _state(self, need: NeedRow) -> tuple[str, Tone]:
        """Return what became of a need, as a chip: what is proposed, what was added, or that it was declined."""
        if open_proposal(need) is not None:
            return self.tr("proposed"), Tone.DUE
        added = next((proposal.code for proposal in need.proposals if proposal.code), "")
        if added:
            return self.tr("added: {code}").format(code=added), Tone.OK
        return (self.tr("declined"), Tone.MUTED) if need.proposals else ("", Tone.MUTED)

    def _place(self, code: str) -> str:
        district = self._console.parts.reference.district(code)
        return district.name.in_(language()) if district is not None else code or self.tr("district unknown")

    # --- one need -------------------------------------------------------------------------------------------------------------

    def _on_chosen(self, key: str) -> None:
        if key == self._key:
            return
        self._key = key
        self.pane.say("", Tone.MUTED)
        self.pane.close_form()
        self._show()

    def _show(self) -> None:
        need = self._needs.get(self._key)
        proposing, adding = self._permissions()
        self.pane.set_proposing(need is not None and open_proposal(need) is None and (proposing or adding), proposing, adding)
        if need is None:
            self.pane.set_need(self.tr("Nothing is chosen"), ("", Tone.MUTED))
            self.pane.set_shares((), (), ())
            self.pane.set_cases("", ())
            return
        self.pane.set_need(need.name.in_(language()), self._state(need))
        self.pane.set_shares(
            [Line(key=code, title=self._place(code), right=(Mark(str(count), Tone.MUTED),)) for code, count in need.districts],
            [
                Line(key=str(hour), title=_hour_words(hour), right=(Mark(str(need.hours[hour]), Tone.MUTED),))
                for hour in sorted(range(len(need.hours)), key=lambda hour: -need.hours[hour])
                if need.hours[hour]
            ],
            [
                *(self._proposal_line(proposal) for proposal in need.proposals),
                *(Line(key=words, title=words, right=(Mark(str(count), Tone.MUTED),)) for words, count in need.tried),
            ],
        )
        if need.key.startswith(SEARCHES):
            title = self.tr("Typed {count} times; nobody noted a case for it").format(count=need.count)
        elif need.suggestions:
            title = self.tr("The {count} suggestions behind it").format(count=need.count)
        else:
            title = self.tr("The {count} cases behind it").format(count=need.count)
        cases = [self._case_line(place, row) for place, row in enumerate(need.rows)]
        self.pane.set_cases(title, [*cases, *(self._suggestion_line(row) for row in need.suggestions)])

    def _case_line(self, place: int, row: UnmetRow) -> Line:
        told = (row.at[:16].replace("T", " "), self._place(row.district), self.tr("tried: {words}").format(words=row.tried or "–"))
        return Line(key=f"{row.case_id}/{place}", lead=row.case_no, title=row.need, subtitle=" · ".join(told))

    def _suggestion_line(self, row: SuggestionRow) -> Line:
        told = (row.title, row.at[:10], self._place(row.district))
        return Line(key=f"{SUGGESTIONS}{row.id}", title=" ".join(row.words.split()), subtitle=" · ".join(told))

    def _proposal_line(self, row: ProposalRow) -> Line:
        told = [self.tr("proposed by No. {number}, {day}").format(number=row.operator, day=row.at[:10])]
        if row.settled_at:
            told = [
                row.code,
                row.words,
                self.tr("decided by No. {number}, {day}").format(number=row.settled_by, day=row.settled_at[:10]),
                *told,
            ]
        state, tone = self.tr("To decide"), Tone.DUE
        if row.settled_at:
            state, tone = (self.tr("Added"), Tone.OK) if row.code else (self.tr("Declined"), Tone.MUTED)
        return Line(
            key=row.id,
            title=row.item.name.in_(language()),
            subtitle=" · ".join(filter(None, told)),
            right=(Mark(state, tone),),
        )

    def _on_case_asked(self, key: str) -> None:
        if key.startswith(SUGGESTIONS):
            return  # its page is the one of outreach
        console = self._console
        console.parts.presenters.opening.case(key.partition("/")[0])
        console.window.raise_()
        console.window.activateWindow()

    # --- a new item -----------------------------------------------------------------------------------------------------------

    def _permissions(self) -> tuple[bool, bool]:
        """Return whether an item may be proposed, and whether it may be added at once."""
        proposing = may(acting(self._console, Permission.SEE_REPORTS).role, Permission.SEE_REPORTS)
        managing = acting(self._console, Permission.MANAGE_CATALOGUE).role
        return proposing, may(managing, Permission.MANAGE_CATALOGUE) and may(managing, Permission.SEE_REPORTS)

    def _begun(self, need: NeedRow) -> ItemRow:
        """Return the item that the form begins with: where the need was filed, in the words in which it was told."""
        beside = self._console.parts.reference.item(need.rows[0].item_code) if need.rows else None
        words = need.rows[0].need if need.rows else need.name.zh
        categories = self._console.parts.reference.rows.categories
        return ItemRow(
            code="",
            category=beside.category if beside is not None else categories[0].code if categories else "",
            name=Text(words[:60]),
            line=beside.line if beside is not None else HotlineLine.GENERAL,
            emergency=False,
            handler=HandlerKind.PARTNER,
            keywords_zh=tuple(dict.fromkeys(row.need for row in need.rows[:3] if len(row.need) <= 12)) or (() if need.rows else (words,)),
        )

    def _on_propose(self) -> None:
        need = self._needs.get(self._key)
        if need is not None:
            self.pane.say("", Tone.MUTED)
            self.pane.open_form(item_fields(self._console.parts.reference.rows.categories), item_values(self._begun(need)))

    def _on_given(self, add: bool) -> None:
        need = self._needs.get(self._key)
        if need is None:
            return
        item = item_from(self.pane.form.values(), self._begun(need))
        if add:
            who = acting(self._console, Permission.MANAGE_CATALOGUE)
            self._write(lambda store: commands.add_item(store, who, item, need.key))
        else:
            who = acting(self._console, Permission.SEE_REPORTS)
            self._write(lambda store: (commands.propose_item(store, who, need.key, item), ""))

    def _write(self, deed: Callable[[Store], tuple[Changes, str]]) -> None:
        self._console.runtime.spawn(self._written(deed), owner=self)

    async def _written(self, deed: Callable[[Store], tuple[Changes, str]]) -> None:
        try:
            changes, code = await self._console.runtime.db(deed)
        except WorldFailure as failure:
            self.pane.say(sentence(failure), Tone.OVERDUE, str(failure.details.get("field", "")))
            return
        self.pane.close_form()
        self._console.hub.publish(changes)
        told = self.tr("{code} is in the catalogue: every desk finds it from now on.").format(code=code)
        self.pane.say(told if code else self.tr("Proposed: it waits in the catalogue for somebody to decide."), Tone.OK)

    def _on_changed(self, changes: Changes) -> None:
        if self.pane.isVisible() and any(changes.about(topic) for topic in (Topic.CASE, Topic.SEARCH, Topic.PROPOSAL, Topic.SUGGESTION)):
            self.read()


def _hour_words(hour: int) -> str:
    return f"{hour:02}:00–{(hour + 1) % 24:02}:00"
