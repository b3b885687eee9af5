"""Does a text look like Vietnamese? Used to tell the old encodings apart, never to judge the writing.

Vietnamese is written one syllable a word, and the syllables are few: an onset, a rime out of some 160, at
most one tone, and after a final c, ch, p or t only the rising or the heavy tone. Text decoded with the wrong
table breaks these rules in nearly every word that has a mark, which is why a score built on them separates
the encodings after a handful of words.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from .words import words

_ONSET: Final = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
_RIMES: Final = words("""
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên êng ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh uêu ui um un ung uôc uôi uôm uôn uông uôt uơ uơi uơn up ut
uy uya uych uyên uyêt uynh uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu
""")
_SYLLABLE: Final = re.compile(_ONSET + "(?:" + "|".join(sorted(_RIMES, key=len, reverse=True)) + ")")
_WORD: Final = re.compile(r"[^\W\d_]+")
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_RISING_OR_HEAVY: Final = frozenset("\u0301\u0323")
_STOPS: Final = ("c", "ch", "p", "t")
_LONGEST_SYLLABLE: Final = 7  # "nghiêng"

# Signs that stand in good Vietnamese text, also against a letter.
_USUAL_SIGNS: Final = frozenset("“”‘’«»…–—•·°²³½×÷±§€\u00a0\u00ad\u200b\ufeff")
_STRANGE_SIGN: Final = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f\w]|[^\x00-\x7f\w](?=[^\W\d_])")


class Score(NamedTuple):
    """Counts of words that carry a mark or a special letter; `bad` also counts signs stuck to letters."""

    good: int
    bad: int

    @property
    def share(self) -> float:
        """Share of good words, 0 to 1; 0 where there is nothing to judge by."""
        total = self.good + self.bad
        return self.good / total if total else 0.0

    @property
    def total(self) -> int:
        return self.good + self.bad


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether `word` (letters only, NFC) could be a Vietnamese syllable."""
    if len(word) > _LONGEST_SYLLABLE:
        return False
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFD", word.lower()):
        (tones if character in _TONES else letters).append(character)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(letters))
    if not _SYLLABLE.fullmatch(plain):
        return False
    return not plain.endswith(_STOPS) or (bool(tones) and tones[0] in _RISING_OR_HEAVY)


def score(text: str, *, sample: int = 60_000) -> Score:
    """Judge the first `sample` characters of `text`; words in plain ASCII say nothing and are skipped."""
    head = unicodedata.normalize("NFC", text[:sample])
    good = bad = 0
    for word in _WORD.findall(head):
        if word.isascii():
            continue
        if is_syllable(word):
            good += 1
        elif not (word.isupper() and len(word) <= 6 and "Đ" in word):  # QĐ, HĐND, TĐC: neither
            bad += 1
    bad += sum(1 for sign in _STRANGE_SIGN.findall(head) if sign not in _USUAL_SIGNS)
    return Score(good, bad)
