"""SPARQL on the built graph, and a folder of ready questions."""

from kg.query.ready import ReadyQuery, ask, catalogue, find
from kg.query.render import FORMATS, render
from kg.query.run import Result, bindings, run

__all__ = ["FORMATS", "ReadyQuery", "Result", "ask", "bindings", "catalogue", "find", "render", "run"]
