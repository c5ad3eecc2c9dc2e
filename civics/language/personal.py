"""Personal details in a text: telephone, identity and card numbers, addresses, plates, schools.

Rules with checksums, not a model: whoever is stopped can be told exactly what was found and where.
The method, its figures and its limits: docs/methods/personal-details.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

KINDS = ("phone", "identity", "card", "address", "plate", "email", "school")


@dataclass(frozen=True, slots=True, order=True)
class Detail:
    """One personal detail: `text[start:end]` of the text as it was given is of this kind."""

    start: int
    end: int
    kind: str


def personal_details(text: str) -> tuple[Detail, ...]:
    """Find what would lead to a private person.

    Parameters
    ----------
    text
        Of any length, Chinese or English. Full-width letters and digits count as narrow ones.

    Returns
    -------
    tuple of Detail
        In order; they do not overlap. Where two kinds fit, the one with a checksum is taken.

    Examples
    --------
    >>> [(d.kind, d.start, d.end) for d in personal_details("他电话是 138-0013-8000,快打")]
    [('phone', 5, 18)]
    >>> personal_details("订单号 13800138000 还没发货,型号 X100,价格 4999 元")
    ()

    Cost: linear in the text; 10,000 characters in about 10 ms.

    Source: identity numbers GB 11643-1999 with ISO 7064 MOD 11-2, card numbers ISO/IEC 7812 with
    the Luhn formula, plates GA 36-2018. The lists of words are our own.
    """
    plain = _narrow(text)
    found: list[Detail] = []
    for kind, find in _FINDERS:
        for start, end in find(plain):
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Detail(start, end, kind))
    return tuple(sorted(found))


def _narrow(text: str) -> str:
    """Full-width and circled characters as plain ones, each still one character."""
    return "".join(
        one if len(one := unicodedata.normalize("NFKC", letter)) == 1 else letter for letter in text
    )


Spans = Iterator[tuple[int, int]]

# A number after one of these words belongs to a thing. The word stands right before it.
_THING = re.compile(
    r"(?:订单(?:编?号)?|单号|运单|工单|编号|型号|货号|序列号|条码|流水号|批次|版本号?|兑换码|激活码|"
    r"群号?|商品(?:号|ID)|邮编|固件|系统|SN|S/N|SKU|IMEI|EAN|ISBN|"
    r"order(?: (?:no|number|id))?|ticket|case|"
    r"tracking(?: (?:no|number))?|serial(?: (?:no|number))?|part(?: (?:no|number))?|batch|build|"
    r"firmware|version|model|invoice|reference|ref|rma)(?: is| was| shows)?[是为:.:#№\s]*$",
    re.IGNORECASE,
)
_BEFORE = 24


def _of_a_thing(text: str, start: int) -> bool:
    return _THING.search(text, max(0, start - _BEFORE), start) is not None


_CHINESE_DIGITS = str.maketrans(
    "零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789"
)
_GAP = r"[ \-·.()]{0,2}"
_MOBILE = re.compile(
    rf"(?<![\dA-Za-z.])(?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9]" + rf"{_GAP}\d" * 9 + r"(?![\dA-Za-z])"
)
_LANDLINE = re.compile(r"(?<![\d-])\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-8]\d{6,7}(?![\d-])")
_ABROAD = re.compile(r"(?<![\w+])\+(?!86)[1-9]\d{0,2}(?:[ \-.]?\(?\d{1,5}\)?){2,5}(?!\d)")
_AMERICAN = re.compile(r"(?<![\w-])\(?[2-9]\d{2}\)?[ \-.]{1,2}[2-9]\d{2}[ \-.]\d{4}(?![\w-])")
_BRITISH = re.compile(r"(?<![\w-])07\d{3}[ -]?\d{3}[ -]?\d{3}(?![\w-])")
_TOLL_FREE = re.compile(r"(?:1[- .])?\(?(?:400|8(?:00|33|44|55|66|77|88))\b")
_LONGEST_NUMBER = 15


def _phones(text: str) -> Spans:
    digits = text.translate(_CHINESE_DIGITS)
    for pattern, written in (
        (_MOBILE, digits),
        (_LANDLINE, text),
        (_AMERICAN, text),
        (_BRITISH, text),
    ):
        for match in pattern.finditer(written):
            if not (_of_a_thing(text, match.start()) or _TOLL_FREE.match(match[0])):
                yield match.span()
    for match in _ABROAD.finditer(text):
        if 9 <= sum(letter.isdigit() for letter in match[0]) <= _LONGEST_NUMBER:
            yield match.span()


_IDENTITY = re.compile(r"(?<![\dA-Za-z])[1-9]" + r"[ -]?\d" * 16 + r"[ -]?[\dXx](?![\dA-Za-z])")
_IDENTITY_WORD = re.compile(r"身份证号?码?[是为:: ]*$|\bID (?:card|number)[ :is]*$", re.IGNORECASE)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _identities(text: str) -> Spans:
    for match in _IDENTITY.finditer(text):
        number = re.sub(r"[ -]", "", match[0]).upper()
        named = _IDENTITY_WORD.search(text, max(0, match.start() - _BEFORE), match.start())
        if named or (_born(number[6:14]) and _identity_check(number)):
            yield match.span()


def _born(digits: str) -> bool:
    try:
        return 1880 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False


def _identity_check(number: str) -> bool:
    """ISO 7064 MOD 11-2 over seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17]


