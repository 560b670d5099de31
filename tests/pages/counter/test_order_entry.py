"""The counter places an order once, and refuses in words; the placed order's screen is the staff's."""

from tests.support.world import ADDRESS

ORDER = {"items": [{"name": "Garlic Naan", "quantity": 2}], "guest_name": "Ana", "language": "es"}
OUT = {"items": [{"name": "Mango Lassi"}]}


async def place(staff, body=ORDER, key="counter-1", **headers):
    return await staff.post(
        "/orders", json=body, headers={"Idempotency-Key": key, "Accept": "application/json"} | headers
    )


async def test_an_order_that_is_sent_twice_is_placed_once(staff, context):
    first, second = await place(staff), await place(staff)
    assert (first.status_code, first.json()) == (201, second.json())
    assert len(context.board.orders()) == 1


async def test_changed_retry_of_a_placed_order_is_refused(staff, context):
    await place(staff)
    answer = await place(staff, ORDER | {"note": "no onions"})
    assert answer.status_code == 422
    assert "in the kitchen already" in answer.json()["says"]
    assert len(context.board.orders()) == 1


async def test_a_dish_that_is_out_is_named(staff):
    answer = await place(staff, OUT)
    assert (answer.status_code, answer.json()["says"]) == (
        409,
        "Mango Lassi is sold out. Please take it off the order.",
    )


async def test_strangers_place_nothing(web, context):
    answer = await place(web)
    assert answer.status_code == 303
    assert "/login" in answer.headers["location"]
    assert not context.board.orders()


async def test_another_site_s_page_places_nothing(staff, context):
    assert (await place(staff, Origin="https://elsewhere.example")).status_code == 403
    assert (await place(staff, Origin=ADDRESS)).status_code == 201
    assert len(context.board.orders()) == 1


async def test_placed_order_shows_code_and_qr_for_the_guest(staff, context):
    path = (await place(staff)).json()["path"]
    (order,) = context.board.orders()
    html = (await staff.get(path)).text
    assert f'data-testid="pickup-code">{order.pickup_code}<' in html
    assert html.count(f'src="/t/{order.token}/qr.svg"') == 2
    assert 'lang="es"' in html
    assert "Garlic Naan" in html.partition("<title>")[2].partition('id="paper"')[2]
    assert "Garlic Naan" not in html.partition("</title>")[0]


async def test_an_order_that_never_was_has_no_screen(staff):
    assert (await staff.get("/orders/x/receipt")).status_code == 404
