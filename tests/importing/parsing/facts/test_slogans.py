"""Slogans in the body, on a page of their own, or quoted."""

from plans.content.plan import Block, SlogansPlace
from tests.importing.parsing.reading import read

HEAD = "KẾ HOẠCH\nChăm lo cho trẻ em năm 2024\nI. NỘI DUNG\n1. Truyền thông\n- Phát loa.\n"
PAGE = "Trên đây là Kế hoạch của phường, các đơn vị làm tốt./.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An\n"


def test_list_in_the_body_is_printed_from_the_facts():
    content = read(
        HEAD + "2. Khẩu hiệu tuyên truyền:\n- Vì trẻ em;\n- “Lắng nghe trẻ em!”.\n3. Việc khác\nLàm."
    ).content

    assert [one.text for one in content.slogans] == ["Vì trẻ em", "Lắng nghe trẻ em!"]
    assert content.slogans_place == SlogansPlace.BODY
    holder = content.items[0].children[1]
    assert (holder.block, holder.children) == (Block.SLOGANS, ())


def test_page_of_slogans_behind_the_signature():
    recognised = read(
        HEAD
        + "2. Khẩu hiệu: theo Phụ lục kèm theo.\n"
        + PAGE
        + "Phụ lục: KHẨU HIỆU TUYÊN TRUYỀN\n1. Vì trẻ em.\n2. Nghe\ntrẻ nói."
    )

    assert recognised.slogans == ("Vì trẻ em", "Nghe trẻ nói")
    assert recognised.content.slogans_place == SlogansPlace.APPENDIX
    assert recognised.content.items[0].children[1].block == Block.SLOGANS
    assert recognised.unread == ()


def test_quoted_slogans_stay_in_their_sentence():
    content = read(HEAD + "2. Khẩu hiệu: “Vì trẻ em hôm nay”; “Lắng nghe trẻ em”.").content

    assert [one.text for one in content.slogans] == ["Vì trẻ em hôm nay", "Lắng nghe trẻ em"]
    assert content.slogans_place == SlogansPlace.NOWHERE
    assert content.items[0].children[1].text == "Khẩu hiệu: “Vì trẻ em hôm nay”; “Lắng nghe trẻ em”."


def test_task_about_slogans_is_no_slogan():
    assert (
        read(
            HEAD
            + "2. Tuyên truyền các thông điệp của Tháng hành động trên loa, đài\n- Phát mỗi ngày.\n- Treo băng rôn."
        ).slogans
        == ()
    )
