"""Recipients, signature, appendices and the rest of the page."""

import pytest

from tests.importing.parsing.reading import read

HEAD = """KẾ HOẠCH
Chăm lo cho trẻ em năm 2024
I. MỤC ĐÍCH
Một việc.
II. NỘI DUNG
Trên đây là Kế hoạch của xã, các đơn vị làm tốt./.
"""
RECIPIENTS = "Nơi nhận:\n- UBND huyện;\n- Các thôn;\n- Lưu: VT.\n"
STACK = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"
ENDINGS = {
    "below": f"{RECIPIENTS}{STACK}\nLê Thị Hoa",
    "above": f"{STACK}(Đã ký)\nLê Thị Hoa\n{RECIPIENTS}",
    "bars": """Nơi nhận: | TM. ỦY BAN NHÂN DÂN
- UBND huyện; | KT. CHỦ TỊCH
- Các thôn; | PHÓ CHỦ TỊCH
- Lưu: VT. | Lê Thị Hoa""",
    "gaps": """Nơi nhận:          TM. ỦY BAN NHÂN DÂN
- UBND huyện;      KT. CHỦ TỊCH
- Các thôn;        PHÓ CHỦ TỊCH
- Lưu: VT.
                   Lê Thị Hoa""",
    "rows": """Nơi nhận: TM. ỦY BAN NHÂN DÂN
- UBND huyện; KT. CHỦ TỊCH
- Các thôn; PHÓ CHỦ TỊCH
- Lưu: VT. Lê Thị Hoa""",
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_both_columns_are_read_in_every_order(ending):
    recognised = read(HEAD + ending)

    assert recognised.recipients == ("UBND huyện", "Các thôn", "Lưu: VT")
    assert (recognised.signatory.position, recognised.signatory.name) == ("PHÓ CHỦ TỊCH", "Lê Thị Hoa")
    assert recognised.content.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert (recognised.content.recipients, recognised.content.archive_note) == (("UBND huyện", "Các thôn"), "VT")
    assert recognised.content.ending == "./."
    assert recognised.unread == ()


def test_signature_without_a_name_has_none():
    signer = read(HEAD + "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH").signatory

    assert (signer.position, signer.name) == ("CHỦ TỊCH", None)


def test_entries_on_the_line_of_the_label_and_over_two_lines():
    assert read(HEAD + "Nơi nhận: Như trên; Lưu VT.\nCHỦ TỊCH\nLê Hoa").recipients == ("Như trên", "Lưu VT")
    assert read(HEAD + "Nơi nhận:\n- Các sở, ban,\nngành tỉnh;\n- Lưu: VT.\nCHỦ TỊCH").recipients == (
        "Các sở, ban, ngành tỉnh",
        "Lưu: VT",
    )


def test_date_over_the_signature_is_the_documents():
    recognised = read(HEAD + "An Bình, ngày 05 tháng 5 năm 2024\nHIỆU TRƯỞNG\nLê Thị Hoa")

    assert (recognised.place, recognised.issued_on.isoformat()) == ("An Bình", "2024-05-05")


def test_who_drew_it_up_is_not_who_signed():
    recognised = read(HEAD + "NGƯỜI LẬP KẾ HOẠCH\nHIỆU TRƯỞNG\nTrần Văn Hai\nLê Thị Hoa")

    assert (recognised.signatory.position, recognised.signatory.name) == ("HIỆU TRƯỞNG", "Lê Thị Hoa")


def test_what_follows_is_the_web_pages():
    recognised = read(HEAD + "CHỦ TỊCH\nLê Thị Hoa\nTin liên quan\nLịch công tác tuần 35\n245")

    assert [one.text for one in recognised.unread] == ["Tin liên quan", "Lịch công tác tuần 35", "245"]
    assert {one.reason for one in recognised.unread} == {
        "Có vẻ là chữ của trang web.",
        "Đứng sau phần kết của văn bản, chưa rõ là gì.",
        "Có vẻ là số trang hoặc số đếm của trang web.",
    }


def test_appendix_is_a_tree_of_its_own():
    (appendix,) = read(
        HEAD + "CHỦ TỊCH\nLê Thị Hoa\nPhụ lục I\nPHÂN CÔNG CÔNG VIỆC\n(Kèm theo Kế hoạch số 1/KH-UBND)\nI. MỘT\n1. Hai."
    ).content.appendices

    assert appendix.title == "PHÂN CÔNG CÔNG VIỆC"
    assert [one.text for one in appendix.items] == ["MỘT"]
