"""The graph as one HTML file that opens anywhere and asks nobody for anything."""

from kg.page.render import render

__all__ = ["render"]
