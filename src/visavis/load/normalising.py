"""How texts are made alike before an answer is compared: `normalised`, and its words and numbers, `tokens`.

The page on methodology says the same in plain words; whoever changes one changes the other. Nothing here raises
anything on any text. Unicode: normalisation form NFKC (Standard Annex 15) and case folding (the Standard, 3.13.3).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\u2039\u203a", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff", None),  # not to be seen: soft hyphens, marks
    }
)
# written without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
# Shapes of characters, one sign for each: a digit 0, a letter a, a character that is a word c, a mark on any of them m,
# punctuation the signs . , : / - % # as they are and any other p, white space a space, anything else s.
_NUMBER = r"(?:(?<![0acm])(?:-\.?|\.))?0+(?:[.,:/-]0+)*"
_TOKEN = re.compile(rf"{_NUMBER}|cm*|[am]+")
_LEFT = re.compile(r"(?:(?!-?s?\.?0)[ .,:/p#%-])+")
_KEPT = re.compile(r"(?<=0)%|(?<=a)#")


class _Shapes(dict[int, str]):
    """The shape of every character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        shape = self[code] = _shape(chr(code))
        return shape


def _shape(character: str) -> str:
    if character in ".,:/-%#":
        return character
    kind = unicodedata.category(character)
    if _UNSPACED.match(character) and kind[0] != "M" and kind != "Nd" and kind[0] != "P":
        return "c"
    if character in "`^~<>|":  # marks of Markdown that are symbols to Unicode
        return "p"
    return {"Nd": "0"}.get(kind) or {"L": "a", "N": "a", "M": "m", "P": "p", "Z": " ", "C": " "}.get(kind[0], "s")


_shapes = _Shapes()


class Token(NamedTuple):
    """A word or a number; `joined` says that it follows the one before it directly, as in 12px or A12."""

    text: str
    number: bool
    joined: bool


def normalised(text: str) -> str:
    """Return a text as it is compared: in NFKC, its case folded, with plain quotes, dashes and single spaces.

    Punctuation, brackets and the marks of Markdown are taken from both of its ends, never from within. What is nothing
    but such signs stays. Kept at the ends are a minus sign or point before a digit, % behind a digit and # behind a
    letter.
    """
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFD", text.translate(_ALIKE)).casefold()
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_ALIKE)
    text = " ".join(text.split())
    return _bare(text) or text


def _bare(text: str) -> str:
    """Return a text without what stands around it."""
    shape = text.translate(_shapes)
    start = found.end() if (found := _LEFT.match(shape)) else 0
    end = len(shape)
    while end > start and shape[end - 1] in " .,:/p#%-" and not _KEPT.match(shape, end - 1):
        end -= 1
    return text[start:end]


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of a normalised text, in order; anything else only parts them.

    A number is one token with the signs . , : / - that stand between its digits, and with a minus sign or point before
    it; a word is a run of letters. In Thai, Lao, Burmese, Khmer, Japanese and Chinese every character is a word.
    """
    shape = text.translate(_shapes)
    found, end = [], -1
    for match in _TOKEN.finditer(shape):
        start = match.start()
        first = shape[start]
        found.append(Token(text[start : match.end()], first not in "acm", start == end and first != "c"))
        end = match.end() if first != "c" else -1
    return found
