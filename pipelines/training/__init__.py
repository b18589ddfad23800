"""How the shipped models are trained; the only place that knows torch."""
