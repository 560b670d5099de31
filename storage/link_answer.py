"""Link answer: what answers at the address of the guests' link, as this machine sees it."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Literal, NamedTuple

HTTP_TIMEOUT_SECONDS = 5


class LinkProblem(NamedTuple):
    """Nothing answers, or another program, or one with a certificate that browsers reject; `says` has the details."""

    fault: Literal["silent", "other", "certificate"]
    says: str


_OTHER = LinkProblem("other", "answers, but is not OrderBell")


def find_problem(url: str) -> LinkProblem | None:
    """Return what is wrong with the health page at this URL; None when it is OrderBell's. It blocks."""
    try:
        with urllib.request.urlopen(url, timeout=HTTP_TIMEOUT_SECONDS) as answer:  # noqa: S310  settings allow http and https only
            return None if answer.read(20).strip() == b"alive" else _OTHER
    except urllib.error.HTTPError as error:
        return LinkProblem("other", f"answers with {error.code}")
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLCertVerificationError):
            return LinkProblem("certificate", f"has a certificate that browsers reject ({reason.verify_message})")
        return LinkProblem("silent", f"does not answer ({reason})")
    except HTTPException:  # it speaks another protocol
        return _OTHER
