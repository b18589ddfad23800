"""The built graph as a network: what is near, how two things are connected, what is central, what belongs together."""

from kg.network.analyse import Community, Neighbour, Ranked, Step, communities, neighbours, rank, shortest_path
from kg.network.load import entities, find, load

__all__ = [
    "Community",
    "Neighbour",
    "Ranked",
    "Step",
    "communities",
    "entities",
    "find",
    "load",
    "neighbours",
    "rank",
    "shortest_path",
]
