"""What changed between two versions of a text, side by side."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# A Chinese character is a word of its own here; elsewhere words and what lies between them are.
TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")
PASSAGE = re.compile(r"[^\n。！？.!?]*(?:[。！？.!?]+\s*|\n+|$)")
# Longer passages are compared whole: the comparison grows with the square of their words.
LONGEST_COMPARED = 600


@dataclass(frozen=True)
class Piece:
    text: str
    changed: bool


@dataclass(frozen=True)
class Line:
    """A passage before and after; empty where there was none."""

    before: list[Piece]
    after: list[Piece]

    @property
    def changed(self) -> bool:
        return any(piece.changed for piece in [*self.before, *self.after])


def difference(before: str, after: str) -> list[Line]:
    """Passage by passage, in reading order, with the words that changed marked."""
    old, new = _passages(before), _passages(after)
    lines: list[Line] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [Line([Piece(text, False)], [Piece(text, False)]) for text in old[i:j]]
        elif tag == "replace":
            lines += _replaced(old[i:j], new[k:m])
        else:
            lines += [Line([Piece(text, True)], []) for text in old[i:j]]
            lines += [Line([], [Piece(text, True)]) for text in new[k:m]]
    return lines


def _passages(text: str) -> list[str]:
    text = text.replace("\r\n", "\n")
    return [passage for passage in PASSAGE.findall(text) if passage.strip()]


def _replaced(old: list[str], new: list[str]) -> list[Line]:
    paired = min(len(old), len(new))
    lines = [_compared(*pair) for pair in zip(old[:paired], new[:paired], strict=True)]
    lines += [Line([Piece(text, True)], []) for text in old[paired:]]
    return lines + [Line([], [Piece(text, True)]) for text in new[paired:]]


def _compared(old: str, new: str) -> Line:
    left, right = TOKEN.findall(old), TOKEN.findall(new)
    if max(len(left), len(right)) > LONGEST_COMPARED:
        return Line([Piece(old, True)], [Piece(new, True)])
    before: list[Piece] = []
    after: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if i < j:
            before.append(Piece("".join(left[i:j]), tag != "equal"))
        if k < m:
            after.append(Piece("".join(right[k:m]), tag != "equal"))
    return Line(before, after)
