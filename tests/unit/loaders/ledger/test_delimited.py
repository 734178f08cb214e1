"""CSV with places: the same values as Python's own reader gives, and each where it says it is."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.ledger.delimited import Unclosed, guess_separator, split_rows

CELLS = st.text(st.sampled_from('ab,;\t"\n\r 名='), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


@given(ROWS, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_values_are_those_of_the_csv_module(rows, separator, stop):
    target = StringIO(newline="")
    csv.writer(target, delimiter=separator, lineterminator=stop).writerows(rows)
    text = target.getvalue()
    expected = [row for row in csv.reader(StringIO(text, newline=""), delimiter=separator) if row not in ([], [""])]
    assert [[cell.value for cell in row.cells] for row in split_rows(text, separator)] == expected


@given(st.text(st.sampled_from('ab,"\n名'), max_size=12))
def test_any_text_is_read_as_the_csv_module_reads_it_or_refused(text):
    try:
        found = [[cell.value for cell in row.cells] for row in split_rows(text, ",")]
    except Unclosed:
        return
    expected = [row for row in csv.reader(StringIO(text, newline="")) if row]
    assert [row for row in found if row != [""]] == [row for row in expected if row != [""]]


@given(ROWS)
def test_places_are_those_of_the_file(rows):
    target = StringIO(newline="")
    csv.writer(target).writerows(rows)
    text = target.getvalue()
    for row in split_rows(text, ","):
        for cell in row.cells:
            assert text[cell.start : cell.end].replace('""', '"') == cell.value


def test_rows_have_the_numbers_of_a_spreadsheet():
    rows = split_rows('日,先\n\n"a\nb",c\r\nd,e', ",")
    assert [(row.number, row.cells[0].value) for row in rows] == [(1, "日"), (3, "a\nb"), (4, "d")]


def test_a_mark_of_the_encoding_is_no_part_of_the_first_cell():
    (row,) = split_rows("\ufeff日,先\n", ",")
    assert (row.cells[0].value, row.cells[0].start) == ("日", 1)


@pytest.mark.parametrize(("text", "row"), [('a,b\nc,"d\ne,f\n', 2), ('"', 1), ('a\n"b""\n', 2)])
def test_a_cell_that_never_ends_is_refused_with_its_row(text, row):
    with pytest.raises(Unclosed) as caught:
        split_rows(text, ",")
    assert caught.value.row == row


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b;c\n1;2,5;3\n", ";"),
        ("a\tb\n1,0\t2\n", "\t"),
        ("a,b\n1;1,2\n", ","),
        ("title\n\na;b\n1;2\n3;4\n", ";"),
        ("", ","),
    ],
)
def test_the_separator_is_the_one_that_makes_most_cells(text, separator):
    assert guess_separator(text) == separator


def test_a_long_line_of_quotes_takes_linear_time():
    assert len(split_rows('"' + '""' * 300_000 + '",' + "a" * 300_000, ",")[0].cells) == 2
