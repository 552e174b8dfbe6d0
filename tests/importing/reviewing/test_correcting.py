"""A person corrects what was read: every act does what it says, and no word of the document is lost."""

import random
from dataclasses import replace
from itertools import count

import pytest

from plans.content.numbering import number_items
from plans.content.plan import Marker
from plans.exceptions import Invalid, NotNow
from plans.importing.recognised import UnreadLine
from plans.importing.reviewing import Review
from plans.importing.reviewing.correcting import (
    As,
    join_item,
    move_item,
    place_every_line,
    place_line,
    restyle_item,
    split_item,
    take_back,
    write_item,
)
from tests.imported import read_text


def told(review):
    """The tree as it would be printed."""
    return [f"{'  ' * one.depth}{one.label} {one.item.text}" for one in number_items(review.content.items)]


def key_of(review, text):
    return next(one.item.key for one in number_items(review.content.items) if one.item.text.startswith(text))


@pytest.fixture
def new_key():
    keys = count(1)
    return lambda: f"new{next(keys)}"


@pytest.fixture
def review() -> Review:
    """Two parts; between line 4 and line 6 a heading was not understood, and line 9 is a web page's."""
    read = read_text("KẾ HOẠCH\nTháng hành động\nI. MỤC ĐÍCH\n- Một.\n\n- Hai.\nII. NỘI DUNG\n- Ba.")
    unread = (UnreadLine(line=5, text="2. Yêu cầu", reason="Số lặp."), UnreadLine(line=9, text="Share", reason="Web."))
    assert told(read) == ["I. MỤC ĐÍCH", "  - Một.", "  - Hai.", "II. NỘI DUNG", "  - Ba."]
    return replace(read, unread=unread)


@pytest.mark.parametrize(
    ("what", "tree"),
    [
        (As.PART, ["I. MỤC ĐÍCH", "  - Một.", "II. Yêu cầu", "  - Hai.", "III. NỘI DUNG", "  - Ba."]),
        (As.HEADING, ["I. MỤC ĐÍCH", "  - Một.", "  1. Yêu cầu", "  - Hai.", "II. NỘI DUNG", "  - Ba."]),
        (As.PARAGRAPH, ["I. MỤC ĐÍCH", "  - Một.", "  - Yêu cầu", "  - Hai.", "II. NỘI DUNG", "  - Ba."]),
    ],
)
def test_a_line_takes_its_place_by_where_it_stands(review, new_key, what, tree):
    placed = place_line(review, 5, what, new_key=new_key)

    assert told(placed) == tree
    assert placed.items_lines["new1"] == (5,)
    assert placed.numerals["new1"] == "2."
    assert [one.line for one in placed.unread] == [9]


def test_a_line_becomes_a_slogan_once(review, new_key):
    said = replace(review, unread=(UnreadLine(line=5, text="- “Vì trẻ em”", reason=""), *review.unread))
    placed = place_line(said, 5, As.SLOGAN, new_key=new_key)

    assert [one.text for one in placed.content.slogans] == ["Vì trẻ em"]
    assert told(placed) == told(review)


def test_a_line_becomes_a_body_with_something_to_do(review, new_key):
    agency = UnreadLine(line=8, text="- Công an phường:", reason="")
    placed = place_line(replace(review, unread=(agency,)), 8, As.AGENCY, new_key=new_key)
    item = next(one.item for one in number_items(placed.content.items) if one.item.key == "new1")

    assert item.is_heading
    assert [(duty.agency, duty.role.value) for duty in item.responsibilities] == [("Công an phường", "implement")]


def test_a_line_put_aside_is_kept_and_can_be_taken_back(review, new_key):
    aside = place_line(review, 9, As.NOISE, new_key=new_key)

    assert [one.text for one in aside.set_aside] == ["Share"]
    assert told(aside) == told(review)
    back = take_back(aside, 0)
    assert (back.set_aside, [one.text for one in back.unread]) == ((), ["2. Yêu cầu", "Share"])


def test_the_same_is_said_of_every_line(review, new_key):
    assert place_every_line(review, As.NOISE, new_key=new_key).unread == ()


def test_a_line_is_chosen_for_once(review, new_key):
    placed = place_line(review, 5, As.PART, new_key=new_key)

    with pytest.raises(NotNow, match="đã được chọn rồi"):
        place_line(placed, 5, As.PART, new_key=new_key)


def test_an_item_is_really_a_part(review):
    assert told(restyle_item(review, key_of(review, "Hai"), As.PART)) == [
        "I. MỤC ĐÍCH", "  - Một.", "II. Hai.", "III. NỘI DUNG", "  - Ba.",
    ]  # fmt: skip


