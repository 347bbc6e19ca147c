import pytest

from reader.ui.widgets.article.hints import HOME_ROW, labels, placed


@pytest.mark.parametrize("count", [0, 1, 9, 10, 81, 82, 400, 676])
def test_no_label_begins_another_and_none_is_twice(count):
    made = labels(count)
    assert len(set(made)) == len(made) == count
    assert not any(a != b and b.startswith(a) for a in made for b in made)


def test_few_labels_are_single_letters_of_the_home_row():
    assert labels(3) == ["a", "s", "d"]
    assert all(letter in HOME_ROW for label in labels(81) for letter in label)


def test_single_letters_are_used_as_far_as_they_go():
    assert [len(label) for label in labels(10)] == [1] * 8 + [2, 2]


def test_there_are_at_most_676_labels():
    assert len(labels(1000)) == 676


def test_a_label_in_the_way_of_the_next_moves_it():
    assert placed([5, 5, 9], ["as", "df", "g"]) == [(5, "as"), (7, "df"), (9, "g")]
