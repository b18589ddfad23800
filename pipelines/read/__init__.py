"""Files to documents: decoding, markup, boilerplate, dates, sentences.

for item in read([Path("news")]):
    if isinstance(item, ReadFailure):
        print(item)
    else:
        for span in sentences(item):
            print(span.of(item.text))
"""

from pipelines.read.reader import ReadFailure, read
from pipelines.read.sentences import sentences

__all__ = ["ReadFailure", "read", "sentences"]
