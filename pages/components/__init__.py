"""What pages of several audiences share: the page shell, live fragments, staff bar, labels, error pages."""
