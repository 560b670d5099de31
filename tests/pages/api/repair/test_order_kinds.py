"""Order kinds: the promised time is known by the kind of its name, where no usual name has a value."""

from zoneinfo import ZoneInfo

import pytest

from pages.api.repair.orders.order_repair import OrderRepair
from tests.support.order_reading import NOW, read, read_order

ID = "0b9f8a52-6b6e-4d43-9a55-2f0f0a1f2d11"
AT = "2026-03-14T20:30:00+01:00"


@pytest.mark.parametrize(
    "field",
    [
        *({name: AT} for name in ("fulfill_time", "prepareFor", "expected_time", "complete_before", "when_for")),
        *({name: AT} for name in ("promised_date", "time_wanted", "estimated_pickup_time", "delivery_eta")),
        *({name: AT} for name in ("orderCollectionTimeAsIso8601", "DueDateWithUtcOffset", "pickup_time_local")),
        *({"pickup_time_utc": at} for at in ("2026-03-14T19:30:00", "2026-03-14 19:30", "2026-03-14T19:30:00Z")),
        {"pickup": {"pickupTime": AT}},
        {"orderReadyEstimation": {"allowChange": True, "estimatedOrderReadyTime": AT}},
        {"schedule": {"deliveryDateTimeStart": AT}},
        {"delivery_info": {"expected_at": AT, "created_at": "2026-03-14T12:00:00+01:00"}},
    ],
)
def test_a_time_is_found_by_its_kind(field):
    assert read_order(**field)["quoted_for"].isoformat() == "2026-03-14T19:30:00+00:00"


@pytest.mark.parametrize(
    "name",
    [
        "created_time",
        "order_placed_at",
        "updated_at",
        "pickup_expires_at",
        "delivered_at",
        "delivery_status",
        "pickup_time_id",
        "delivery_fee_time",
        "completed_at",
    ],
)
def test_what_was_done_is_no_time_of_an_order(name):
    assert not read_order(**{name: AT}).get("quoted_for")


def test_a_usual_name_wins():
    order = read_order(
        expected_time="2026-03-14T23:00:00+01:00",
        pickup_at=AT,
        consumer="Bob",
        customer_name="Ana",
        client_phone="1",
        phone="600",
        delivery_type="pickup",
        service="dine_in",
        prepare_for="15",
    )
    assert order["quoted_for"].isoformat() == "2026-03-14T19:30:00+00:00"
    assert (order["guest_name"], order["phone"], order["service"]) == ("Ana", "600", "dine_in")


def test_a_time_of_its_kind_joins_its_day():
    order = read_order(pickup_date="2026-03-15", expected_time="20:30", name="#1001", eater="Ana")
    assert (order["quoted_for"].isoformat(), order["guest_name"]) == ("2026-03-15T19:30:00+00:00", "Ana")


@pytest.mark.parametrize(
    ("ready", "delivered"),
    [
        *(("ready_at", "delivery_time"), ("estimated_ready_at", "estimated_delivery_at")),
        *(("pickup_at", "delivery_window"), ("courier_pickup_at", "deliver_at"), ("estimated_ready_at", "deliver_at")),
        ("courier_pickup_at", "estimated_delivery_at"),
    ],
)
def test_ready_counts_before_delivered(ready, delivered):
    later = "2026-03-14T21:00:00+01:00"
    for order in (read_order(**{delivered: later, ready: AT}), read_order(**{ready: AT, delivered: later})):
        assert order["quoted_for"].isoformat() == "2026-03-14T19:30:00+00:00"


def test_a_wanted_time_counts_before_an_estimate():
    eta = "2026-03-14T20:05:00+01:00"
    for wanted in ({"pre_order": {"preorder_time": AT}}, {"pickup_requested_at": AT}, {"when_for": AT}):
        for order in (read_order(pickup_eta=eta, **wanted), read_order(**wanted, estimated_ready_at=eta)):
            assert f"{order['quoted_for']:%H:%M}" == "19:30"


def test_the_kitchen_prepares_before_the_delivery():
    delivery = {"start_time": "2026-03-14T21:00:00+01:00"}
    order = read_order(scheduled_delivery_time_range=delivery, preparation_time={"ready_for_pickup_time": AT})
    assert f"{order['quoted_for']:%H:%M}" == "19:30"


STARTS = ("start", "start_time", "start_at", "startsAt", "startDateTime", "begin", "earliest", "from_time")


