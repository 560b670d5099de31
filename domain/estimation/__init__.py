"""When an order will be ready: the work that is left, the queue before it, the range, and how it is shown."""

from domain.estimation.estimate import Estimate
from domain.estimation.estimator import Busy, Estimator

__all__ = ["Busy", "Estimate", "Estimator"]
