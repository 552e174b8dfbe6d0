"""Tells whether letters form a Vietnamese syllable: how text in a wrong encoding is recognised without a dictionary."""

import re
import unicodedata

from plans.content.vietnamese import nfc

_ONSETS = {""} | set(re.findall(r"\w+", "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"))
_RIMES = set(
    re.findall(
        r"\w+",
        "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
        "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
        "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu "
        "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc "
        "oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt "
        "u ua uân uâng uât uây uê uêch uênh uêu uc ui um un ung up ut uơ uôc uôi uôm uôn uông uôt "
        "uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu",
    )
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_WORDS = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """ "trẻ", "Quyết" and "NGHIÊNG" are; "trÎ", "QuyÕt" and "trẻẻ" are not."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = sum(letter in _TONES for letter in decomposed)
    if tones > 1:
        return False
    toneless = nfc("".join(letter for letter in decomposed if letter not in _TONES))
    return any(toneless[:cut] in _ONSETS and toneless[cut:] in _RIMES for cut in range(min(4, len(toneless))))


def marked_words(text: str) -> list[str]:
    """The words of a text with a letter outside ASCII: the only ones that tell an encoding."""
    return [word for word in _WORDS.findall(nfc(text)) if not word.isascii()]


def share_of_syllables(text: str) -> float:
    """Which part of the marked words (from 0 to 1) are Vietnamese syllables; 1 for a text without marks."""
    words = marked_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