@pytest.mark.parametrize("name", ["pickup_window", "pickup_time", "delivery_slot", "estimated_pickup_time", "pickup"])
def test_a_window_counts_from_its_start(name):
    for start in STARTS:
        window = {start: AT, "end_time": "2026-03-14T21:00:00+01:00", "id": "s7"}
        assert f"{read_order(**{name: window})['quoted_for']:%H:%M}" == "19:30"
    apart = {"date": "2026-03-15", "start_time": "20:30", "end_time": "21:00"}
    assert f"{read_order(**{name: apart})['quoted_for']:%d %H:%M}" == "15 19:30"
    range_of_uber = {"start_time": 1773520200, "end_time": 1773522000}
    assert f"{read_order(scheduled_order_target_delivery_time_range=range_of_uber)['quoted_for']:%H:%M}" == "20:30"


@pytest.mark.parametrize(
    ("window", "note"),
    [
        ({"start_time": "after mass", "end_time": "late", "slot_id": "7"}, "⏰ start time: after mass, end time: late"),
        ({"label": "evening", "id": "s7"}, "⏰ evening"),
        ({"type": "ASAP"}, ""),
        ({"asap": True, "value": 20}, ""),
    ],
)
def test_a_window_nobody_can_read_is_in_the_note(window, note):
    order = read_order(pickup_window=window)
    assert (order["quoted_for"], order.get("note", "")) == (None, note)


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "2026-03-15", "time": "12:00"},
        {"date": "2026-03-15T00:00:00.000Z", "time": "12:00 pm"},
        {"date": "2026-03-15"},
        {"date": "2026-03-15 12:00"},
        {"date": "2026-03-14", "time": "2026-03-15T12:00:00+01:00"},
        {"pickup": {"date": "2026-03-15", "time": "12:00"}},
        *({name: "2026-03-15T12:00:00+01:00"} for name in ("time", "datetime", "scheduled", "preorder_time")),
    ],
)
def test_a_date_and_a_time_that_lie_ahead_are_promised(fields):
    assert f"{read_order(**fields)['quoted_for']:%d %H:%M}" == "15 11:00"
    order, _ = read({"dish": "Naan", "quantity": 2} | fields)
    assert f"{order['quoted_for']:%d %H:%M}" == "15 11:00"
    later = fields | {"pickup_at": "2026-03-16T12:00:00+01:00"}
    assert f"{read_order(**later)['quoted_for']:%d %H:%M}" == "16 11:00"


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "2026-03-14", "time": "20:00"},
        {"date": "2026-03-14", "time": "20:10"},
        {"date": "2026-03-14"},
        {"date": "03/04/2026", "time": "20:00"},
        {"time": "19:58"},
        {"time": "2026-03-14T20:01:00Z"},
        {"time": 1773600000},
        {"scheduled": True, "date": None},
        {"scheduled": "yes"},
        {"event": {"time": "2026-03-15T12:00:00Z"}, "delivery": {"timestamp": "2026-03-15T12:00:00Z"}},
        {"business_date": "2026-03-15", "print_time": "2026-03-15T12:00:00Z"},
    ],
)
def test_when_an_order_was_placed_is_no_promise(fields):
    assert not read_order(**fields).get("quoted_for")


def test_utc_in_another_zone_is_no_time_ahead():
    repair = OrderRepair(ZoneInfo("America/New_York"), NOW)
    assert not repair.repair({"items": ["Naan"], "date": "2026-03-14 19:00:00"}).get("quoted_for")


READY, DELIVERED = "2026-03-14T20:10:00Z", "2026-03-14T20:30:00Z"


@pytest.mark.parametrize(
    "fields",
    [
        {"requested_for_utc": READY},
        {"fulfillment": {"method": "pickup", "when": READY}},
        {
            "orderReadyEstimation": {
                "allowChange": True,
                "estimatedOrderReadyTime": READY,
                "maxOrderReadyTime": DELIVERED,
            }
        },
        {"delivery_datetime": DELIVERED, "expected_pickup_time": READY},
    ],
)
def test_when_it_must_be_ready_is_promised(fields):
    order = read_order(**fields)
    assert order["quoted_for"].isoformat() == "2026-03-14T20:10:00+00:00"
    assert not order.get("note")


def test_a_time_is_no_note():
    assert not read_order(last_request=READY).get("note")


def test_when_a_courier_was_asked_for_is_no_promise():
    order = read_order(delivery_at=DELIVERED, pickup_requested_at=READY)
    assert order["quoted_for"].isoformat() == "2026-03-14T20:30:00+00:00"
