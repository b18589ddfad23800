"""The built graph on disk: an Oxigraph database, and the same graph as text."""

from kg.store.disk import STORE, GraphStore, open_store, rdflib_dataset, write
from kg.store.trig import serialise, write_trig

__all__ = ["STORE", "GraphStore", "open_store", "rdflib_dataset", "serialise", "write", "write_trig"]