_CARD = re.compile(
    r"(?<![\dA-Za-z.])(?:62|4|5[1-5]|2[2-7]|3[47]|35)(?:[ -]?\d){11,17}(?![\dA-Za-z])"
)
_CARD_LENGTHS = {"6": (16, 17, 18, 19), "4": (13, 16, 19), "5": (16,), "2": (16,), "3": (15, 16)}


def _cards(text: str) -> Spans:
    for match in _CARD.finditer(text):
        number = re.sub(r"[ -]", "", match[0])
        fits = len(number) in _CARD_LENGTHS[number[0]] and _luhn(number)
        if fits and not _of_a_thing(text, match.start()):
            yield match.span()


def _luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


_EMAIL = re.compile(r"(?<![\w.+-])([A-Za-z0-9._%+-]{1,64})@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# Addresses of an office and not of a person.
_OFFICE = re.compile(
    r"(?:service|support|info|contact|help|hello|press|media|sales|no-?reply|kefu|hr|jobs|feedback|"
    r"privacy|legal|admin|postmaster|team)(?:[._+-].*)?",
    re.IGNORECASE,
)


def _emails(text: str) -> Spans:
    for match in _EMAIL.finditer(text):
        if not _OFFICE.fullmatch(match[1]):
            yield match.span()


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"([{_PROVINCES}])[ ]?([A-HJ-NP-Z])([·•\- ]?)"
    r"([A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_CAR = re.compile(r"车牌|牌照|车号|牌号|号牌")
_PLATE_ABROAD = re.compile(
    r"(?:number ?plate|licen[cs]e plate|plate number|registration|\bplate|\breg)\W{1,3}"
    r"(?:is |no\.? )?"
    r"((?-i:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{3}[- ]?\d{3,4}|\d[A-Z]{3}\d{3}))\b",
    re.IGNORECASE,
)
# These characters are everyday words as well: 新 X100 is a model and no car from Xinjiang.
_EVERYDAY = set("新青云宁贵吉")


def _plates(text: str) -> Spans:
    for match in _PLATE.finditer(text):
        province, _city, dot, body = match.groups()
        digits = sum(letter.isdigit() for letter in body)
        near = _CAR.search(text, max(0, match.start() - 10), match.start()) is not None
        clear = digits >= 5 or dot in ("·", "•")
        if near or clear or (digits >= 3 and province not in _EVERYDAY):
            yield match.span()
    for match in _PLATE_ABROAD.finditer(text):
        yield match.span(1)


_STREET = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:路|街|大道|巷|胡同|弄|里弄|道)[东西南北中]?(?:\d{1,5}|[一二三四五六七八九十百]{1,4})"
    r"(?:号院?|弄)(?:(?:\d{1,4}|[A-Za-z])(?:号楼|栋|幢|座|单元|室|号))*"
)
_ROOM = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{0,12}?(?:\d{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3})"
    r"(?:号楼|栋|幢|座) ?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?单元 ?)?"
    r"\d{2,4} ?(?:室|户|房)?(?![\d年月日元克毫])"
)
_DOOR = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:小区|花园|家园|公寓|新村|嘉园|苑|里|府) ?"
    r"(?:\d{1,4}|[一二三四五六七八九十]{1,3}) ?(?:号楼|栋|幢|座|号|单元)"
)
_LIVES = re.compile(r"住|家在|家里|老家|堵[他她]|敲门|家门|[他她]们?搬|宿舍")
_BUSINESS = re.compile(
    r"店|商场|服务(?:点|中心|站)|售后|展厅|展会|工厂|总部|公司|办公|客服|快闪|体验|维修|酒店|博物馆|"
    r"体育馆|会场|活动|发布会|工作室|仓库"
)
_STREET_ABROAD = re.compile(
    r"\b\d{1,5}[A-Za-z]? (?:[A-Z][a-z']+ ){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|"
    r"Close|Court|Ct|Way|Terrace|Place|Pl|Crescent|Boulevard|Blvd|Gardens|Square|Row|Hill)\b"
)
_FLAT = re.compile(
    r"\b(?:Flat|Apartment|Apt\.?|Unit) ?#?\d{1,4}[A-Za-z]?,? (?:at |in )?(?:\d|[A-Z])"
)
_BUSINESS_ABROAD = re.compile(
    r"\b(?:store|shop|service (?:centre|center|point)|showroom|office|headquarters|warehouse|hotel|"
    r"museum|venue|event|pop-?up|repair|factory|launch)\b",
    re.IGNORECASE,
)
_LIVES_ABROAD = re.compile(
    r"\b(?:lives?|living|home|house|address|door|neighbou?r|resid)", re.IGNORECASE
)
_CLAUSE = re.compile(r"[。!?!?;;\n]")


