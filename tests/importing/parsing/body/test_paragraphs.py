"""Lines joined to paragraphs."""

from plans.importing.lines import SourceLine
from plans.importing.parsing.body.paragraphs import join_lines
from plans.importing.parsing.pieces import cleaned_lines
from plans.importing.text import document_from_text


def joined(text):
    return [one.text for one in join_lines(cleaned_lines(document_from_text(text).lines))]


WRAPPED = """1. Việc thứ nhất là chăm lo cho trẻ em ở những nơi xa và ở các

xã nghèo, để không em nào bị bỏ lại phía sau. Các ngành cùng làm với

nhau, giúp nhau.

2. Hoạt động khác

Phòng Văn hóa tổ chức sân chơi cho trẻ em ở các xóm, mỗi xóm có một

sân và có người trông."""


def test_blank_lines_inside_sentences_do_not_part_them():
    assert joined(WRAPPED) == [
        "1. Việc thứ nhất là chăm lo cho trẻ em ở những nơi xa và ở các xã nghèo, để không em nào bị bỏ lại phía sau. "
        "Các ngành cùng làm với nhau, giúp nhau.",
        "2. Hoạt động khác",
        "Phòng Văn hóa tổ chức sân chơi cho trẻ em ở các xóm, mỗi xóm có một sân và có người trông.",
    ]


def test_whole_paragraphs_are_never_joined():
    assert joined("Các trường học\nBàn giao học sinh\nLo cho các em") == [
        "Các trường học",
        "Bàn giao học sinh",
        "Lo cho các em",
    ]


def test_numeral_alone_and_part_alone_take_their_words():
    assert joined("a)\nMột việc.\nPhần thứ nhất\nĐÁNH GIÁ\nTÌNH HÌNH\nToàn tỉnh có nhiều em.") == [
        "a) Một việc.", "Phần thứ nhất ĐÁNH GIÁ TÌNH HÌNH", "Toàn tỉnh có nhiều em.",
    ]  # fmt: skip


def test_symbol_broken_at_its_hyphen_is_made_whole():
    assert joined(
        "theo Thông tư số 28/2019/TT-\nBLĐTBXH của bộ và các văn bản\nkhác của bộ đã ban hành năm trước\nđể làm"
    )[0].startswith("theo Thông tư số 28/2019/TT-BLĐTBXH")


def test_edges_of_a_page_tell_where_a_paragraph_begins():
    def line(number, text, left, right=540.0):
        return SourceLine(number=number, text=text, page=1, box=(left, 0, right, 0))

    lines = [
        line(1, "1. Một việc cho trẻ em và cho các", 120), line(2, "em ở xa, do nhà trường và các", 85),
        line(3, "đoàn thể cùng làm với nhau; việc này giao cho", 85), line(4, "Sở Y tế theo dõi.", 85, 200),
        line(5, "2. Đề nghị các đoàn thể phường và các hội", 120), line(6, "Vận động người dân.", 120, 300),
    ]  # fmt: skip

    assert [one.lines for one in join_lines(cleaned_lines(lines))] == [(1, 2, 3, 4), (5,), (6,)]
