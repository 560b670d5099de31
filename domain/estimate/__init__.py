"""When an order will be ready: the work that is left, the queue before it, the range, and how it is shown."""

from domain.estimate.estimator import Busy, Estimator
from domain.estimate.range import Estimate

__all__ = ["Busy", "Estimate", "Estimator"]
