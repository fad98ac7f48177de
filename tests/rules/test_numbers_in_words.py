"""Numbers as closing sheets write them."""

from __future__ import annotations

import pytest

from webapp.rules.numbers_vi import in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (54, "năm mươi bốn"),
        (87, "tám mươi bảy"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (999, "chín trăm chín mươi chín"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1204, "một nghìn hai trăm linh bốn"),
        (12340, "mười hai nghìn ba trăm bốn mươi"),
        (1_000_001, "một triệu không trăm linh một"),
    ],
)
def test_a_number_is_read_as_it_is_spoken(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="không đọc được"):
        in_words(number)
