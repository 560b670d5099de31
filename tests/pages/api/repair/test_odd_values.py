"""Odd values in an order that a person reads at a glance: quantities, prices, names, times, and whole bodies."""

import json


async def place(api, raw):
    return await api.post("/api/v1/orders", content=raw, headers={"content-type": "text/plain"})


async def item_of(api, **said):
    (item, *_) = (await api.post("/api/v1/orders", json={"items": [{"name": "A", **said}]})).json()["items"]
    return item


async def test_quantities(api, subtests):
    for sent, read in [
        ("1,5", 1.5),
        ("2x", 2),
        (None, 1),
        (True, 1),
        ("½", 0.5),
        ("1 1/2", 1.5),
        ("1e1", 10),
        ([2], 2),
        ({"value": 2}, 2),
        ("1.000,5", 99),
        ("0.350 kg", 0.35),
    ]:
        with subtests.test(sent=sent, read=read):
            assert (await item_of(api, quantity=sent))["quantity"] == read


async def test_prices(api, subtests):
    for sent, read in [
        (850, 850),
        ("850", 850),
        ("8.50", 850),
        ("8,50 €", 850),
        (8.5, 850),
        ("12.00", 1200),
        (True, None),
        ({"amount": 850, "currency": "EUR"}, 850),
        ("free", None),
    ]:
        with subtests.test(sent=sent, read=read):
            assert (await item_of(api, price=sent, currency="eur"))["price"] == read


async def test_currencies(api, subtests):
    for sent, read in [("usd", "USD"), ("€", "EUR"), (None, "EUR")]:
        with subtests.test(sent=sent, read=read):
            assert (await item_of(api, price=850, currency=sent))["currency"] == read


async def test_options(api, subtests):
    for sent, read in [
        ({"size": "L", "sauce": ["bbq", "mayo"]}, ["size: L", "sauce: bbq, mayo"]),
        ({"extra cheese": True, "onion": False}, ["extra cheese"]),
        ("no onion", ["no onion"]),
    ]:
        with subtests.test(sent=sent, read=read):
            assert [one["name"] for one in (await item_of(api, modifiers=sent))["modifiers"]] == read


async def test_names(api, subtests):
    for sent in [{"en": "Soup"}, {"name": "Soup"}, ["Soup"], "So\0up"]:
        with subtests.test(sent=sent):
            assert (await item_of(api, name=sent))["name"] == "Soup"


async def test_times(api, subtests):
    for sent in [
        "14/03/2026 20:30",
        "14.03.2026 20:30",
        "03/14/2026 8:30 PM",
        "Sat, 14 Mar 2026 19:30:00 GMT",
        "20h30",
        "20.30",
        "8:30pm",
        "in 30 minutes",
        "+30",
        "PT30M",
        {"date": "2026-03-14", "time": "20:30"},
        "2026-03-14 20:30",
    ]:
        with subtests.test(sent=sent):
            order = (await api.post("/api/v1/orders", json={"quoted_for": sent, "items": ["A"]})).json()
            assert order["quoted_for"] == "2026-03-14T19:30:00.000Z"


async def test_wholes(api, subtests):
    for body, names in [
        ('[{"name": "A"}, {"name": "B"}]', ["A", "B"]),
        ('[{"name": "A"}]', ["A"]),
        (json.dumps('{"items": ["A"]}'), ["A"]),
        ('{"items": "[{\\"name\\": \\"A\\"}]"}', ["A"]),
        ('[{"items": ["A"]}]', ["A"]),
    ]:
        with subtests.test(body=body, names=names):
            answer = await place(api, body.encode())
            assert [item["name"] for item in answer.json()["items"]] == names


async def test_two_orders_in_one_are_refused(api):
    assert (await place(api, b'[{"items": ["A"]}, {"items": ["B"]}]')).status_code == 422
