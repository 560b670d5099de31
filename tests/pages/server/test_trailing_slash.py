"""An address of the REST interface with a slash at its end means the same as without."""

ORDERS = "/api/v1/orders"


async def test_a_slash_at_the_end_of_the_address_loses_no_order(api):
    answer = await api.post(f"{ORDERS}/", json={"items": [{"name": "Tea"}]})
    assert answer.status_code == 201
    assert [order["id"] for order in (await api.get(f"{ORDERS}/")).json()] == [answer.json()["id"]]


async def test_each_address_may_end_in_a_slash(api):
    order = (await api.post(ORDERS, json={"items": ["Tea", "Soup"]})).json()
    path = f"{ORDERS}/{order['id']}"
    assert (await api.get(f"{path}/")).json()["id"] == order["id"]
    assert (await api.patch(f"{path}/", json={"note": "x"})).json()["note"] == "x"
    assert (await api.post(f"{path}/items/1/start/")).json()["items"][0]["state"] == "cooking"
    assert (await api.post(f"{path}/split/", json={"items": ["2"]})).status_code == 201
    assert (await api.get("/api/v1/menu/?x=1")).status_code == 200
    dishes = [{"name": f"{number} {'x' * 100}"} for number in range(700)]  # longer than any body but a menu's
    assert (await api.put("/api/v1/menu/", json={"dishes": dishes})).status_code == 200


async def test_other_addresses_stay_as_they_are(api, web):
    assert (await web.get("/login/")).status_code == 404
    assert (await api.get("/api/v1/")).status_code == 404
    assert (await api.get("/api/v1/nothing/")).status_code == 404
    assert (await web.get(f"{ORDERS}/")).status_code == 401
