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


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("배달", "delivery"),
        ("방문 포장", "pickup"),
        ("होम डिलीवरी", "delivery"),
        ("จัดส่งถึงบ้าน", "delivery"),
        ("รับเองที่ร้าน", "pickup"),
        ("お持ち帰り", "pickup"),
        ("外卖配送", "delivery"),
        ("外卖自取", "pickup"),
        ("самовывоз", "pickup"),
    ],
)
def test_a_service_is_read_in_more_languages(said, service):
    assert read({"items": ["Naan"], "order_type": said})[0]["service"] == service


@pytest.mark.parametrize(
    "said",
    ["오후 8시 30분", "晚上8点半", "下午 8:30", "午後8時30分", "20時30分", "रात 8:30 बजे", "٨:٣٠ مساءً", "20:30"],
)
def test_half_a_day_is_read_in_more_languages(said):
    assert read({"items": ["Naan"], "pickup_time": said})[0]["quoted_for"].isoformat() == "2026-03-14T19:30:00+00:00"


def test_a_morning_is_read_in_more_languages():
    for said in ("오전 9시", "上午9点", "सुबह 9:00 बजे", "٩:٠٠ صباحًا"):  # noqa: RUF001
        order, _ = read({"items": ["Naan"], "pickup_time": said})
        assert order["quoted_for"].isoformat() == "2026-03-15T08:00:00+00:00"


@pytest.mark.parametrize("said", ["两份", "二つ", "2개", "２個", "२", "๒"])
def test_a_count_is_read_in_more_languages(said):
    (item,) = read({"items": [{"name": "Naan", "quantity": said}]})[0]["items"]
    assert item["quantity"] == 2


@pytest.mark.parametrize(
    "body",
    [
        {"اسم العميل": "Ana", "رقم الهاتف": "600", "نوع الطلب": "استلام", "الطلبات": [{"الصنف": "كبسة", "الكمية": 2}]},
        {"お名前": "Ana", "電話番号": "600", "受取方法": "テイクアウト", "注文": [{"商品名": "天ぷら", "数量": "２"}]},  # noqa: RUF001
        {"姓名": "Ana", "电话": "600", "取餐方式": "自取", "菜品": [{"名称": "面条", "数量": "两份"}]},
        {"고객명": "Ana", "전화번호": "600", "주문유형": "포장", "메뉴": [{"메뉴명": "비빔밥", "수량": "2개"}]},
    ],
)
def test_an_order_of_a_chat_bot_is_read(body):
    order, _ = read(body)
    assert (order["guest_name"], order["phone"], order["service"]) == ("Ana", "600", "pickup")
    assert [item["quantity"] for item in order["items"]] == [2]


@pytest.mark.parametrize(
    "name",
    [
        *("alergias", "alergie", "alerjiler", "アレルギー", "过敏", "حساسية", "알레르기", "แพ้", "요청사항"),
        *("comentarios", "instrucciones", "peticiones especiales", "osservazioni", "Sonderwünsche"),
    ],
)
def test_an_allergy_has_local_names(name):
    assert "peanut" in read({"items": ["Naan"], name: "peanut"})[0]["note"]


@pytest.mark.parametrize(
    "name", ["Telefoonnummer", "Telefonnummer", "número de teléfono", "numer telefonu", "celular", "手机号", "전화번호"]
)
def test_a_phone_has_local_names(name):
    assert read({"items": ["Naan"], name: "600"})[0]["phone"] == "600"
