"""What the records are called on screen, in the language of the interface. Data (``Text``) is said with ``.in_(language())``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from models.records import journal
from models.records.base import Language, Text
from models.records.call import Capability, EndReason, NotReady, OperatorState
from models.records.callback import Attempt, Step
from models.records.caller import FlagKind
from models.records.case import CaseKind, CloseReason, DeadlineKind, Stage, Verification, Way, WorkList
from models.records.catalogue import HandlerKind, Line
from models.records.partner import CardLevel, PartnerStage, Reason, Why
from models.records.search import HitKind, WhyHit
from models.records.staff import Role
from widgets.base import vocabulary
from widgets.base.moment import clock
from widgets.base.moves import MOVES, move_words
from widgets.base.unit_words import UNIT_WORDS, told_of, unit_words

K = TypeVar("K")


def language() -> Language:
    """Return the language of the interface: English unless the installed translation says otherwise."""
    return Language(QCoreApplication.translate("words", "en"))


def _word(table: Mapping[K, object], key: K) -> str:
    return _say(table[key])


def _say(source: object) -> str:
    return QCoreApplication.translate("words", str(source))


def stage_word(stage: Stage) -> str:
    """Return where a case stands, e.g. ``On site``."""
    return _word(vocabulary.STAGES, stage)


def kind_word(kind: CaseKind) -> str:
    """Return what sort of case it is."""
    return _word(vocabulary.KINDS, kind)


def way_word(way: Way) -> str:
    """Return how a contact came."""
    return _word(vocabulary.WAYS, way)


def close_word(reason: CloseReason) -> str:
    """Return why a case was closed, in lower case."""
    return _word(vocabulary.CLOSES, reason)


def verdict_word(verification: Verification) -> str:
    """Return how a verification stands."""
    return _word(vocabulary.VERDICTS, verification)


def deadline_word(kind: DeadlineKind) -> str:
    """Return what is promised next, to stand before a countdown."""
    return _word(vocabulary.DEADLINES, kind)


def list_word(work: WorkList) -> str:
    """Return the name of a list of My work."""
    return _word(vocabulary.LISTS, work)


def step_word(step: Step) -> str:
    """Return a step of the callback checklist as the question to ask."""
    return _word(vocabulary.STEPS, step)


def attempt_word(attempt: Attempt) -> str:
    """Return how an attempt to reach the citizen went."""
    return _word(vocabulary.ATTEMPTS, attempt)


def role_word(role: Role) -> str:
    """Return what a member of staff is."""
    return _word(vocabulary.ROLES, role)


def state_word(state: OperatorState, reason: str = "") -> str:
    """Return the operator's own state; ``reason`` says why no calls are taken, a break where it is none that we know."""
    if state is OperatorState.NOT_READY and reason in set(NotReady):
        return _word(vocabulary.AWAY, NotReady(reason))
    return _word(vocabulary.STATES, state)


def end_word(reason: EndReason) -> str:
    """Return how a call ended."""
    return _word(vocabulary.ENDS, reason)


def missing_word(capability: Capability) -> str:
    """Return the sentence for a button whose capability the line lacks."""
    return _word(vocabulary.CAPABILITIES, capability)


def flag_word(kind: FlagKind) -> str:
    """Return what a person is marked as."""
    return _word(vocabulary.FLAGS, kind)


def line_word(line: Line) -> str:
    """Return the name of a line of the hotline."""
    return _word(vocabulary.LINES, line)


def handler_word(kind: HandlerKind) -> str:
    """Return who an item belongs to."""
    return _word(vocabulary.HANDLERS, kind)


def card_word(card: CardLevel) -> str:
    """Return the name of a card."""
    return _word(vocabulary.CARDS, card)


def standing_word(stage: PartnerStage) -> str:
    """Return how far a partner has come."""
    return _word(vocabulary.STANDINGS, stage)


def hit_kind_word(kind: HitKind) -> str:
    """Return what a search hit is."""
    return _word(vocabulary.HIT_KINDS, kind)


def why_hit_word(why: WhyHit) -> str:
    """Return what made a hit, to stand before the phrase that did."""
    return _word(vocabulary.HIT_REASONS, why)


def part_word(name: str) -> str:
    """Return the name of a part of a partner's score; one that is not known stands for itself."""
    return _word(vocabulary.PARTS, name) if name in vocabulary.PARTS else name


