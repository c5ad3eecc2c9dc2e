"""Who speaks for everybody? Finding claims to speak for all, in Chinese and English.

The method, its figures and its limits: docs/methods/collective.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage that speaks for a whole group.

    `kind` is ``behalf`` (on behalf of all), ``we`` (we fans) or ``all`` (all fans demand);
    `start` and `end` count characters of the text that was given.
    """

    kind: str
    start: int
    end: int
    text: str


# Groups that somebody could claim to speak for. 粉 alone is powder, so it needs what comes before.
_ZH_GROUP = (
    r"(?:老|新|广大|全体|真|铁|忠实)*"
    r"(?:粉丝|用户|车主|机主|车友|玩家|会员|成员|消费者|网友|群友|顾客|买家|支持者|爱好者|读者|听众|观众"
    r"|[一-鿿]粉(?![丝色末底饼尘笔碎嫩红刷蒸条]))(?:群体|社区|们)?"
)
_ZH_ALL = r"(?:全体|所有|全部|广大|每一?[位个名]|各位|千千万万|几百万|上百万|数百万|无数)的?"
_ZH_VERB = (
    r"(?:一致|一起|共同|集体|联名|绝不|决不|坚决|强烈|永远|从来|早就|已经|现在|今天)*"
    r"(?:要求|认为|觉得|决定|反对|支持|同意|不同意|呼吁|声明|宣布|拒绝|抵制|接受|不接受|不答应|不会答应|不买账"
    r"|不认|希望|想要|想说|都想|都要|都在|都是|都不|都会|都很|都认|都觉|都反|都支|都同|都希|心寒|失望|愤怒"
    r"|无法接受|不能接受|不原谅|不会原谅|站在|容忍|不容|有权|承认)"
)
_ZH = (
    # 我代表全体米粉 · 替我们用户发声 · 以广大车主的名义
    (
        "behalf",
        rf"(?:谨|特|仅|我|本人|我们)?代表(?:着|了)?(?:{_ZH_ALL})?(?:我们|咱们|大家|{_ZH_GROUP})(?!大会)",
    ),
    ("behalf", r"代表(?:全体|所有人|每一个人|每个人|整个社区|社区)"),
    (
        "behalf",
        rf"[替为代](?:{_ZH_ALL}(?:{_ZH_GROUP}|人)|(?:我们|咱们)?{_ZH_GROUP}|大家)(?:们)?(?:说|发声|讲|讨|出头|做主|表态|要|回答|请愿)",
    ),
    ("behalf", rf"以(?:{_ZH_ALL})?(?:{_ZH_GROUP}|大家|社区)的?名义"),
    # 我们米粉 · 咱车主
    ("we", rf"(?:我们|咱们|咱|俺们)(?:这些|这群|所有|全体|广大)?{_ZH_GROUP}"),
    # 全体用户要求 · 大家都认为 · 没有一个车主同意
    (
        "all",
        rf"(?:全体|所有|全部|广大|每一?[位个名]|千千万万|几百万|上百万|数百万|无数)的?(?:{_ZH_GROUP}|人)(?:都|全都|也都|全|们)?{_ZH_VERB}",
    ),
    ("all", rf"{_ZH_GROUP}(?:们)?(?:一致|全都|统一|无一例外地?){_ZH_VERB}"),
    (
        "all",
        r"(?:大家|大伙儿?|所有人|人人|每个人)(?:都|全都|一致|也都)?(?:一致)?(?:要求|认为|觉得|反对|支持|同意|不同意|希望|想要|不接受|抵制|不答应)",
    ),
    (
        "all",
        rf"(?:没有一[个位名]|没有任何|没有哪个){_ZH_GROUP}.{{0,4}}(?:同意|接受|支持|答应|想要|认可|愿意|会)",
    ),
    ("all", rf"(?:整个|全)(?:社区|粉丝圈|粉丝群体|车主群){_ZH_VERB}"),
)
_EN_GROUP = (
    r"(?:(?:loyal|real|true|actual|paying|long-time|longtime|old|early|other|fellow)\s+)?"
    r"(?:fans?|users?|owners?|members?|customers?|players?|riders?|drivers?|buyers?|listeners?"
    r"|readers?|supporters?|subscribers?|followers?|consumers?|backers?)"
)
_EN_WHOLE = r"(?:the\s+)?(?:whole|entire)\s+(?:community|fan\s*base|fandom|user\s*base|forum)"
_EN_ALL = (
    r"(?:all|every|each|every\s+single|each\s+and\s+every|every\s+one\s+of|each\s+of"
    r"|millions\s+of|thousands\s+of)"
)
_EN_VERB = (
    r"(?:(?:here|alike|everywhere|now|today|really|simply|just|always|also|firmly|strongly|do|will"
    r"|would|must|have|has|already|all)\s+){0,3}"
    r"(?:wants?|demands?|rejects?|agrees?|thinks?|believes?|refuses?|says?|supports?|opposes?"
    r"|stands?|expects?|feels?|hates?|loves?|asks?|calls?|needs?|deserves?|accepts?|never|not"
    r"|disagrees?|boycott|boycotts|insists?|decided?|are\s+(?:against|for|angry|united|behind|done)"
    r"|is\s+(?:against|for|angry|united|behind|done))\b"
)
_EN = (
    (
        "behalf",
        rf"\bon\s+behalf\s+of\s+(?:all\b|every\w*\b|us\b|the\s+(?:community|fan\s*base|fandom|group|forum)|(?:all\s+)?(?:of\s+)?(?:the\s+|our\s+|us\s+)*(?:{_EN_ALL}\s+)?(?:of\s+)?(?:the\s+|our\s+)*{_EN_GROUP}|{_EN_WHOLE})",
    ),
    (
        "behalf",
        rf"\b(?:speak|speaks|speaking|spoke|talk|talking|decide|answer|sign|signing)\s+for\s+(?:all\b|every(?:one|body)\b|us\s+all\b|all\s+of\s+us\b|(?:the\s+|our\s+)*(?:{_EN_GROUP}|community|fan\s*base|fandom)\b|{_EN_WHOLE}|every\s+{_EN_GROUP})",
    ),
    (
        "behalf",
        rf"\bin\s+the\s+name\s+of\s+(?:all\b|every|us\s+all|(?:the\s+|our\s+)*(?:{_EN_GROUP}|community))",
    ),
    (
        "behalf",
        rf"\brepresent(?:s|ing)?\s+(?:all\b|every|(?:the\s+)?(?:voice|views?|will)\s+of\s+(?:all\b|every|the)|{_EN_WHOLE}|the\s+{_EN_GROUP}\b(?!\s+(?:council|board|trust)))",
    ),
    (
        "we",
        rf"\b(?:we|us)\s*,?\s+(?:all\s+|the\s+|as\s+)*{_EN_GROUP}\b(?!\s*(?:'|of\s+the\s+team|interface|manual|story|stories))",
    ),
    ("all", rf"\b{_EN_ALL}\s+(?:of\s+)?(?:the\s+|our\s+|us\s+|you\s+)*{_EN_GROUP}\s+{_EN_VERB}"),
    ("all", rf"\b(?:all|every\s+one|each)\s+of\s+us\s+{_EN_VERB}"),
    ("all", rf"\b{_EN_WHOLE}\s+{_EN_VERB}"),
    ("all", rf"\b(?:everyone|everybody)\s+{_EN_VERB}"),
    (
        "all",
        rf"\b(?:no|not\s+a\s+single|not\s+one)\s+{_EN_GROUP}\s+(?:here\s+)?(?:wants?|accepts?|supports?|agrees?|asked|will|would|likes?)",
    ),
    (
        "all",
        r"\b(?:nobody|no\s+one)\s+(?:here\s+)?(?:wants?|accepts?|supports?|agrees?|asked\s+for|likes?)\b",
    ),
    ("we", r"\bwe\s*,\s*the\s+(?:community|people|undersigned\s+fans|fan\s*base|fandom)\b"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in (*_ZH, *_EN))

# Said just before a claim, these turn it round: nobody is spoken for where it is denied, doubted,
# asked, or put into somebody else's mouth.
_DENIED = re.compile(
    r"(?:不|不能|不会|不想|无法|无权|没有资格|没资格|无意|未|别|不要|休想|谁|凭什么|并非|不是|没有人能|没人能|拒绝|反对|从未|从不|不敢|怎么能|如何"
    r"|自称|号称|声称|所谓的?|冒充|假装|假冒|说是|是否|能否|要不要|有没有|请不要|只)(?:敢|能|可以|可|会|想|说|要|让你|有人|他|她|我|你|再|来|被|在)*[“‘「『\"']?$"
    r"|(?:\bnot|n't|n’t|\bnever|\bnobody|\bno\s+one|\bcannot|\bwithout|\bwho|\bnor|\bso-called|\bclaims?"
    r"|\bclaiming|\bclaimed|\bpretends?|\bpretending|\brather\s+than|\binstead\s+of|\bif|\bwhether|\bdoes|\bdo|\bdid|\bcan|\bcould|\bshould|\bnone\s+of\s+us)"
    r"(?:\s+(?:can|could|may|should|to|be|try|trying|want|wants|allowed|able|ever|really|meant|here|does|do|he|she|they|you|it|i|we|this|anyone|anybody|somebody|someone|a\s+single\s+person|one\s+person))*[\s“\"'‘]*$",
    re.IGNORECASE,
)
_LOOK_BACK = 24
# Said just after it, these do the same, or show that the words are a name and not a claim.
_UNDONE = re.compile(
    r"^(?:大会|代表大会|协议|手册|须知|数量|人数|权益|名单|群里|反馈|数据|中心|服务|体验|信息|资料|调查|投票率|里的|中的|之间|一样)"
)


def speaks_for_all(text: str, *, names: Sequence[str] = ()) -> tuple[Claim, ...]:
    """The passages of a text that claim to speak for a whole group.

    Parameters
    ----------
    text
        One post or statement, any length.
    names
        What the members of this community are called, besides the words every community uses.

    Returns
    -------
    tuple of Claim
        In order, not overlapping; empty if nobody is spoken for.

    Notes
    -----
    Patterns, not a model: each verdict can be read off the passage it names. "I cannot speak for
    all fans", a question, or a quotation of somebody who claims it is no claim. Cost: linear.

    >>> [claim.kind for claim in speaks_for_all("我代表全体用户要求道歉。")]
    ['behalf']
    >>> speaks_for_all("We fans will not accept this.")[0].text
    'We fans'
    >>> speaks_for_all("I do not speak for all fans, only for myself.")
    ()
    """
    found = sorted(_candidates(text, names), key=lambda claim: (claim.start, -claim.end))
    kept: list[Claim] = []
    past = 0  # what lies inside a longer claim is part of it, also where that one is denied
    for claim in found:
        if claim.start < past:
            continue
        past = claim.end
        if not _turned_round(text, claim):
            kept.append(claim)
    return tuple(kept)


def _candidates(text: str, names: Sequence[str]) -> Iterator[Claim]:
    for kind, pattern in (*_PATTERNS, *_named(names)):
        for match in pattern.finditer(text):
            yield Claim(kind, match.start(), match.end(), match.group())


def _named(names: Sequence[str]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The same claims with the community's own name for its members."""
    own = "|".join(re.escape(name) for name in names if name.strip())
    if own:
        yield "we", re.compile(rf"(?:我们|咱们|咱|\bwe\s*,?\s+(?:the\s+)?)(?:{own})", re.IGNORECASE)
        yield "all", re.compile(rf"(?:{_ZH_ALL}|\b{_EN_ALL}\s+(?:the\s+)?)(?:{own})", re.IGNORECASE)
        yield (
            "behalf",
            re.compile(
                rf"(?:代表(?:{_ZH_ALL})?|\bon\s+behalf\s+of\s+(?:the\s+)?)(?:{own})", re.IGNORECASE
            ),
        )


def _turned_round(text: str, claim: Claim) -> bool:
    before = text[max(0, claim.start - _LOOK_BACK) : claim.start]
    return bool(_DENIED.search(before) or _UNDONE.search(text[claim.end :]))
