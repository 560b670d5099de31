from domain.modifiers import Modifier, walk, whole


def test_options_are_walked_in_reading_order():
    menu = Modifier(name="menu", modifiers=(Modifier(name="cola", modifiers=(Modifier(name="no ice"),)),))
    found = [(depth, one.name) for depth, one in walk((menu, Modifier(name="fries")))]
    assert found == [(0, "menu"), (1, "cola"), (2, "no ice"), (0, "fries")]


def test_whole_quantities_are_integers():
    assert [whole(one) for one in (2.0, 0.5)] == [2, 0.5]
    assert isinstance(whole(2.0), int)


def test_quantities_have_three_decimals():
    assert whole(1.07 + 1) == 2.07