def why_word(reason: Reason) -> str:
    """Return a reason of partner lookup with its figures; without figures (as for a summary) the plain word."""
    template = vocabulary.WHYS_WITH_FIGURES.get(reason.why)
    if template is None or not reason.args:
        return _word(vocabulary.WHYS, reason.why)
    args = (*reason.args, "", "")
    if reason.why is Why.OFF_HOURS:
        args = (args[0], days_word(args[1]), "")
    return _say(template).format(*args).replace("  ", " ").rstrip()


def _told_reason(told: str) -> str:
    """Return the words of a reason as a dispatch keeps it: its code and figures joined with ``|``; any other text as it is."""
    code, *figures = told.split("|")
    return why_word(Reason(why=Why(code), args=tuple(figures))) if code in set(Why) else told


def first_word() -> str:
    """Return how a case is marked that a lead has put first: a sign and a word."""
    return _say(vocabulary.FIRST)


def owner_word(number: int) -> str:
    """Return who answers for a case, '' for nobody."""
    return _say(vocabulary.OWNER).format(number=number) if number else ""


def days_word(days: str) -> str:
    """Return ISO weekday digits in words: ``Mon–Fri`` for a run of three or more, ``Mon, Wed`` otherwise, '' for every day."""
    digits = sorted({int(digit) for digit in days if digit in "1234567"})
    if len(digits) in (0, 7):
        return ""
    names = [_say(vocabulary.WEEKDAYS[digit - 1]) for digit in digits]
    if len(digits) > 2 and digits[-1] - digits[0] == len(digits) - 1:
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)


_TOLD: Mapping[type, object] = {
    journal.Accept: QT_TRANSLATE_NOOP("words", "Accepted: {0} (version {1} of the item)"),
    journal.Amend: QT_TRANSLATE_NOOP("words", "Words changed"),
    journal.Refile: QT_TRANSLATE_NOOP("words", "Filed under {0} (version {1} of the item)"),
    journal.Dispatch: QT_TRANSLATE_NOOP("words", "Dispatched to {0}"),
    journal.Assign: QT_TRANSLATE_NOOP("words", "Assigned to {0}"),
    journal.Answer: QT_TRANSLATE_NOOP("words", "Answered at once"),
    journal.Hotwire: QT_TRANSLATE_NOOP("words", "Put through to {0} {1}"),
    journal.Acknowledge: QT_TRANSLATE_NOOP("words", "Acknowledged"),
    journal.Decline: QT_TRANSLATE_NOOP("words", "Declined"),
    journal.OnSite: QT_TRANSLATE_NOOP("words", "On site"),
    journal.WorkDone: QT_TRANSLATE_NOOP("words", "Work done"),
    journal.Feedback: QT_TRANSLATE_NOOP("words", "Feedback"),
    journal.Rework: QT_TRANSLATE_NOOP("words", "Sent back for rework"),
    journal.Complain: QT_TRANSLATE_NOOP("words", "Complaint about {0}: verification opened"),
    journal.ProposeVeto: QT_TRANSLATE_NOOP("words", "Veto on {0} proposed: a second person decides"),
    journal.Verify: QT_TRANSLATE_NOOP("words", "Verified with {0}: {1}"),
    journal.CallbackAttempt: QT_TRANSLATE_NOOP("words", "Called back: {0}"),
    journal.CallbackAnswer: QT_TRANSLATE_NOOP("words", "Called back: satisfied {0} of 5"),
    journal.Unmet: QT_TRANSLATE_NOOP("words", "Unmet need: {0}"),
    journal.Close: QT_TRANSLATE_NOOP("words", "Closed, {0}: {1}"),
    journal.Cancel: QT_TRANSLATE_NOOP("words", "Cancelled by the caller"),
    journal.Reopen: QT_TRANSLATE_NOOP("words", "Reopened"),
    journal.Merge: QT_TRANSLATE_NOOP("words", "Merged into {0}"),
    journal.Absorb: QT_TRANSLATE_NOOP("words", "Goes on for {0} too"),
    journal.Note: QT_TRANSLATE_NOOP("words", "Note"),
    journal.Undo: QT_TRANSLATE_NOOP("words", "One step taken back"),
    **UNIT_WORDS,
}
_RESOLVED = QT_TRANSLATE_NOOP("words", "resolved")
_NOT_RESOLVED = QT_TRANSLATE_NOOP("words", "not resolved")
_UNSAID = QT_TRANSLATE_NOOP("words", "Called back: no mark given")
_HEARD = QT_TRANSLATE_NOOP("words", "without a call: {0}")
_YES = QT_TRANSLATE_NOOP("words", "yes")
_NO = QT_TRANSLATE_NOOP("words", "no")
_ETA = QT_TRANSLATE_NOOP("words", "there about {0}")
_UNTIL = QT_TRANSLATE_NOOP("words", "by {0}")
_TRIED = QT_TRANSLATE_NOOP("words", "tried: {0}")
_SECOND = QT_TRANSLATE_NOOP("words", "confirmed here by No. {0}, by word of mouth: not proved")
_VOUCHED = QT_TRANSLATE_NOOP("words", "confirmed here by No. {0} with their password")
_PIECE = QT_TRANSLATE_NOOP("words", "{0} v{1}")


