"""Why a sentence gives the claims that it gives, and why its other verbs give none."""

from pipelines.explain.explanation import Explained, Explainer, SentenceExplanation
from pipelines.explain.silent import Silent

__all__ = ["Explained", "Explainer", "SentenceExplanation", "Silent"]
