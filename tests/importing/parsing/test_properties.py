"""What holds for any text, broken documents too: reading never raises, loses no letter, gives the same twice."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.content import codec
from plans.content.numbering import MAX_DEPTH
from plans.content.plan import walk
from plans.importing.recognised import as_json
from tests.importing.parsing.reading import layouts, letters, lost, read
from tests.looking import MUTATIONS, examples

SHARE = 40
TEXTS = [layout.text for layout in layouts()]

PIECES = st.sampled_from(
    """KẾ HOẠCH~QUYẾT ĐỊNH~Điều 1. Ban hành.~ỦY BAN NHÂN DÂN~TỈNH A~Số: 12/KH-UBND~Số:~Độc lập - Tự do - Hạnh phúc
    ~CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM~An Bình, ngày 05 tháng 5 năm 2024~ngày tháng năm~Căn cứ Luật Trẻ em;~I.
    ~I. MỤC ĐÍCH~1. Mục đích:~1.1. Một~a) Hai~đ. Ba~- Bốn;~+ Năm~• Sáu~Phần thứ nhất~Phần II. BẢY~A. TÁM~(i) chín
    ~Thực hiện Kế hoạch số 1/KH-UBND ngày 31/2/2024 của UBND tỉnh, UBND xã ban hành Kế hoạch như sau:~Nơi nhận:
    ~- Lưu: VT.~KT. CHỦ TỊCH~Nguyễn Văn An~Phụ lục~KHẨU HIỆU~TỔ CHỨC THỰC HIỆN~Sở Y tế: chủ trì~(Kèm theo~Kính gửi:
    ~báo cáo trước ngày 30/6/2024./.~từ ngày 01/6 đến ngày 30/6/2024~chủ đề “Vì trẻ em hôm nay”~Khẩu hiệu:~|~-----~***
    ~LEAVE A REPLY~59""".replace("\n    ", "").split("~")
)
DOCUMENTS = st.lists(
    st.lists(PIECES | st.text(max_size=30), max_size=4).map(lambda pieces: " ".join(pieces)) | PIECES, max_size=40
).map(lambda lines: "\n".join(lines))


def holds(text):
    recognised = read(text)
    assert recognised == read(text)
    assert lost(text, recognised) == {}
    assert codec.from_json(as_json(recognised)["content"]) == recognised.content
    assert sorted(recognised.items_lines) == sorted(
        item.key
        for items in (recognised.content.items, *(one.items for one in recognised.content.appendices))
        for item in walk(items)
    )
    assert depth(recognised.content.items) <= MAX_DEPTH
    numbers = {number for number, _ in enumerate(text.splitlines(), 1)}
    assert all(
        set(fact.lines) <= numbers for fact in recognised.facts if len(text.splitlines()) == text.count("\n") + 1
    )


def depth(items):
    return 1 + max((depth(item.children) for item in items), default=0) if items else 0


@examples(150)
@given(st.text(max_size=400))
@example("")
@example("KẾ HOẠCH")
@example("Số:")
@example("ngày 31 tháng 2 năm 2024")
def test_any_text_is_read(text):
    holds(text)


@examples(150)
@given(DOCUMENTS)
def test_any_order_of_the_parts_of_a_document_is_read(text):
    holds(text)


@pytest.mark.parametrize("share", range(SHARE))
def test_mutated_documents_are_read(share):
    for seed in range(share, MUTATIONS, SHARE):
        holds(mutated(seed))


def mutated(seed):
    """A layout with lines dropped, doubled, moved, broken, joined or cut: what web sites and scanners do."""
    dice = random.Random(seed)
    lines = dice.choice(TEXTS).split("\n")
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(len(lines))
        line = lines[place]
        match dice.randrange(8):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, line)
            case 2:
                other = dice.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case 3 if " " in line:
                cut = dice.choice([at for at, letter in enumerate(line) if letter == " "])
                lines[place : place + 1] = [line[:cut], line[cut + 1 :]]
            case 4:
                lines[place : place + 2] = [" ".join(lines[place : place + 2])]
            case 5:
                lines.insert(place, "")
            case 6:
                lines[place] = line[: dice.randint(0, len(line))]
            case 7:
                lines[place] = line.upper() if dice.random() < 0.5 else line.lower()
        lines = lines or [""]
    return "\n".join(lines)


def test_a_megabyte_of_one_letter_is_read():
    text = "a" * 1_000_000

    content = read(text).content
    assert letters("".join(item.text for item in content.walk())) + letters(content.opening) == letters(text)


def test_ten_thousand_short_lines_are_read():
    text = "KẾ HOẠCH\nViệc năm 2024\n" + "\n".join(f"{place % 97}. Việc thứ {place}." for place in range(10_000))

    assert len(list(read(text).content.walk())) == 10_000
