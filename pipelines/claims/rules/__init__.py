"""The grammar: each file is one way in which Chinese states a fact."""

from pipelines.claims.rules.copular import copular
from pipelines.claims.rules.descriptions import descriptions
from pipelines.claims.rules.fields import fields
from pipelines.claims.rules.measures import measures
from pipelines.claims.rules.nominal import nominal
from pipelines.claims.rules.relative import relative
from pipelines.claims.rules.titles import titles
from pipelines.claims.rules.verbal import verbal

__all__ = ["copular", "descriptions", "fields", "measures", "nominal", "relative", "titles", "verbal"]
