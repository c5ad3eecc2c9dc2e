"""How a text is cut into what the index holds.

Chinese is written without spaces, so a run of it is indexed as overlapping pairs of characters.
Neither SQLite's nor PostgreSQL's own tokenizer finds a two-character Chinese word.
"""

import re
import unicodedata

# Han, kana, hangul: scripts whose words are found by pairs of characters.
RUN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+")
TOKEN = re.compile(RUN.pattern + r"|[^\W_]+")
LONGEST_QUERY = 100


def grams(text: str) -> list[str]:
    """The tokens of a text, in order; a run of Chinese ends on its last character alone.

    >>> grams("折叠屏 Ultra 手感")
    ['折叠', '叠屏', '屏', 'ultra', '手感', '感']
    """
    tokens: list[str] = []
    for token in TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if RUN.fullmatch(token):
            tokens += [token[i : i + 2] for i in range(len(token))]
        else:
            tokens.append(token)
    return tokens


def phrases(query: str) -> list[list[str]]:
    """What a query asks for: each phrase must be found, its tokens side by side.

    A single Chinese character is a phrase of one, and matches as the start of a pair.

    >>> phrases("手感 ultra")
    [['手感'], ['ultra']]
    """
    found = TOKEN.findall(unicodedata.normalize("NFKC", query[:LONGEST_QUERY]).casefold())
    return [
        [token[i : i + 2] for i in range(max(1, len(token) - 1))]
        if RUN.fullmatch(token)
        else [token]
        for token in found
    ]
