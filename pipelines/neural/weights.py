"""Weights on disk: one ``.npz`` of float16 or int8 arrays, float32 in memory, checked by SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.claim.errors import ModelError

Array = NDArray[Any]

#: Suffix of the array that holds the scale of each row of an int8 table.
_SCALE = ":scale"


def quantise(table: NDArray[np.floating]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Rows of ``table`` (N, D) as int8 with one scale a row: ``table ≈ int8 * scale[:, None]``."""
    scale = np.maximum(np.abs(table).max(axis=1) / 127.0, 1e-6).astype(np.float16)
    rounded = np.rint(table / scale.astype(np.float32)[:, None])
    return np.clip(rounded, -127, 127).astype(np.int8), scale


def save(path: Path, arrays: Mapping[str, Array], *, int8: frozenset[str] = frozenset()) -> str:
    """Write arrays and return the file's SHA-256.

    Floats become float16, those named in ``int8`` int8 rows; integers stay as they are.
    """
    stored: dict[str, Any] = {}
    for name in sorted(arrays):
        if name in int8:
            stored[name], stored[name + _SCALE] = quantise(arrays[name])
        elif arrays[name].dtype.kind in "iu":
            stored[name] = arrays[name]
        else:
            stored[name] = arrays[name].astype(np.float16)
    np.savez_compressed(path, **stored)
    return digest(path)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def load(path: Path) -> dict[str, Array]:
    """Read arrays written by ``save``: floats as float32, int8 tables as they are, with ``NAME:scale``.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {
                name: value.astype(np.float32) if (value := archive[name]).dtype == np.float16 else value
                for name in archive.files
            }
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"cannot read the weights {path}: {error}; reinstall the package") from error
