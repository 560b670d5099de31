"""Item repair: names, quantities and options that senders write sloppily are taken, and each repair is said."""

import pytest

from tests.support.order_reading import read, read_item


class TestTexts:
    def test_a_note_is_brought_into_form(self, subtests):
        for sent, read_as in [
            ("no\r\nonions", "no\nonions"),
            ("no\x00 onions\x1b", "no onions"),
            ("Fish &amp; chips", "Fish & chips"),
            (12, "12"),
            (["no onions", "well done"], "no onions, well done"),
            ("a" * 600, "a" * 499 + "…"),
            ("\ud83c no", "no"),
            ("cafe\u0301", "café"),
        ]:
            with subtests.test(sent=sent, read_as=read_as):
                item, warnings = read_item(note=sent)
                assert item["note"] == read_as
                assert ("items/0/note" in warnings) == (sent != "cafe\u0301")

    def test_markup_stays_the_text_that_it_is(self):
        assert read_item(note="<b>no</b>")[0]["note"] == "<b>no</b>"

    def test_a_long_name_is_cut_and_stays_one_line(self):
        order, warnings = read({"items": [{"name": "Naan\r\n" + "x" * 130}]})
        assert len(order["items"][0]["name"]) == 120
        assert order["items"][0]["name"].startswith("Naan x")
        assert warnings

    def test_joiners_of_scripts_and_emoji_stay(self):
        assert read({"items": ["نیم\u200cرو 👨\u200d🍳"]})[0]["items"][0]["name"] == "نیم\u200cرو 👨\u200d🍳"

    def test_a_nameless_dish_is_shown_by_its_code(self):
        order, warnings = read({"items": [{"name": "\u200b", "sku": "NAAN-2"}, {"note": "as always"}]})
        assert [item["name"] for item in order["items"]] == ["#NAAN-2", "?"]
        assert {"items/0/name", "items/1/name"} == set(warnings)


class TestQuantities:
    @pytest.mark.parametrize(
        ("sent", "read_as"),
        [
            (1.0, 1),
            (0.5, 0.5),
            (0.35, 0.35),
            ("2", 2),
            ("2,5", 2.5),
            ("3x", 3),
            ("x 2", 2),
            ("many", 1),
            ([], 1),
            (True, 1),
        ],
    )
    def test_a_quantity_is_read(self, sent, read_as):
        assert read_item(quantity=sent)[0]["quantity"] == read_as

    def test_more_than_three_decimals_are_rounded(self):
        item, warnings = read_item(quantity=0.33333)
        assert item["quantity"] == 0.333
        assert "items/0/quantity" in warnings

    def test_more_portions_than_a_line_has_become_lines(self):
        order, warnings = read({"items": [{"name": "Samosa", "quantity": 250}]})
        assert [item["quantity"] for item in order["items"]] == [99, 99, 52]
        assert "items" in warnings

    def test_a_line_of_none_is_left_out(self):
        order, warnings = read({"items": [{"name": "Naan"}, {"name": "Refund", "quantity": -1}]})
        assert len(order["items"]) == 1
        assert "items/1/quantity" in warnings

    @pytest.mark.parametrize(
        "name", ["qty_ordered", "product_quantity", "itemQty", "ordered_quantity", "line_qty", "quantityRequested"]
    )
    def test_a_quantity_is_found_by_its_kind(self, name):
        for lists in ("items", "order_rows", "things"):
            (item,) = read({lists: [{"title": "Naan", name: "3"}]})[0]["items"]
            assert (item["name"], item["quantity"]) == ("Naan", 3)
        assert read_item(modifiers=[{"name": "egg", name: 3}])[0]["modifiers"][0]["quantity"] == 3

    @pytest.mark.parametrize(
        "field",
        [
            {"stock_quantity": 3},
            {"qty_canceled": 3},
            {"current_quantity": 3},
            {"quantity": 1, "item_qty": 3},
            {"qty": 1, "product_quantity": 3},
            {"item_quantity": None},
        ],
    )
    def test_other_counts_are_no_quantity(self, field):
        assert read_item(**field)[0]["quantity"] == 1

    def test_what_was_taken_as_another_field_is_said(self):
        options = [{"sku": "E", "vendor_item_name": "egg", "amount": 150}]
        _, warnings = read_item(item_qty=3, modifiers=options)
        assert (warnings["items/0/item_qty"], warnings["items/0/modifiers/0/amount"]) == (
            "was taken as quantity",
            "was taken as price",
        )
        assert warnings["items/0/modifiers/0/vendor_item_name"] == "was taken as name"

    def test_a_guest_with_a_count_of_orders_is_no_dish(self):
        order, _ = read({"guests": [{"name": "Ana", "order_count": 3}], "things": [{"name": "Naan", "qty": 1}]})
        assert [item["name"] for item in order["items"]] == ["Naan"]

    @pytest.mark.parametrize(("field", "read_as"), [({"amount": 1250}, (1, 1250)), ({"amount": 99}, (99, None))])
    def test_an_amount_above_all_counts_is_a_price(self, field, read_as):
        item, _ = read_item(**field)
        assert (item["quantity"], item.get("price")) == read_as

    # One sender writes all prices in one unit.
    @pytest.mark.parametrize(
        ("other", "read_as"),
        [(12, 1200), (12.0, 1200), ({"amount": 9}, 900), ("9,50", 950), (None, None), (float("inf"), None)],
    )
    def test_a_price_with_a_fraction_is_no_count_of_cents(self, other, read_as):
        rice = {"name": "Rice", "price": 2.25, "modifiers": [{"name": "large", "price": 1}]}
        order, warnings = read({"items": [{"name": "Naan", "Price": other}, rice]})
        assert [item.get("price") for item in order["items"]] == [read_as, 225]
        assert order["items"][1]["modifiers"][0]["price"] == 100
        assert warnings["items/1/price"] == "was read as 225 minor units"

    def test_a_price_without_a_fraction_is_in_cents(self):
        order, _ = read({"items": [{"name": "Naan", "price": 350}, {"name": "Rice", "price": 225.0}]})
        assert [item["price"] for item in order["items"]] == [350, 225]

    def test_an_amount_in_a_unit_is_no_price(self):
        item, _ = read_item(amount=350, unit="g")
        assert (item["quantity"], item.get("price"), item["note"]) == (1, None, "350 g")

    def test_no_portions_of_a_line_are_none(self):
        order, _ = read({"items": [{"name": "Naan"}, {"name": "Tea", "amount": 0}]})
        assert [item["name"] for item in order["items"]] == ["Naan"]

    @pytest.mark.parametrize(
        ("option", "read_as"),
        [
            (
                {"name": "2 PITAS", "amount": 549, "modifier": {"id": "W09"}},
                {"name": "2 PITAS", "quantity": 1, "price": 549},
            ),
            (
                {"name": "NO ONION", "amount": 0, "modifier": {"id": "W1"}},
                {"name": "NO ONION", "quantity": 1, "price": 0},
            ),
            ({"name": "EGG", "amount": 50, "modifier": {"guid": "a"}}, {"name": "EGG", "quantity": 1, "price": 50}),
            ({"name": "EGG", "amount": 0}, {"name": "EGG", "quantity": 1, "price": 0}),
            ({"name": "EGG", "amount": 100}, {"name": "EGG", "quantity": 1, "price": 100}),
            ({"name": "EGG", "amount": 2}, {"name": "EGG", "quantity": 2}),
            ({"name": "EGG", "amount": 50}, {"name": "EGG", "quantity": 50}),
            ({"name": "EGG", "amount": "double"}, {"name": "double EGG", "quantity": 1}),
        ],
    )
    def test_an_amount_of_an_option_may_be_its_price(self, option, read_as):
        assert read_item(modifiers=[option])[0]["modifiers"] == [read_as]


