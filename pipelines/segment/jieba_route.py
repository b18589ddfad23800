"""jieba's tokenizer, with the same result: the likeliest words are searched in one pass, about twice as fast, and the
dictionary is read as it is, faster than from jieba's cache, which no other user can plant anything in then."""

from __future__ import annotations

import logging
import warnings
from math import inf, log

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba 0.42 imports pkg_resources where it exists, and has unescaped patterns
    import jieba

from pipelines.segment.dictionary import frequencies

jieba.setLogLevel(logging.ERROR)


class RouteTokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba lists the words that begin at each character first, and weighs them afterwards; here both are one."""

    def initialize(self, dictionary: None = None) -> None:
        """jieba's own dictionary; it has no other here, and nothing is written."""
        self.FREQ, self.total = frequencies()
        self.initialized = True

    def get_DAG(self, sentence: str) -> None:
        """Nothing but the dictionary: ``calc`` looks the words up itself."""
        self.check_initialized()

    def calc(self, sentence: str, _graph: None, route: dict[int, tuple[float, int]]) -> None:
        """Fill ``route``: for each place the log-probability of the best words from there on, and the first one's end.

        Of equally likely words the longer one counts, as with jieba.
        """
        frequency, size, total = self.FREQ.get, len(sentence), log(self.total)
        route[size] = (0, 0)
        for begin in range(size - 1, -1, -1):
            best, last, end = -inf, -1, begin
            known = frequency(sentence[begin])
            while known is not None:
                end += 1
                if known and (value := log(known) - total + route[end][0]) >= best:
                    best, last = value, end - 1
                if end == size:
                    break
                known = frequency(sentence[begin : end + 1])
            route[begin] = (best, last) if last >= 0 else (route[begin + 1][0] - total, begin)
