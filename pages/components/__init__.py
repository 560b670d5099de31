"""Components of several audiences: page shell, live fragments, staff bar, labels, error pages."""