def _addresses(text: str) -> Spans:
    for pattern in (_ROOM, _DOOR, _STREET):
        for match in pattern.finditer(text):
            if _private(_sentence(text, *match.span()), _LIVES, _BUSINESS):
                yield match.span()
    for pattern in (_STREET_ABROAD, _FLAT):
        for match in pattern.finditer(text):
            clause = _sentence(text, *match.span())
            if _private(clause, _LIVES_ABROAD, _BUSINESS_ABROAD):
                yield match.span()


def _private(clause: str, lives: re.Pattern[str], business: re.Pattern[str]) -> bool:
    """A shop's address may be told; where somebody lives may not, even beside a shop."""
    return lives.search(clause) is not None or business.search(clause) is None


def _sentence(text: str, start: int, end: int) -> str:
    before = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    after = _CLAUSE.search(text, end)
    return text[before : after.start() if after else len(text)]


_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_SCHOOL = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:小学|中学|初中|高中|幼儿园|附中|附小|[一二三四五六七八九十]中|大学|学院)"
)
# A class names somebody's room; a year alone ("in my second year at university") names nobody.
_CLASS = re.compile(
    r"[^。!?]{0,2}?(?:[一二三四五六七八九初高大1-9]{1,2}(?:年级)?)?[((]?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})[))]?班"
)
_NAME = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|小[{_SURNAMES}])"
    r"(?=同学|老师|就读|现在|在|的|是|上|读|,|,)"
    rf"|(?:叫|名叫|名字是|学生|同学|老师)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
)
_CHILD = re.compile(
    r"(?:他|她|[他她]们|博主|店长|这人|那人|客服|老板|经理|某某|楼主)家?的?(?:儿子|女儿|孩子|小孩|闺女|弟弟|妹妹)"
)
_GOES = re.compile(r"就读|上学|读书|在读|念书|在|读|上|的学生|毕业")
_SCHOOL_ABROAD = re.compile(
    r"\b(?:[A-Z][A-Za-z.'’]+ ){1,4}"
    r"(?:School|College|Academy|University|Kindergarten|Primary|High)\b"
)
_PUPIL = re.compile(
    r"\b[A-Z][a-z]+ [A-Z][a-z]+(?:,? (?:who|she|he))?,? (?:goes to|attends|is at|studies at|"
    r"is a (?:pupil|student) (?:at|of)|teaches at|went to|started at|"
    r"(?:is )?in (?:year|grade|class) \w+ at)"
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir)(?: \w+)? (?:son|daughter|kids?|child(?:ren)?|sister|brother)\b"
)
_NEAR = 24


def _schools(text: str) -> Spans:
    for match in _SCHOOL.finditer(text):
        clause = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        named = _NAME.search(clause) or _CHILD.search(clause)
        if (named and _GOES.search(clause)) or _CLASS.match(text, match.end()):
            yield match.span()
    for match in _SCHOOL_ABROAD.finditer(text):
        if _PUPIL.search(text, max(0, match.start() - 60), match.end()):
            yield match.span()


# In the order in which they win where two fit: those with a checksum first.
_FINDERS: tuple[tuple[str, Callable[[str], Spans]], ...] = (
    ("email", _emails),
    ("identity", _identities),
    ("card", _cards),
    ("phone", _phones),
    ("plate", _plates),
    ("school", _schools),
    ("address", _addresses),
)
