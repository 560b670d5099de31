"""Drinks by REST: the guest sees them, the cook's rail does not."""

from dataclasses import replace

from domain.kitchen_rules import KitchenRules


async def test_drinks_stay_visible_to_the_guest(api, web, restaurant, settings):
    settings.off_rail_stations = "Bar"
    restaurant.rules = replace(KitchenRules(), off_rail=settings.kitchen_rules.off_rail)
    dishes = [{"name": "Steak", "station": "grill"}, {"name": "Lemonade", "station": "bar"}]
    order = (await api.post("/api/v1/orders", json={"items": dishes})).json()
    assert (order["stage"], [item["state"] for item in order["items"]]) == ("received", ["queued", "done"])
    assert "Lemonade" in (await web.get(order["tracking_url"])).text
    drinks = (await api.post("/api/v1/orders", json={"items": dishes[1:]})).json()
    assert drinks["stage"] == "ready"
