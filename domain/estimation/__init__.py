"""Ready-time estimation: station queue, regression, conformal range and display policy. README.md has the model."""

from domain.estimation.estimate import Estimate
from domain.estimation.estimator import Busy, Estimator
from domain.estimation.start_plan import Starts

__all__ = ["Busy", "Estimate", "Estimator", "Starts"]
