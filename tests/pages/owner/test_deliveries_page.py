"""The owner reads what came in and what to do about it."""

import pytest

pytestmark = pytest.mark.both


@pytest.fixture
async def sent(api):
    await api.post("/api/v1/orders", json={"items": [{"name": "Garlic Naan"}], "till": 3, "source": "web <b>"})
    await api.post("/api/v1/orders", json={"source": "till-2", "guest_name": "Bea", "items": []})


@pytest.mark.usefixtures("sent")
async def test_each_delivery_says_what_to_do(staff):
    page = (await staff.get("/deliveries")).text
    assert page.index('data-outcome="refused"') < page.index('data-outcome="repaired"')
    assert "Take it by hand, and ask the sender to correct it." in page
    assert 'href="/orders/new?delivery=2"' in page
    assert "Sat, Mar 14 20:00" in page
    assert "till: is not known here; ignored" in page
    assert "web &lt;b&gt;" in page


@pytest.mark.usefixtures("sent")
async def test_they_are_chosen_by_outcome(staff):
    page = (await staff.get("/deliveries?outcome=repaired")).text
    assert "till-2" not in page
    assert "Nothing has come in." in (await staff.get("/deliveries?before=1")).text


async def test_strangers_read_none(web):
    assert (await web.get("/deliveries")).status_code == 303


@pytest.mark.usefixtures("sent")
async def test_a_refused_one_fills_the_order_form(staff, context):
    page = (await staff.get("/orders/new?delivery=2")).text
    assert "This order could not be taken." in page
    assert "&#34;guest_name&#34;: &#34;Bea&#34;" in page
    order = {"items": [{"name": "Garlic Naan"}], "source": "till-2"}
    key = {"Idempotency-Key": "delivery-2"}
    assert (await staff.post("/orders?delivery=2", json=order, headers=key)).status_code == 201
    assert context.board.refused.deliveries == ()
    assert "Somebody has dealt with it." in (await staff.get("/deliveries")).text


async def test_one_that_is_gone_opens_an_empty_form(staff):
    assert "This order could not be taken." not in (await staff.get("/orders/new?delivery=77")).text
