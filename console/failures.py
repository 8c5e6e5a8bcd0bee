"""Two kinds of failure: the world's, told calmly, and ours, kept as a crash report without personal data."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from console.outreach_sentences import OUTREACH_SENTENCES
from console.unit_sentences import UNIT_SENTENCES
from models.records.failure import WorldFailure

log = logging.getLogger(__name__)

SENTENCES: dict[str, object] = {
    "disk.full": QT_TRANSLATE_NOOP(
        "failures", "The disk is full. What you typed stays on the screen; free some space and it is saved by itself."
    ),
    "disk.read_only": QT_TRANSLATE_NOOP(
        "failures", "The data folder cannot be written to. What you typed stays on the screen; tell the administrator."
    ),
    "store.damaged": QT_TRANSLATE_NOOP(
        "failures", "A data file was damaged. It was kept aside and the rest goes on; tell the administrator."
    ),
    "store.newer": QT_TRANSLATE_NOOP("failures", "This data was written by a newer version. Nothing was changed; please update this desk."),
    "store.in_use": QT_TRANSLATE_NOOP("failures", "The console is already open on this desk's data. This second window changes nothing."),
    "disk.failed": QT_TRANSLATE_NOOP("failures", "The disk reports an error. What you typed stays on the screen; tell the administrator."),
    "store.operations_lost": QT_TRANSLATE_NOOP(
        "failures",
        "Steps of this desk are missing: its data file is older than it should be, or something was taken out. Tell the administrator "
        "before going on.",
    ),
    "store.key_lost": QT_TRANSLATE_NOOP("failures", "The key of this desk was missing and has been made anew. Tell the administrator."),
    "store.incomplete": QT_TRANSLATE_NOOP("failures", "The operations are not complete, so nothing was rebuilt or changed."),
    "demo.working": QT_TRANSLATE_NOOP(
        "failures", "People work with the data in this folder. A demonstration would mix invented cases into it: give it another folder."
    ),
    "demo.only": QT_TRANSLATE_NOOP(
        "failures", "This folder holds a demonstration's invented data. For real work give another folder; “main.py demo” opens this one."
    ),
    "operator.unknown": QT_TRANSLATE_NOOP(
        "failures", "There is no operator No. {number} here. Give another number with --operator."
    ),
    "operator.no_calls": QT_TRANSLATE_NOOP(
        "failures", "No. {number} does not take calls, so no story can be played. Give an operator's number with --operator."
    ),
    "report.unwritten": QT_TRANSLATE_NOOP("failures", "The file “{file}” could not be written. Choose another place for it."),
    "story.stopped": QT_TRANSLATE_NOOP("failures", "The story could not be played to its end."),
    "case.missing": QT_TRANSLATE_NOOP("failures", "There is no case on the desk yet. F9 accepts one."),
    "verb.not_now": QT_TRANSLATE_NOOP("failures", "That step does not fit the case now."),
    "callback.missing": QT_TRANSLATE_NOOP(
        "failures", "First ring the citizen back: the case closes with an answer, or after the attempts that are due."
    ),
    "callback.not_done": QT_TRANSLATE_NOOP("failures", "The citizen says it is not done: send it back for rework, or note the unmet need."),
    "callback.unreached_too_early": QT_TRANSLATE_NOOP("failures", "Too few attempts to reach the citizen so far."),
    "callback.score_range": QT_TRANSLATE_NOOP("failures", "Satisfaction is a figure from 1 to 5."),
    "verify.open": QT_TRANSLATE_NOOP("failures", "The complaint is being verified: hear the other side first."),
    "verify.statement_missing": QT_TRANSLATE_NOOP(
        "failures", "Write down first what the other side says: an unverified complaint counts for nothing."
    ),
    "verify.other_partner": QT_TRANSLATE_NOOP("failures", "The complaint is about somebody else."),
    "complaint.partner_missing": QT_TRANSLATE_NOOP("failures", "Nobody has this case: there is nobody to verify with."),
    "close.use_cancel": QT_TRANSLATE_NOOP("failures", "Use “cancelled by the caller” for that."),
    "close.was_reached": QT_TRANSLATE_NOOP("failures", "The citizen was reached: close with the answer."),
    "close.answer_missing": QT_TRANSLATE_NOOP("failures", "No answer has been given yet."),
    "close.resolved_without_answer": QT_TRANSLATE_NOOP("failures", "Only the citizen's word, or an answer given, makes a case resolved."),
    "unmet.missing": QT_TRANSLATE_NOOP("failures", "First note the unmet need."),
    "unmet.need_missing": QT_TRANSLATE_NOOP("failures", "Say what was needed."),
    "merge.self": QT_TRANSLATE_NOOP("failures", "A case cannot be merged into itself."),
    "merge.closed": QT_TRANSLATE_NOOP("failures", "The other case is closed already."),
    "undo.not_now": QT_TRANSLATE_NOOP("failures", "That step cannot be taken back any more: a later one builds on it."),
    "merge.use_merge": QT_TRANSLATE_NOOP("failures", "Use “merge into another case” for that."),
    "catalogue.unknown_item": QT_TRANSLATE_NOOP("failures", "The catalogue has no such item."),
    "catalogue.retired_item": QT_TRANSLATE_NOOP("failures", "That item is not offered any more: choose another one."),
    "item.name_missing": QT_TRANSLATE_NOOP("failures", "Chinese name: an item needs one."),
    "item.name_long": QT_TRANSLATE_NOOP("failures", "Name: at most {most} characters fit the line in which operators read it."),
    "item.name_taken": QT_TRANSLATE_NOOP("failures", "Chinese name: {item} is called that already. Choose a name that tells them apart."),
    "item.category_unknown": QT_TRANSLATE_NOOP("failures", "Category: choose one of the list."),
    "item.keyword_long": QT_TRANSLATE_NOOP("failures", "Search words: one is longer than {most} characters. Part them with a comma."),
    "item.keywords_many": QT_TRANSLATE_NOOP("failures", "Search words: at most {most} in a language."),
    "item.changed_meanwhile": QT_TRANSLATE_NOOP(
        "failures", "Somebody has changed this meanwhile: it is at version {version} now. Look at it again, then change it."
    ),
    "proposal.stands": QT_TRANSLATE_NOOP("failures", "An item is proposed for that need already: somebody has yet to decide."),
    "proposal.missing": QT_TRANSLATE_NOOP("failures", "Somebody has decided that proposal already."),
    "proposal.words": QT_TRANSLATE_NOOP("failures", "Say why not: whoever proposed it reads it."),
    "article.missing": QT_TRANSLATE_NOOP("failures", "There is no such article."),
    "article.title_missing": QT_TRANSLATE_NOOP("failures", "Chinese title: an article needs one."),
    "article.body_missing": QT_TRANSLATE_NOOP("failures", "Chinese text: say what operators read out."),
    "article.owner_missing": QT_TRANSLATE_NOOP("failures", "Owner: say who answers for this article."),
    "article.source_missing": QT_TRANSLATE_NOOP("failures", "Source: say where this comes from."),
    "article.long": QT_TRANSLATE_NOOP("failures", "Title, owner, source: at most {most} characters each."),
    "article.day_wrong": QT_TRANSLATE_NOOP("failures", "Valid until: write the day as 2026-12-31."),
    "article.item_unknown": QT_TRANSLATE_NOOP("failures", "Items: the catalogue has no item {item}."),
    "report.words": QT_TRANSLATE_NOOP("failures", "Say what is wrong: the owner of the article reads it."),
    "report.answer": QT_TRANSLATE_NOOP("failures", "Say what came of it: the operators who reported it read that."),
    "person.missing": QT_TRANSLATE_NOOP("failures", "That person is not known here."),
    "call.unnamed": QT_TRANSLATE_NOOP("failures", "That call cannot be recorded: it has no identity."),
    "call.missing": QT_TRANSLATE_NOOP("failures", "That call is not known here."),
    "call.answered": QT_TRANSLATE_NOOP("failures", "Somebody has answered that call: nobody need be rung back for it."),
    "missed.reason": QT_TRANSLATE_NOOP("failures", "Say why nobody need ring back."),
    "recording.none": QT_TRANSLATE_NOOP("failures", "The call system kept no recording of that call."),
    "case.exists": QT_TRANSLATE_NOOP("failures", "That case exists already."),
    "close.transfer_missing": QT_TRANSLATE_NOOP("failures", "The caller was not put through to anybody."),
    "complaint.unverified_card": QT_TRANSLATE_NOOP("failures", "An unverified complaint gives no card."),
    "complaint.card_unknown": QT_TRANSLATE_NOOP("failures", "There is no such card."),
    "verify.verdict_missing": QT_TRANSLATE_NOOP("failures", "Say whether the complaint is true."),
    "veto.two_people": QT_TRANSLATE_NOOP("failures", "A veto needs two people: one proposes it, another one confirms it."),
    "veto.unknown_person": QT_TRANSLATE_NOOP("failures", "Nobody here has that number: the second person gives their own."),
    "veto.words_missing": QT_TRANSLATE_NOOP("failures", "The second person says in their own words why the veto is right."),
    "vouch.away": QT_TRANSLATE_NOOP(
        "failures",
        "The centre cannot be asked about a password now. The veto waits: the second person confirms it at their own desk, or here later.",
    ),
    "vouch.password_missing": QT_TRANSLATE_NOOP("failures", "Whoever stands behind this gives their password beside their number."),
    "complaint.unit_card": QT_TRANSLATE_NOOP(
        "failures", "Cards and vetoes are for partners: what a department did wrong is noted as its fault."
    ),
    "permission.denied": QT_TRANSLATE_NOOP(
        "failures", "That step is not for your role. Nothing was changed; hand it to a colleague who may do it."
    ),
    "line.sealed": QT_TRANSLATE_NOOP(
        "failures", "The psychology line keeps its own records: put the caller through to the counsellor, no form is needed."
    ),
    "case.sealed": QT_TRANSLATE_NOOP("failures", "That case belongs to the psychology line: only its counsellors read it."),
    "person.sealed": QT_TRANSLATE_NOOP(
        "failures", "The psychology line writes nothing on a card that everybody reads. Write it in the notes: F9 keeps them in the case."
    ),
    "merge.sealed": QT_TRANSLATE_NOOP("failures", "A case of the psychology line is not merged with others."),
    "refile.sealed": QT_TRANSLATE_NOOP(
        "failures", "A case does not move into or out of the psychology line: accept that need as a case of its own."
    ),
    "store.tampered": QT_TRANSLATE_NOOP(
        "failures",
        "Entries of this desk are not as they were written. Kept aside, with what belongs to them: {broken}, the first is number {first}. "
        "Nothing rests on them; tell the administrator.",
    ),
    "clock.behind": QT_TRANSLATE_NOOP(
        "failures", "The clock of this desk is {minutes} minutes behind its last entry. Put it right: deadlines are reckoned by it."
    ),
    "unmet.resolved": QT_TRANSLATE_NOOP("failures", "A need that nobody could meet is not resolved."),
    "text.long": QT_TRANSLATE_NOOP("failures", "These words are too long to be kept in one step. Nothing was written; shorten them."),
    "text.broken": QT_TRANSLATE_NOOP(
        "failures", "One character of these words is broken, perhaps from pasting. Nothing was written; delete it and type it again."
    ),
    "time.bad": QT_TRANSLATE_NOOP("failures", "That time cannot be read."),
    "seed.cases": QT_TRANSLATE_NOOP("failures", "That number of cases cannot be filled in."),
    "undo.nothing": QT_TRANSLATE_NOOP("failures", "There is no step to take back."),
    "person.empty": QT_TRANSLATE_NOOP("failures", "First write down a name: there is nobody yet to note that on."),
    "phone.bad": QT_TRANSLATE_NOOP("failures", "That is not a telephone number."),
    "sync.unreachable": QT_TRANSLATE_NOOP("failures", "The centre cannot be reached, and it has to let you in at this desk first."),
    "sync.untrusted": QT_TRANSLATE_NOOP("failures", "Whoever answers has no certificate of the centre. Tell the administrator."),
    "sync.garbled": QT_TRANSLATE_NOOP("failures", "Something other than the centre answers, such as a log-in page of the network."),
    "sync.signed_out": QT_TRANSLATE_NOOP("failures", "The centre asks for your password."),
    "sync.login-failed": QT_TRANSLATE_NOOP("failures", "That number and that password do not belong together."),
    "sync.no_lease": QT_TRANSLATE_NOOP(
        "failures", "The centre cannot be reached, and it let you in more than a week ago: it has to do so again first."
    ),
    "sync.slow-down": QT_TRANSLATE_NOOP("failures", "Too many tries. Wait half a minute, then try again."),
    "sync.try-later": QT_TRANSLATE_NOOP("failures", "The centre is busy. Try again in a moment."),
    "sync.device-revoked": QT_TRANSLATE_NOOP("failures", "The centre has shut this desk out. Tell the team lead."),
    "sync.bad_address": QT_TRANSLATE_NOOP("failures", "That is no address of a centre: it begins with https://."),
    "sync.not_enrolled": QT_TRANSLATE_NOOP(
        "failures", "This desk belongs to no centre so far. The administrator enrols it with a code: main.py enrol ADDRESS CODE."
    ),
    "join.other_centre": QT_TRANSLATE_NOOP("failures", "This desk belongs to another centre."),
    "join.invented": QT_TRANSLATE_NOOP("failures", "This desk holds invented cases, which no centre takes. Begin with a new profile."),
    "snapshot.unfit": QT_TRANSLATE_NOOP(
        "failures", "What the centre sent does not fit this program's version; everything is fetched piece by piece."
    ),
    "report.span": QT_TRANSLATE_NOOP("failures", "A bulletin begins before it ends, and reaches over ten years at most."),
    "need.missing": QT_TRANSLATE_NOOP("failures", "Nobody has to choose there any more."),
    "need.not_again": QT_TRANSLATE_NOOP("failures", "That step cannot simply be done again: do it anew in the case."),
    "owner.moved": QT_TRANSLATE_NOOP("failures", "Somebody else answers for that case by now: it stands in their list."),
    "owner.same": QT_TRANSLATE_NOOP("failures", "That operator answers for the case already."),
    "owner.none": QT_TRANSLATE_NOOP("failures", "Nobody answers for that case: it is handed over already and waits to be accepted."),
    "owner.unknown": QT_TRANSLATE_NOOP(
        "failures", "No. {number} cannot answer for cases here: give the number of somebody who takes calls."
    ),
    "owner.not_yours": QT_TRANSLATE_NOOP("failures", "A colleague answers for that case: they hand it over, or a team lead reassigns it."),
    "owner.reason_missing": QT_TRANSLATE_NOOP("failures", "Say why: the reason is kept."),
    "priority.same": QT_TRANSLATE_NOOP("failures", "The case stands where you want it already."),
    "handover.empty": QT_TRANSLATE_NOOP("failures", "There are no notes to hand over yet."),
    "handover.reason": QT_TRANSLATE_NOOP("failures", "Say why it cannot wait: the reason is kept."),
    "handover.lead_needed": QT_TRANSLATE_NOOP("failures", "A team lead lets you go: they give their own number here."),
    "whisper.unknown": QT_TRANSLATE_NOOP("failures", "Nobody else here has the number {number}."),
    "whisper.empty": QT_TRANSLATE_NOOP("failures", "Write the note first."),
    "shifts.bad": QT_TRANSLATE_NOOP("failures", "The times of the shifts cannot be read. Tell the administrator."),
    "partner.missing": QT_TRANSLATE_NOOP("failures", "That partner is not known here."),
    "partner.unchosen": QT_TRANSLATE_NOOP("failures", "First choose a partner at the left."),
    "admission.step": QT_TRANSLATE_NOOP(
        "failures", "That stage does not follow the one the partner is in: first trial, then signed; an expelled one begins again on trial."
    ),
    "admission.carded": QT_TRANSLATE_NOOP(
        "failures", "Verified bad records have expelled this partner: only an appeal that is granted brings it back."
    ),
    "admission.unlicensed": QT_TRANSLATE_NOOP(
        "failures", "Only a partner whose licences are all valid on that day can sign: write the licence down first."
    ),
    "admission.agreement_missing": QT_TRANSLATE_NOOP("failures", "Signing needs the number of the agreement."),
    "admission.day": QT_TRANSLATE_NOOP("failures", "Write the day as 2026-11-24."),
    "admission.reason": QT_TRANSLATE_NOOP("failures", "Say why: the reason stays in the partner's history."),
    "licence.number": QT_TRANSLATE_NOOP("failures", "A licence has a number."),
    "licence.day": QT_TRANSLATE_NOOP("failures", "Write the last day of the licence as 2026-11-24."),
    "licence.unknown": QT_TRANSLATE_NOOP("failures", "The partner holds no such licence."),
    "licence.business": QT_TRANSLATE_NOOP("failures", "The business licence is not withdrawn: suspend the partner."),
    "terms.nothing": QT_TRANSLATE_NOOP("failures", "Nothing is agreed otherwise: nothing was written."),
    "terms.reason": QT_TRANSLATE_NOOP("failures", "Say why the terms change: the reason stays in the partner's history."),
    "terms.name": QT_TRANSLATE_NOOP("failures", "Write down a name."),
    "terms.items": QT_TRANSLATE_NOOP("failures", "The catalogue has no such items: {codes}."),
    "terms.districts": QT_TRANSLATE_NOOP("failures", "Give the codes of districts, or * for the whole city; not known: {codes}."),
    "terms.hours": QT_TRANSLATE_NOOP("failures", "Write the hours as 08:30-12:00 13:30-17:00."),
    "terms.days": QT_TRANSLATE_NOOP("failures", "Write the weekdays as digits, 1 for Monday: 12345."),
    "terms.capacity": QT_TRANSLATE_NOOP("failures", "The jobs at once are a number from 1 to {most}."),
    "recheck.found": QT_TRANSLATE_NOOP("failures", "Say what was found."),
    "recheck.day": QT_TRANSLATE_NOOP("failures", "The next re-check is a day ahead, written as 2026-11-24, or none."),
    "scan.missing": QT_TRANSLATE_NOOP("failures", "The file “{file}” cannot be read."),
    "scan.empty": QT_TRANSLATE_NOOP("failures", "The file “{file}” is empty."),
    "scan.large": QT_TRANSLATE_NOOP("failures", "A scan has {megabytes} MB at most. Scan it more coarsely."),
    "scan.elsewhere": QT_TRANSLATE_NOOP(
        "failures", "That scan has not come to the centre yet: desk {desk} sends it as soon as it is connected. Open it again then."
    ),
    "scan.offline": QT_TRANSLATE_NOOP(
        "failures",
        "It is not on this desk, and the centre cannot be reached. Open it again once the light at the upper right says “All there”.",
    ),
    "scan.nowhere": QT_TRANSLATE_NOOP(
        "failures", "That scan is not on this desk: it was taken in at desk {desk}, and no backup here holds it."
    ),
    "scan.later": QT_TRANSLATE_NOOP("failures", "The centre could not give that scan just now. Open it again in a moment."),
    "scan.kind": QT_TRANSLATE_NOOP("failures", "“{file}” is no PDF, PNG or JPEG: only those are kept as scans."),
    "card.none": QT_TRANSLATE_NOOP("failures", "No verdict here has ever given this partner a card."),
    "card.missing": QT_TRANSLATE_NOOP("failures", "There is no such card."),
    "card.not_standing": QT_TRANSLATE_NOOP("failures", "That card does not stand any more."),
    "card.words_missing": QT_TRANSLATE_NOOP("failures", "Write down the words for it: they stay in the partner's history."),
    "rectify.day": QT_TRANSLATE_NOOP("failures", "Give the day by which it is to be put right, from today on, as 2026-11-24."),
    "rectify.none": QT_TRANSLATE_NOOP("failures", "Nothing was to be put right: first say what, and by when."),
    "rectify.accepted": QT_TRANSLATE_NOOP("failures", "What was put right is accepted already."),
    "appeal.lodged": QT_TRANSLATE_NOOP("failures", "The partner has appealed: it is the hearing that decides now, and once for all."),
    "appeal.late": QT_TRANSLATE_NOOP("failures", "Appeals against that card ended on {until}."),
    "appeal.none": QT_TRANSLATE_NOOP("failures", "The partner has not appealed."),
    "appeal.undecided": QT_TRANSLATE_NOOP("failures", "Say how the appeal is decided."),
    "appeal.heard": QT_TRANSLATE_NOOP("failures", "That appeal was heard already."),
    "appeal.same_person": QT_TRANSLATE_NOOP(
        "failures", "Whoever had a part in the verdict does not hear the appeal: somebody else has to."
    ),
    "appeal.nothing_lower": QT_TRANSLATE_NOOP("failures", "Beneath a yellow card there is none: uphold it or lift it."),
    "complaint.none_open": QT_TRANSLATE_NOOP("failures", "No complaint about this partner waits for its verification."),
    "veto.proposed": QT_TRANSLATE_NOOP(
        "failures", "A veto is proposed already: somebody else confirms it, or the complaint is verified without one."
    ),
    **UNIT_SENTENCES,
    **OUTREACH_SENTENCES,
    "dispatch.nobody": QT_TRANSLATE_NOOP("failures", "Nobody is chosen to be sent."),
}


def sentence(failure: WorldFailure) -> str:
    """Return a calm sentence about a failure of the world: what happened, that nothing is lost, what to do next."""
    found = SENTENCES.get(failure.code)
    if found is not None:
        return QCoreApplication.translate("failures", str(found)).format_map(defaultdict(lambda: "?", failure.details))
    return QCoreApplication.translate("failures", "That did not work ({code}). Nothing was changed.").format(code=failure.code)


def report_crash(failure: BaseException, directory: Path, version: str) -> Path:
    """Write a crash report and return its path: versions, the failure's type and the places in our code.

    Messages and values are left out because they may hold what a citizen said.
    """
    directory.mkdir(parents=True, exist_ok=True)
    frames = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(failure.__traceback__)]
    target = directory / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    lines = [f"hotline-console {version}", f"python {sys.version.split()[0]} on {platform.system()}", type(failure).__name__, *frames]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    log.error("unexpected %s, report in %s", type(failure).__name__, target.name)
    return target
