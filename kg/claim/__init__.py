"""Documents, spans, mentions, claims and evidence: the frozen data types that everything else depends on."""

from kg.claim.claim import (
    Amount,
    Argument,
    Attribution,
    Claim,
    Granularity,
    Modality,
    Polarity,
    Predicate,
    Qualifier,
    Quantity,
    Reason,
    SourceKind,
    TimeSpan,
)
from kg.claim.document import Document, SourceMap
from kg.claim.entity import PARENTS, Entity, Mention, top_class
from kg.claim.errors import (
    ConfigError,
    InputError,
    ModelError,
    OffsetError,
    QueryError,
    StoreError,
    ZhituError,
)
from kg.claim.span import Quote, Span

__all__ = [
    "PARENTS",
    "Amount",
    "Argument",
    "Attribution",
    "Claim",
    "ConfigError",
    "Document",
    "Entity",
    "Granularity",
    "InputError",
    "Mention",
    "Modality",
    "ModelError",
    "OffsetError",
    "Polarity",
    "Predicate",
    "Qualifier",
    "Quantity",
    "QueryError",
    "Quote",
    "Reason",
    "SourceKind",
    "SourceMap",
    "Span",
    "StoreError",
    "TimeSpan",
    "ZhituError",
    "top_class",
]
