"""Errors of sending. Each says what to do next, as those of push do."""

from __future__ import annotations


class SendFailed(Exception):
    """The message was not accepted."""


class SendDeferred(SendFailed):
    """Temporary failure. Try again after at least `retry_after` seconds."""

    def __init__(self, reason: str, retry_after: float = 0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class SendRejected(SendFailed):
    """The receiver will never accept this message. Tell the owner."""


class ReceiverGone(SendFailed):
    """The receiver wants no more messages (410). Switch the connection off."""
