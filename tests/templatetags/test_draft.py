"""The parts of the editor's page that repeat with every paragraph."""

import pytest
from django.template.loader import render_to_string

from plans.queries.drafting import TextPiece
from plans.templatetags.draft import origin_chip, words


@pytest.mark.parametrize("standing", ["kept", "changed", "new", "dropped"])
def test_a_chip_is_the_component_in_every_standing(standing):
    component = render_to_string("components/_origin_chip.html", {"origin": standing, "reason_given": False})

    assert origin_chip(standing) == origin_chip(standing) == component.strip()


def test_a_fact_among_the_words_says_its_name():
    pieces = (TextPiece(text="Hạn <b>: "), TextPiece(text="15/7 & sau", fact="hạn báo cáo"))

    assert words(pieces) == (
        'Hạn &lt;b&gt;: <span class="fact" data-fact="hạn báo cáo" title="Lấy từ Thông tin: hạn báo cáo">'
        "15/7 &amp; sau</span>"
    )
