"""Tills name the fields of an order in the languages of the pages."""

import pytest

from tests.support.order_reading import read


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            {
                "cliente": {"nombre": "Ana", "telefono": "5"},
                "pedido": [{"producto": "Paella", "cantidad": 2, "observaciones": "sin sal"}],
                "tipo_pedido": "para llevar",
            },
            ("Ana", "", "pickup", "Paella", "sin sal"),
        ),
        (
            {"kunde": "Ana", "bestellung": [{"gericht": "Schnitzel", "anzahl": 2, "bemerkung": "heiß"}], "tisch": "4"},
            ("Ana", "4", "", "Schnitzel", "heiß"),
        ),
        (
            {"client": {"nom": "Ana"}, "commande": {"plats": [{"nom": "Soupe", "quantité": 2, "remarque": "chaud"}]}},
            ("Ana", "", "", "Soupe", "chaud"),
        ),
        (
            {"nome": "Ana", "ordine": {"tavolo": 5, "piatti": [{"nome": "Pasta", "quantita": 2, "note": "calda"}]}},
            ("Ana", "5", "", "Pasta", "calda"),
        ),
        (
            {"bestelling": [{"gerecht": "Friet", "aantal": 2, "opmerking": "heet"}], "tafel": "2", "naam": "Jan"},
            ("Jan", "2", "", "Friet", "heet"),
        ),
        (
            {"zamowienie": [{"danie": "Pierogi", "ilość": 2, "uwagi": "bez cebuli"}], "stolik": "2"},
            ("", "2", "", "Pierogi", "bez cebuli"),
        ),
        ({"siparis": [{"ürün": "Kebap", "adet": 2}], "masa": "2"}, ("", "2", "", "Kebap", "")),
        (
            {"注文": [{"料理": "ラーメン", "数量": 2, "備考": "辛く"}], "テーブル": "3", "お名前": "佐藤"},
            ("佐藤", "3", "", "ラーメン", "辛く"),
        ),
        (
            {"订单": [{"菜名": "面条", "数量": 2, "备注": "不要辣"}], "桌号": "3", "姓名": "王"},
            ("王", "3", "", "面条", "不要辣"),
        ),
        (
            {"items": [{"الاسم": "كبسة", "الكمية": 2, "ملاحظات": "حار"}], "الطاولة": "3"},
            ("", "3", "", "كبسة", "حار"),
        ),
    ],
)
def test_local_names_of_fields_are_read(body, said):
    order, _ = read(body)
    (item,) = order["items"]
    fields = [order.get(name) or "" for name in ("guest_name", "table", "service")]
    assert (*fields, item["name"], item.get("note") or "") == said
    assert item["quantity"] == 2


@pytest.mark.parametrize("name", ["hora_recogida", "abholzeit", "heure_retrait", "ora_ritiro", "afhaaltijd"])
def test_time_of_pickup_has_a_local_name(name):
    order, _ = read({"items": ["Naan"], name: "2026-03-14 21:30"})
    assert order["quoted_for"].isoformat() == "2026-03-14T20:30:00+00:00"


@pytest.mark.parametrize("name", ["hora", "uhrzeit", "heure", "ora", "fecha"])
def test_time_of_the_order_is_no_promise(name):
    assert not read({"items": ["Naan"], name: "19:30"})[0].get("quoted_for")


def test_both_halves_are_on_the_ticket():
    (item,) = read({"items": [{"name": "Pizza", "halves": [{"name": "Ham"}, {"name": "Olives"}]}]})[0]["items"]
    assert [one["name"] for one in item["modifiers"]] == ["halves: Ham", "halves: Olives"]
