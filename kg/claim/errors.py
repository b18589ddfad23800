"""What can go wrong, as one tree.

ZhituError
├── InputError      a document, folder or name file cannot be read
├── ConfigError     an option, a zhitu.toml or a lexicon says something impossible
├── ModelError      shipped weights are missing or do not fit
├── OffsetError     a quoted text does not stand where its offsets point
├── QueryError      a SPARQL query or a graph question cannot be answered
└── StoreError      the built graph is missing, foreign or locked

Every message says what was wrong, where, and what to do. The command line prints it and exits with status 2.
"""


class ZhituError(Exception):
    """Root of everything that this package raises on purpose."""


class InputError(ZhituError):
    """A document, a folder or a line of input cannot be read."""


class ConfigError(ZhituError):
    """An option, a configuration file or a lexicon file says something impossible."""


class ModelError(ZhituError):
    """Weights are missing, damaged or made for another version."""


class OffsetError(ZhituError):
    """A quoted text does not stand where its offsets point."""


class QueryError(ZhituError):
    """A query or a question to the graph cannot be answered as it stands."""


class StoreError(ZhituError):
    """The built graph is missing, not ours, or in use."""
