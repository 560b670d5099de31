"""What is read of a body that is no whole order, so that staff complete it instead of writing it off."""

import json

import pytest

from domain.menu import Dish, Menu
from pages.api.repair.values.part_reading import complete_json, find_dishes

MENU = Menu((Dish(name="Tea"), Dish(name="Pho Bò"), Dish(name="7 Up")))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('{"items":[{"name":"Tea","qty":2},{"name":"Pho"', {"items": [{"name": "Tea", "qty": 2}, {"name": "Pho"}]}),
        ('{"table":"7","items":["Tea","Pho"],"note":"no ', {"table": "7", "items": ["Tea", "Pho"]}),
        ('{"items":[{"name":"Tea","quantity":2', {"items": [{"name": "Tea"}]}),
        ('{"items":[{"name":"a \\"b, {c"}', {"items": [{"name": 'a "b, {c'}]}),
        ('{"guest_name":', None),
        ("[}", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_was_cut_off_is_read_up_to_there(text, read):
    assert complete_json(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Mesa 4\n2x tea\n1 x Pho Bo\nGracias",
        "name;quantity\nTea;2\nPho Bo;1",
        "guest: Ana\n- name: Pho Bò\n- Tea x2",
        '<item qty="2">Tea</item>\n<item>Pho Bò</item>',
        "2 Tea\r\nPho Bò",
        "<table>9</table><item qty='2'>Tea</item><item>Pho Bò</item>",
        "table 4, 2 tea, pho bo",
    ],
)
def test_dishes_of_the_menu_are_found_in_any_text(text):
    found = sorted((MENU.find(one["name"]).name, one["quantity"]) for one in find_dishes(text, MENU))
    assert found == [("Pho Bò", 1), ("Tea", 2)]


def test_a_counted_line_needs_no_menu():
    assert find_dishes("1x Pho Bò sin cilantro\nGracias x", MENU) == [{"name": "Pho Bò sin cilantro", "quantity": 1}]


def test_a_name_with_a_number_is_a_name():
    assert find_dishes("7 up\n0 Tea", MENU) == [{"name": "7 up", "quantity": 1}, {"name": "Tea", "quantity": 1}]


async def test_objects_of_scripts_are_taken(api, subtests):
    for raw in [b"{'items': [{'name': 'Garlic Naan', 'hot': True, 'x': None}]}", b'{items: [{name: "Garlic Naan"}]}']:
        with subtests.test(raw=raw):
            answer = await api.post("/api/v1/orders", content=raw)
            assert (answer.status_code, answer.json()["items"][0]["name"]) == (201, "Garlic Naan")


async def test_staff_begin_with_what_could_be_read(api, context, subtests):
    for raw, read in [
        (b'{"guest_name":"Ana","items":[{"name":"Garlic Naan"', {"guest_name": "Ana", "dishes": ["Garlic Naan"]}),
        (b"Mesa 4\ngarlic naan", {"note": "Mesa 4\ngarlic naan", "dishes": ["garlic naan"]}),
        (b'{"guest_name":"Ana","note":"birthday"}', {"guest_name": "Ana", "note": "birthday", "dishes": []}),
    ]:
        with subtests.test(raw=raw, read=read):
            assert (await api.post("/api/v1/orders", content=raw)).status_code == 422
            (delivery,) = await context.deliveries.read((), None, 1)
            kept = json.loads(delivery.readable)
            assert {name: kept.get(name) for name in read if name != "dishes"} | {
                "dishes": [item["name"] for item in kept["items"]]
            } == read
            assert not delivery.problem.startswith(":")
