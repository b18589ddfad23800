"""Words in the gaps between mentions."""

from pipelines.segment.jieba_words import JiebaSegmenter
from pipelines.segment.protocol import Segmenter

__all__ = ["JiebaSegmenter", "Segmenter"]
