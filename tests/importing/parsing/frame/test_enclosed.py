"""A plan attached to a decision, and letters that enclose none."""

from tests.importing.parsing.reading import layouts, read

DECISION = next(one.text for one in layouts() if one.name == "qd_kh")


def test_plan_inside_a_decision_is_the_content():
    content = read(DECISION).content

    assert content.document_type == "KẾ HOẠCH"
    assert content.abstract == "THỰC HIỆN THÁNG HÀNH ĐỘNG VÌ TRẺ EM NĂM 2021"
    assert [one.text for one in content.items] == ["MỤC ĐÍCH", "NỘI DUNG"]


def test_decision_gives_number_date_bases_and_signature():
    recognised = read(DECISION)

    assert (recognised.kind, recognised.content.number, recognised.content.symbol) == ("QĐ", 812, "QĐ-UBND")
    assert recognised.content.issued_on.isoformat() == "2021-05-12"
    assert len(recognised.content.legal_bases) == 4
    assert recognised.content.signature.name == "Nguyễn Văn Bình"


def test_articles_are_noted_as_facts():
    articles = [fact.value for fact in read(DECISION).facts if fact.name == "article"]

    assert [one[:7] for one in articles] == ["Điều 1.", "Điều 2.", "Điều 3."]


def test_decision_without_a_plan_keeps_its_articles_as_items():
    recognised = read(next(one.text for one in layouts() if one.name == "ministry"))

    assert [one.text[:7] for one in recognised.content.items] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert recognised.content.document_type == "QUYẾT ĐỊNH"
