"""What a unit is called in running text, taken from how its documents name it: "Ủy ban nhân dân phường"."""

from ...content.plan import IssuerContent
from ...content.vietnamese import fold, inside_sentence, lowered, nfc


def full_territory(issuer: IssuerContent) -> str:
    """The territory with its noun: "phường Đức Xuân"; empty when the unit has none."""
    territory, noun = nfc(issuer.territory).strip(), nfc(issuer.noun).strip()
    if not territory or not noun or fold(territory).startswith(f"{fold(noun)} "):
        return territory
    return f"{noun} {territory}"


def bare_territory(issuer: IssuerContent) -> str:
    """The territory's own name: "Đức Xuân"."""
    full, noun = full_territory(issuer), nfc(issuer.noun).strip()
    return full[len(noun) :].strip() if noun and fold(full).startswith(f"{fold(noun)} ") else full


def committee_name(issuer: IssuerContent) -> str:
    """A committee in running text, after its full name was said: "Ủy ban nhân dân phường"."""
    name, bare, noun = nfc(issuer.name).strip(), bare_territory(issuer), nfc(issuer.noun).strip()
    if bare and fold(name).endswith(f" {fold(bare)}"):
        name = name[: -len(bare)].rstrip()
        if noun and fold(name).endswith(f" {fold(noun)}"):
            name = name[: -len(noun)] + lowered(noun)
    return name


def department_name(issuer: IssuerContent) -> str:
    """A department in running text, without the territory: "Sở Xây dựng"."""
    name = nfc(issuer.name).strip()
    for tail in (full_territory(issuer), bare_territory(issuer)):
        if tail and fold(name).endswith(f" {fold(tail)}"):
            return name[: -len(tail)].rstrip()
    return name


def own_word(issuer: IssuerContent) -> str:
    """The word a department calls itself by: "Sở", "Ban", "Chi cục"."""
    words = department_name(issuer).split()
    if len(words) > 1 and fold(words[0]) in ("chi", "văn", "thanh", "trung", "bảo"):
        return " ".join(words[:2])
    return words[0] if words else ""


def joined(names: tuple[str, ...]) -> str:
    """Names of a list in running text: "Các cơ quan, các trường học, các tổ dân phố"; empty ones left out."""
    kept = [name.strip() for name in names if name.strip()]
    return nfc(", ".join([*kept[:1], *(inside_sentence(name) for name in kept[1:])]))