def entry_words(entry: journal.Entry) -> tuple[str, str]:
    """Return (title, detail) of a journal entry as the timeline tells it; the detail may be empty. Who and when stand beside it."""
    body = entry.body
    if isinstance(body, MOVES):
        return move_words(entry)
    figures, detail = _figures_and_detail(body)
    source = _UNSAID if isinstance(body, journal.CallbackAnswer) and body.score is None else told_of(body) or _TOLD[type(body)]
    return _say(source).format(*figures), " · ".join(filter(None, detail))


def _figures_and_detail(body: journal.Body) -> tuple[tuple[object, ...], tuple[str, ...]]:
    """Return what goes into the title's sentence, and the pieces of the detail."""
    match body:
        case journal.Accept():
            item, way = (_text(body.item_name), body.item_version), way_word(body.way) if body.way else ""
            return item, (way, body.person_name, body.address, body.text)
        case journal.Refile():
            return (_text(body.item_name), body.item_version), ()
        case journal.Amend():
            return (), tuple(piece for piece in (body.text, body.person_name, body.address) if piece)
        case journal.Dispatch():
            return (_text(body.name),), tuple(_told_reason(reason) for reason in body.reasons)
        case journal.Assign():
            return (_text(body.name),), ()
        case journal.Answer():
            title = _text(body.title)
            return (), (_say(_PIECE).format(title, body.version) if title else "", body.words)
        case journal.Hotwire():
            return (body.number, _text(body.name)), ()
        case journal.Acknowledge():
            return (), (_say(_ETA).format(clock(body.eta)) if body.eta else "", body.note)
        case journal.Rework():
            return (), (body.reason, _say(_UNTIL).format(clock(body.due)) if body.due else "")
        case journal.Decline() | journal.Cancel() | journal.Reopen():
            return (), (body.reason,)
        case journal.OnSite() | journal.WorkDone() | journal.Feedback():
            return (), (body.by if isinstance(body, journal.Feedback) else "", body.note)
        case journal.Note():
            return (), (body.text,)
        case _:
            return _outcome(body)


def _outcome(body: journal.Body) -> tuple[tuple[object, ...], tuple[str, ...]]:
    """The same for complaints, callbacks and endings."""
    match body:
        case journal.Complain():
            return (_text(body.name),), (body.text,)
        case journal.Verify():
            second = _say(_SECOND if body.vouch is None else _VOUCHED).format(body.second) if body.second else ""
            return (_text(body.name), verdict_word(body.verdict)), (_card(body.card), second, body.words, body.statement, body.evidence)
        case journal.ProposeVeto():
            return (_text(body.name),), (body.statement, body.evidence)
        case journal.CallbackAttempt():
            return (attempt_word(body.outcome),), (body.note,)
        case journal.CallbackAnswer():
            asked = tuple(f"{step_word(step)} {_say(_YES if answer else _NO)}" for step, answer in body.steps)
            return (body.score,), (*asked, body.comment, _say(_HEARD).format(body.heard) if body.heard else "")
        case journal.Unmet():
            return (body.need,), (_say(_TRIED).format(body.tried) if body.tried else "",)
        case journal.Close():
            return (_say(_RESOLVED if body.resolved else _NOT_RESOLVED), close_word(body.reason)), (body.note,)
        case journal.Merge() | journal.Absorb():
            return (body.into_no if isinstance(body, journal.Merge) else body.other_no,), ()
        case _:
            return unit_words(body)


def _text(text: Text) -> str:
    return text.in_(language())


def _card(level: str) -> str:
    """Return the card that an entry names; one that no card answers to stands for itself."""
    if not level or level == CardLevel.NONE.value:
        return ""
    return card_word(CardLevel(level)) if level in {card.value for card in CardLevel} else level
