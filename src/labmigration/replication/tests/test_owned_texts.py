"""Every text that somebody owns stands in both languages, with its version, and asks for the same values."""

from string import Formatter

import pytest

from labmigration.programme import ProgrammeError
from labmigration.replication import owned
from labmigration.replication.document import Boxes, Bullets, Paragraph
from labmigration.replication.writing import prose_blocks


def values_asked(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def test_every_text_has_an_owner_a_version_a_day_and_both_languages():
    assert len(owned.codes()) >= 13
    for code in owned.codes():
        found = owned.owned(code)
        assert found.owner.fr and found.version and found.day and found.status in ("draft", "validated")
        for piece in found.piece:
            for row in piece.row:
                assert all(row.fr) and all(row.en), f"{code}: {row.fr}"
            if piece.prose:
                shapes = [[type(block) for block in prose_blocks(piece.prose.told(each))] for each in owned.LANGUAGES]
                assert shapes[0] == shapes[1], f"{code}: the two languages are laid out differently"


def test_a_word_asks_for_the_same_values_in_both_languages():
    french, english = owned.words("fr"), owned.words("en")
    for code, told in french.items():
        assert values_asked(told) == values_asked(english[code]), code
        assert told and english[code], code


def test_prose_becomes_paragraphs_lists_and_boxes():
    blocks = list(prose_blocks("Un début\nqui continue.\n\n- a\n- b\n\n1. x\n2. y\n\n[ ] à faire"))
    assert blocks == [
        Paragraph("Un début qui continue."),
        Bullets(("a", "b")),
        Bullets(("x", "y"), ordered=True),
        Boxes(("à faire",)),
    ]


def test_a_table_whose_rows_do_not_fit_is_refused(tmp_path, monkeypatch):
    head = 'title = { fr = "a", en = "a" }\nowner = { fr = "a", en = "a" }\nversion = "1"\n'
    head += 'day = 2026-11-22\nstatus = "draft"\n'
    piece = '[[piece]]\nheads = { fr = ["x", "y"], en = ["x", "y"] }\n[[piece.row]]\nfr = ["1"]\nen = ["1", "2"]\n'
    (tmp_path / "uneven.toml").write_text(head + piece, encoding="utf-8")
    monkeypatch.setattr(owned, "FOLDER", tmp_path)
    with pytest.raises(ProgrammeError, match="cells"):
        owned.owned("uneven")
    with pytest.raises(ProgrammeError, match="missing"):
        owned.owned("nowhere")
