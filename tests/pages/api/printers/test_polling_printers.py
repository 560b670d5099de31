"""Printers that ask for their jobs: Star CloudPRNT and Epson Server Direct Print, in words of the tests."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image

from storage.printing.polling_printers import PollingPrinters
from tests.support.printing import EPSON, POLL, STAR, TOKEN, connect, log


class TestStar:
    async def test_job_is_offered_fetched_and_confirmed(self, web, context, restaurant):
        await connect(context, protocol="cloudprnt", token=TOKEN, width="58")
        assert (await web.post(STAR, json=POLL)).json() == {"jobReady": False}
        await restaurant.order()
        offer = (await web.post(STAR, json=POLL)).json()
        assert (offer["jobReady"], offer["mediaTypes"]) == (True, ["image/png"])
        job = {"token": offer["jobToken"], "mac": POLL["printerMAC"], "type": "image/png"}
        fetched = await web.get(STAR, params=job)
        assert fetched.headers["content-type"] == "image/png"
        assert Image.open(io.BytesIO(fetched.content)).width == 384
        assert (await log(context))[0].outcome == ""
        assert (await web.delete(STAR, params={**job, "code": "200 OK"})).status_code == 200
        assert (await log(context))[0].outcome == "sent"
        assert (await web.post(STAR, json=POLL)).json() == {"jobReady": False}

    async def test_failed_job_is_offered_again(self, web, context, restaurant):
        await connect(context, protocol="cloudprnt", token=TOKEN)
        await restaurant.order()
        offer = (await web.post(STAR, json=POLL)).json()
        await web.delete(STAR, params={"code": "520 Download timeout", "token": offer["jobToken"]})
        assert await context.outgoing.printer_problems() == (("Kitchen", "520 Download timeout"),)
        restaurant.clock.move(seconds=10)
        assert (await web.post(STAR, json=POLL)).json()["jobToken"] == offer["jobToken"]

    @pytest.mark.both
    async def test_unnamed_job_is_the_latest_of_all_processes(self, web, context, restaurant):
        printer = await connect(context, protocol="cloudprnt", token=TOKEN)
        await restaurant.order()
        await web.post(STAR, json=POLL)
        await restaurant.order()
        restaurant.clock.move(seconds=5)
        outgoing = restaurant.outgoing
        other = PollingPrinters(outgoing._outbox, context.connections, outgoing._dispatcher, restaurant.clock)
        job = await other.next_job(printer)
        restaurant.clock.move(seconds=5)
        for _ in range(2):  # the answer to the first may be lost
            assert (await web.delete(STAR, params={"code": "200 OK"})).status_code == 200
            assert [one.message_id for one in await log(context) if one.outcome == "sent"] == [job]

    async def test_odd_poll_is_answered(self, web, context, subtests):
        await connect(context, protocol="cloudprnt", token=TOKEN)
        for poll in (b"", b"[" * 5000, b"7", b'{"statusCode": null}', b"\xff"):
            with subtests.test(poll=poll):
                assert (await web.post(STAR, content=poll)).json() == {"jobReady": False}

    async def test_printer_without_paper_gets_no_job(self, web, context, restaurant):
        await connect(context, protocol="cloudprnt", token=TOKEN)
        await restaurant.order()
        empty = POLL | {"statusCode": "410%20Out%20of%20paper"}
        assert (await web.post(STAR, json=empty)).json() == {"jobReady": False}
        assert await context.outgoing.printer_problems() == (("Kitchen", "410 Out of paper"),)
        assert (await web.post(STAR, json=POLL)).json()["jobReady"]
        assert await context.outgoing.printer_problems() == ()

    async def test_printer_that_does_not_ask_is_said(self, context, restaurant):
        await connect(context, protocol="cloudprnt", token=TOKEN)
        await restaurant.order()
        restaurant.clock.move(minutes=2)
        assert "does not ask" in str(await context.outgoing.printer_problems())

    async def test_unknown_token_gets_nothing(self, web, context, restaurant):
        await connect(context, protocol="cloudprnt", token=TOKEN)
        await restaurant.order()
        for call in (web.post, web.get, web.delete):
            assert (await call(f"/api/v1/printers/{TOKEN}x/cloudprnt")).status_code == 404


class TestEpson:
    @pytest.mark.both
    async def test_job_is_given_and_confirmed(self, web, context, restaurant):
        await connect(context, protocol="epson", token=TOKEN)
        ask = {"ConnectionType": "GetRequest", "ID": "kitchen", "Name": "TM-T88VI"}
        assert (await web.post(EPSON, data=ask)).text == ""
        await restaurant.order()
        given = (await web.post(EPSON, data=ask)).text
        width, height, dots = re.search(r'<image width="(\d+)" height="(\d+)"[^>]*>([^<]*)</image>', given).groups()
        assert len(base64.b64decode(dots)) == int(width) // 8 * int(height)
        job = re.search(r"<printjobid>([\w-]{1,30})</printjobid>", given)[1]
        await web.post(EPSON, data={"ConnectionType": "SetResponse", "ResponseFile": response(job, "EPTR_REC_EMPTY")})
        assert await context.outgoing.printer_problems() == (("Kitchen", "out of paper"),)
        restaurant.clock.move(seconds=10)
        assert job in (await web.post(EPSON, data=ask)).text
        await web.post(EPSON, data={"ConnectionType": "SetResponse", "ResponseFile": response(job)})
        assert (await log(context))[0].outcome == "sent"

    @pytest.mark.parametrize(
        "said",
        [
            "<p:printjobid> {job} </p:printjobid><p:response p='' success = 'TRUE'/>",
            '<response xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print" success="true" code=""/>',
        ],
    )
    async def test_odd_response_confirms_too(self, web, context, restaurant, said):
        await connect(context, protocol="epson", token=TOKEN)
        await restaurant.order()
        given = (await web.post(EPSON, data={"ConnectionType": "GetRequest"})).text
        job = re.search(r"<printjobid>([\w-]{1,30})</printjobid>", given)[1]
        await web.post(EPSON, data={"ConnectionType": "SetResponse", "ResponseFile": said.format(job=job)})
        assert (await log(context))[0].outcome == "sent"

    async def test_notice_of_a_status_gets_no_job(self, web, context, restaurant):
        await connect(context, protocol="epson", token=TOKEN)
        await restaurant.order()
        for said in ({"ConnectionType": "SetStatus", "Status": "<statusmonitor/>"}, {}):
            assert (await web.post(EPSON, data=said)).text == ""
        assert "<printjobid>" in (await web.post(EPSON, data={"ConnectionType": "GetRequest"})).text


def response(job: str, code: str = "") -> str:
    success = "false" if code else "true"
    return (
        '<?xml version="1.0"?><PrintResponseInfo Version="2.00"><ePOSPrint><Parameter><devid>local_printer</devid>'
        f"<printjobid>{job}</printjobid></Parameter><PrintResponse>"
        f'<response success="{success}" code="{code}" status="251658262"/></PrintResponse></ePOSPrint>'
        "</PrintResponseInfo>"
    )
