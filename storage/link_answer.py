"""Link answer: what answers at the address of the guests' link, as this machine sees it."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request

HTTP_TIMEOUT_SECONDS = 5


def find_problem(url: str) -> str:
    """Return what is wrong with the health page at this URL, or nothing when it is OrderBell's. It blocks."""
    try:
        with urllib.request.urlopen(url, timeout=HTTP_TIMEOUT_SECONDS) as answer:  # noqa: S310  settings allow http and https only
            return "" if answer.read(20).strip() == b"alive" else "answers, but is not OrderBell"
    except urllib.error.HTTPError as error:
        return f"answers with {error.code}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLCertVerificationError):
            return f"has a certificate that browsers reject ({reason.verify_message})"
        return f"does not answer ({reason})"