class TestModifiers:
    def test_names_and_objects_are_taken(self):
        item, warnings = read_item(modifiers=["no tomato", {"name": "extra cheese", "quantity": 2}])
        assert item["modifiers"] == [{"name": "no tomato"}, {"name": "extra cheese", "quantity": 2}]
        assert warnings == {}

    def test_one_text_is_one_option(self):
        assert read_item(modifiers="no tomato")[0]["modifiers"] == [{"name": "no tomato"}]

    def test_deeper_than_three_levels_joins_the_name(self):
        deep = {
            "name": "menu",
            "modifiers": [{"name": "drink", "modifiers": [{"name": "cola", "modifiers": ["no ice"]}]}],
        }
        item, warnings = read_item(modifiers=[deep])
        cola = item["modifiers"][0]["modifiers"][0]["modifiers"][0]
        assert cola["name"] == "cola (no ice)"
        assert warnings


@pytest.mark.parametrize(
    "name",
    [
        "Delivery fee",
        "Service Charge",
        "Packaging charges",
        "TIP",
        "Propina",
        "Liefergebühr",
        "bahşiş",
        "餐盒",
        "إكرامية",
    ],
)
def test_what_is_called_a_charge_is_not_cooked(name):
    for line in ({"name": name, "quantity": 1}, {"product": {"title": name}}, name):
        order, warnings = read({"items": ["Naan", line]})
        assert [item["name"] for item in order["items"]] == ["Naan"]
        assert warnings["items/1"] == "is no dish but a charge; left out"


@pytest.mark.parametrize("name", ["Tri-tip", "Tips of asparagus", "Bag of crisps", "Delivery special", "x" * 500])
def test_a_dish_is_no_charge(name):
    assert len(read({"items": ["Naan", {"name": name}]})[0]["items"]) == 2


def read_halves(line):
    return read({"items": [{"type": "Compound", "amount": 2, **line}]})[0]["items"][0]


def test_each_half_of_a_dish_keeps_its_options():
    halves = {
        "primaryComponent": {"product": {"id": "1", "name": "Margherita"}, "modifiers": [{"product": {"name": "Ham"}}]},
        "secondaryComponent": {"product": {"id": "2", "name": "Diavola"}, "modifiers": []},
    }
    item = read_halves(halves | {"commonModifiers": [{"product": {"name": "Thin"}}]})
    first, second, common = item["modifiers"]
    assert (item["name"], item["quantity"], common["name"]) == ("Margherita", 2, "Thin")
    assert [(one["name"], one["modifiers"][0]["name"]) for one in (first, second)] == [
        ("primary component", "Margherita"),
        ("secondary component", "Diavola"),
    ]
    assert first["modifiers"][0]["modifiers"][0]["name"] == "Ham"
    whole = read_halves(halves | {"secondaryComponent": None})
    assert [one["name"] for one in whole["modifiers"]] == ["Ham"]


def test_a_half_beside_a_dish_is_on_the_ticket():
    line = {"entry": {"name": "Margherita"}, "half": {"name": "Diavola"}, "quantity": 1}
    (item,) = read({"items": [line]})[0]["items"]
    assert item["name"] == "Margherita"
    assert "Diavola" in str(item["modifiers"])


@pytest.mark.parametrize(
    ("said", "quantity"),
    [({"unitQty": 2000}, 2), ({"unitQty": 500}, 0.5), ({"unitQty": 3}, 3), ({"unit_qty": 2000, "quantity": 4}, 4)],
)
def test_units_may_be_counted_in_thousandths(said, quantity):
    order, _ = read({"items": [{"name": "Wings", **said}]})
    assert order["items"][0]["quantity"] == quantity
