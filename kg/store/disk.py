"""Oxigraph on disk: built beside the old database and swapped in whole, opened only for reading."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.claim import StoreError
from kg.rdf.names import DATASET, VOID, prefixes

if TYPE_CHECKING:
    from rdflib import Dataset

STORE = "store"
_NEW, _OLD = ".store-new", ".store-old"


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A built graph, open for reading. `base` is the base IRI that it was built with."""

    path: Path
    base: str
    inner: Store

    @property
    def prefixes(self) -> dict[str, str]:
        return prefixes(self.base)


def write(out: Path | str, quads: Iterable[Quad]) -> Path:
    """Builds the database OUT/store from `quads` and returns its path.

    The new database is made in OUT/.store-new and takes the old one's place only when it is complete: whatever fails
    before leaves the old one as it was. Raises StoreError when another build is writing there or OUT is not writable.
    """
    out = Path(out)
    target, fresh, previous = out / STORE, out / _NEW, out / _OLD
    try:
        out.mkdir(parents=True, exist_ok=True)
        _discard(fresh)
        try:
            store = Store(str(fresh))
            store.bulk_extend(quads)
            store.flush()
            del store  # releases the lock and the files before the folder moves
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        _recover(out)
        if target.exists():
            target.rename(previous)
        fresh.rename(target)
        shutil.rmtree(previous, ignore_errors=True)
    except OSError as error:
        raise StoreError(f"the graph cannot be written to {target}: {error}") from error
    return target


def _discard(leftover: Path) -> None:
    """Removes what a build that broke off has left; a build that still runs holds its lock, and wins."""
    if not leftover.exists():
        return
    try:
        held = Store(str(leftover))
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"another build is writing to {leftover.parent}: wait for it, or choose another folder"
            ) from error
    else:
        del held
    shutil.rmtree(leftover)


def _recover(out: Path) -> None:
    """Puts back the old database when a build died between taking it away and moving the new one in."""
    target, previous = out / STORE, out / _OLD
    if previous.exists():
        if target.exists():
            shutil.rmtree(previous)
        else:
            previous.rename(target)


def open_store(out: Path | str) -> GraphStore:
    """Opens OUT/store for reading; any number of readers may, also while a new one is being built.

    Raises StoreError when there is none, or it is no graph of this project.
    """
    out = Path(out)
    path = out / STORE
    try:
        if not path.exists() and (out / _OLD).exists():
            _recover(out)
        if not path.is_dir():
            raise StoreError(f"there is no graph in {out}: build one with `kg build … -o {out}`")
        store = Store.read_only(str(path))
    except OSError as error:
        raise StoreError(
            f"{path} cannot be opened as a graph: {error}; build it again with `kg build … -o {out}`"
        ) from error
    return GraphStore(path, _base_of(store, path), store)


def _base_of(store: Store, path: Path) -> str:
    for quad in store.quads_for_pattern(DATASET, NamedNode(VOID + "uriSpace"), None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    raise StoreError(f"{path} is an Oxigraph database, but not a graph of this project: choose another folder")


def rdflib_dataset(out: Path | str) -> Dataset:
    """The built graph as an rdflib Dataset over the same database, read-only; its default graph is the union.

    oxrdflib gives plain literals back with the datatype xsd:string: compare their values, not the terms.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    graph = open_store(out)
    dataset = Dataset(store=OxigraphStore(store=graph.inner), default_union=True)
    for prefix, namespace in graph.prefixes.items():
        dataset.bind(prefix, namespace)
    return dataset
