"""English: words, light stems and pairs of them, a few words that mean the same, and typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STOP_WORDS = """
a an the is are am was were be been being i i'm im me my mine we us our you your he she his her it its it's this that these those to
of and or so then than please hello hi thanks thank just very really too also today tomorrow can could would will do does did have
has had d ll ve re m s t
"""
_STOP = frozenset(_STOP_WORDS.split())
_SAME = """
aircon aircons ac conditioner conditioning|fridge refrigerator freezer|tv television telly
wifi wi fi wireless internet broadband network router online|lift elevator|flat apartment|toilet loo wc lavatory|tap faucet
pipe plumbing plumber|clog block plug jam|leak drip seep|burst explode spray|nanny babysitter childminder|maid cleaner housekeeper
cook chef|cockroach roach|rat mouse mice rodent|bug pest insect|taxi cab|phone mobile cellphone smartphone
laptop computer pc notebook|electricity power|outage blackout|trip breaker fuse|light lamp bulb|socket outlet plug|wallet purse
lose lost missing|bike bicycle|ebike scooter|tyre tire puncture|tow breakdown|lawyer attorney solicitor|salary wage pay unpaid
doctor physician|hospital clinic|medicine drug pill|pharmacy drugstore chemist|ambulance unconscious faint
vaccine vaccination jab immunisation immunization|kid child children toddler|boy son|girl daughter|elderly old senior
grandma grandmother|grandpa grandfather|handicapped disabled disability|noise noisy loud|rubbish garbage trash
smell stink odour odor|smoke fume|flood flooding waterlogged|hole pothole|road street|licence license permit|car vehicle automobile
hood extractor|stove cooker hob|courier parcel package|mover move moving relocate|wedding marriage marry|haircut hairdresser barber
vet veterinarian|dog puppy|cat kitten|funeral cremation|tutor tutoring tuition|suicide suicidal die kill
anxious anxiety nervous stressed|bully bullying bullied|repairman technician|rude attitude|refund money back|expired spoiled
repair fix mend broken|job work employment|visa passport|sick ill unwell|baby infant newborn|wife husband spouse|mother mum mom
father dad|meal food dinner lunch|groceries grocery shopping|hot warm heat|cold cool cooling|stuck trapped jammed|entrance entry
fee cost price charge|deliver delivery bring|buy purchase|key keys keyring|locked lockout|pregnant pregnancy maternity prenatal
restroom bathroom washroom|sewage sewer drain|wall plaster|paint painting repaint painter|glass window pane
cupboard cabinet wardrobe closet|furniture sofa bed|cable wire wiring|gas lpg propane|beggar homeless vagrant|bite bitten
blood pressure sugar|school class classroom|exam test|game gaming videogame|sad depressed depression|divorce custody|debt loan owe
accident crash collision|injury injured hurt|company business firm|house housing home|district neighbourhood neighborhood
rain storm typhoon|bus coach|timetable schedule|flight plane airport|hotel room|restaurant dinner|flower bouquet
photo photographer photography|scrap recycle recycling
"""
_ENDINGS = "ization=ize isation=ise fulness=ful ingly= edly= ing= ied=y ies=y ed= ness= ment= ation=ate ers=er es=e ly= 's= s="
_SHORTENED = tuple(entry.partition("=")[::2] for entry in _ENDINGS.split())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a light stem: endings off, a doubled consonant halved, a final e off.

    >>> stem("leaking") == stem("leaks") == stem("leak"), stem("tripped") == stem("trip")
    (True, True)
    """
    for ending, instead in _SHORTENED:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_SENSES: dict[str, str] = {stem(word): "@" + group.split()[0] for group in _SAME.replace("\n", "|").split("|") for word in group.split()}


def words(text: str) -> list[str]:
    """Return the telling words of an English text, in order, lower case."""
    plain = text.lower().replace("’", "'").replace("wi-fi", "wifi").replace("e-bike", "ebike")
    return [word for word in _WORD.findall(plain) if word not in _STOP]


def english_grams(stems: list[str]) -> set[str]:
    """Return stems, pairs of neighbours (either order) and senses."""
    grams = set(stems)
    for left, right in zip(stems, stems[1:], strict=False):
        grams.add(f"{left} {right}" if left < right else f"{right} {left}")
    for item in stems:
        sense = _SENSES.get(item)
        if sense is not None:
            grams.add(sense)
    return grams


def gram_weight(gram: str) -> float:
    """Return what a gram of :func:`english_grams` weighs."""
    return 0.5 if " " in gram else 1.0


class Vocabulary:
    """The words that the index has in English, to mend typing errors with."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = sorted({word for word in known if len(word) > 1})
        self._stems = {stem(word) for word in self._words}

    def knows(self, word: str) -> bool:
        """Say whether the word (or a form of it) is in the index."""
        return stem(word) in self._stems or stem(word) in _SENSES

    def mended(self, word: str) -> str | None:
        """Return the known word nearest to a misspelt one (one error up to seven letters, two beyond), or None."""
        if len(word) < 4:
            return None
        allowed = 1 if len(word) < 8 else 2
        near = process.extractOne(word, self._words, scorer=OSA.distance, score_cutoff=allowed)
        return str(near[0]) if near else None