def test_a_heading_that_is_a_paragraph_loses_its_numeral_but_not_what_stands_under_it(review):
    plain = restyle_item(review, key_of(review, "NỘI DUNG"), As.PARAGRAPH)

    assert "  - Ba." in told(plain)
    assert not next(one.item for one in number_items(plain.content.items) if one.item.text == "NỘI DUNG").is_heading


def test_what_stood_under_an_item_put_aside_moves_to_its_place(review):
    left = restyle_item(review, key_of(review, "NỘI DUNG"), As.NOISE)

    assert told(left)[-1].strip() == "- Ba."
    assert [(one.line, one.text) for one in left.set_aside] == [(7, "NỘI DUNG")]


def test_levels(review):
    key = key_of(review, "Hai")
    deeper = move_item(review, key, 1)

    assert told(deeper) == ["I. MỤC ĐÍCH", "  - Một.", "    + Hai.", "II. NỘI DUNG", "  - Ba."]
    assert told(move_item(deeper, key, -1)) == told(review)


def test_levels_have_ends(review):
    with pytest.raises(Invalid, match="cấp cao nhất"):
        move_item(review, key_of(review, "MỤC ĐÍCH"), -1)
    with pytest.raises(Invalid, match="chưa có đoạn nào cùng cấp"):
        move_item(review, key_of(review, "Một"), 1)


def test_a_broken_sentence_is_joined(review):
    joined = join_item(review, key_of(review, "Hai"))

    assert told(joined)[:2] == ["I. MỤC ĐÍCH", "  - Một. Hai."]
    assert joined.items_lines[key_of(joined, "Một")] == (4, 6)
    with pytest.raises(Invalid, match="đoạn đầu tiên"):
        join_item(review, key_of(review, "MỤC ĐÍCH"))


def test_one_item_becomes_two(review, new_key):
    split = split_item(review, key_of(review, "Hai"), "Hai", "- và nửa", new_key=new_key)

    assert told(split)[2:4] == ["  - Hai", "  - và nửa"]
    assert split.items_lines["new1"] == (6,)
    with pytest.raises(Invalid, match="cả hai ô"):
        split_item(review, key_of(review, "Hai"), "Hai", " ", new_key=new_key)


def test_a_run_in_heading_keeps_its_text_under_it(review, new_key):
    split = split_item(review, key_of(review, "NỘI DUNG"), "NỘI DUNG", "Các việc sau", new_key=new_key)

    assert told(split)[3:] == ["II. NỘI DUNG", "  - Các việc sau", "  - Ba."]


def test_words_are_changed_but_not_to_nothing(review):
    assert "  - Hai, sửa." in told(write_item(review, key_of(review, "Hai"), " Hai,  sửa. "))
    with pytest.raises(Invalid, match="Đoạn trống"):
        write_item(review, key_of(review, "Hai"), " ")


def test_an_item_that_is_gone_says_so(review):
    with pytest.raises(NotNow, match="không còn trong văn bản"):
        write_item(review, "no-such", "x")


def words(review):
    texts = [one.item.text for one in number_items(review.content.items)]
    texts += [one.text for one in (*review.unread, *review.set_aside, *review.content.slogans)]
    return {word.strip(".“”:;") for text in texts for word in text.split()}


def stumble(review, chance, new_key):
    """One act at random; what is refused changes nothing."""
    keys = [one.item.key for one in number_items(review.content.items)] or ["none"]
    key, what = chance.choice(keys), chance.choice(list(As))
    try:
        match chance.randrange(5):
            case 0:
                return restyle_item(review, key, what)
            case 1:
                return move_item(review, key, chance.choice((1, -1)))
            case 2:
                return join_item(review, key)
            case 3:
                return take_back(review, 0)
            case _:
                return place_every_line(review, what, new_key=new_key)
    except (Invalid, NotNow):
        return review


@pytest.mark.parametrize("seed", range(25))
def test_a_random_walk_loses_no_word_and_keeps_the_tree_sound(seed, new_key):
    chance = random.Random(seed)
    review = read_text()
    before = words(review)
    for _ in range(30):
        review = stumble(review, chance, new_key)
        found = list(number_items(review.content.items))
        assert len({one.item.key for one in found}) == len(found)
        assert all(one.depth < 5 for one in found)

    assert before - words(review) <= {"-"}


def test_markers_follow_the_brothers(review):
    assert {one.item.marker for one in number_items(review.content.items)} == {Marker.ROMAN, Marker.DASH}
