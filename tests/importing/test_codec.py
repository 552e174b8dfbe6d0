"""What a child process read comes back the same."""

import json

from plans.importing.codec import from_json, to_json
from plans.importing.lines import Align, Column, SourceDocument, SourceLine


def test_a_document_comes_back_the_same():
    document = SourceDocument(
        kind="pdf",
        lines=(
            SourceLine(number=1, text="KẾ HOẠCH", page=1, box=(1.0, 2.0, 3.5, 4.0), align=Align.CENTRE, is_bold=True),
            SourceLine(number=2, text="Nơi nhận:", column=Column.LEFT, size=12.0, indent=-3.0, numeral="a)"),
        ),
        pages=1,
        was_scanned=True,
        remarks=("Một câu.",),
    )

    assert from_json(json.loads(json.dumps(to_json(document)))) == document
