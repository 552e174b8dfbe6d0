"""The issuing unit as content: its name as sentences write it, its territory; without a header, the body's word."""

import re
from collections.abc import Sequence

from ...content.plan import IssuerContent
from ...content.vietnamese import capitalised
from .frame.header import Header
from .vocabulary import is_capitals, key, starts_with_body, starts_with_committee

_NOUNS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_COMMITTEE = re.compile(rf"^(?P<head>ủy ban nhân dân|ubnd)\s+(?P<noun>{'|'.join(_NOUNS)})\s+(?P<name>\S.*)$")
# Small letters only: "Trường THCS Tân Lập xây dựng" issues by its last word.
_VERB = re.compile(
    r"\s+(?:ban hành|xây dựng|lập|đề ra|triển khai|tổ chức|báo cáo|thông báo|hướng dẫn|yêu cầu|đề nghị)\b"
)
_OF_ISSUER = re.compile(
    r"\bcủa\s+(?P<unit>(?:ủy ban nhân dân|ubnd|sở|phòng|trường|trung tâm|trạm|ban|hội|"
    r"đoàn)\s[^,;.:]{2,90}?)\s*(?:[.,;:/]|\byêu cầu|\bđề nghị|\bnăm \d|$)"
)
_SMALL = {"và", "của", "các"}


def issuer_content(header: Header, name: str | None, texts: Sequence[str]) -> IssuerContent:
    """The unit with the lines its header prints."""
    printed = name or ""
    words = _as_written(printed, texts)
    committee = _COMMITTEE.match(key(words))
    if committee:
        noun, territory = committee["noun"], f"{committee['noun']} {words[committee.start('name') :]}"
    else:
        noun, territory = key(words.split(" ", 1)[0]), _territory_above(header, texts)
    return IssuerContent(
        code="", name=words, short_name=f"UBND {territory}" if committee else words, territory=territory, noun=noun,
        header_lines=header.units.issuing_lines or ((printed,) if printed else ()),
        superior_lines=header.units.superior_lines, place=header.place or "",
    )  # fmt: skip


def _territory_above(header: Header, texts: Sequence[str]) -> str:
    """Where a department or a school belongs to: the territory of the committee over it."""
    above = _as_written(header.units.superior or "", texts)
    committee = _COMMITTEE.match(key(above))
    return f"{committee['noun']} {above[committee.start('name') :]}" if committee else ""


def _as_written(printed: str, texts: Sequence[str]) -> str:
    """A name in capitals as the body writes it; a committee's also where the body does not."""
    if not printed or not is_capitals(printed):
        return printed
    wanted = key(printed)
    for text in texts:
        place = key(text).find(wanted)
        if place >= 0 and not is_capitals(text[place : place + len(wanted)]):
            return capitalised(text[place : place + len(wanted)])
    committee = _COMMITTEE.match(wanted)
    if committee:
        name = " ".join(_title(one) for one in printed[committee.start("name") :].split())
        return f"Ủy ban nhân dân {committee['noun']} {name}"
    return printed


def _title(word: str) -> str:
    low = word.lower()
    return low if low in _SMALL else capitalised(low)


def issuer_in_body(opening: str, closing: str) -> str | None:
    """Who says of itself that it issues the plan: "UBND phường An Bình ban hành Kế hoạch …"; a bare "UBND phường" is
    not enough."""
    verb = _VERB.search(opening)
    if verb and starts_with_body(opening) and _is_proper(opening[: verb.start()]):
        return opening[: verb.start()].strip(" ,")
    found = _OF_ISSUER.search(key(closing))
    if found and key(closing).startswith("trên đây") and _is_proper(closing[found.start("unit") : found.end("unit")]):
        return closing[found.start("unit") : found.end("unit")].strip(" ,")
    return None


def _is_proper(name: str) -> bool:
    """Whether a proper name is in it, not just "UBND phường" or "nhà trường"."""
    words = name.split()
    if not 2 <= len(words) <= 16 or ";" in name:
        return False
    if starts_with_committee(name):
        committee = _COMMITTEE.match(key(name))
        return bool(committee) and name[committee.start("name")].isupper() if committee else False
    return any(one[:1].isupper() for one in words[1:])
