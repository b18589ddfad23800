"""zhitu.toml: names, triggers and options of one folder of work."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.claim import ConfigError
from kg.claim.iri import DEFAULT_BASE

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = "zhitu.toml"
_KEYS = frozenset(["base", "assert", "models", "lexicon", "min_confidence", "name", "triggers"])


@dataclass(frozen=True, slots=True)
class Config:
    """What zhitu.toml says.

    base      IRI that entities and documents stand under
    strict    a plain triple only for what is said without naming a source (`assert = "unattributed"`)
    models    "default", or "clear": models from clearly licensed data only
    lexicon   further files of names and triggers, relative to zhitu.toml
    min_confidence  facts below it are left out, in [0, 1]; None for the extractor's own
    table     the file's own `[[name]]` and `[triggers]`
    """

    base: str = DEFAULT_BASE
    strict: bool = False
    models: str = "default"
    lexicon: tuple[Path, ...] = ()
    min_confidence: float | None = None
    table: dict[str, Any] = field(default_factory=dict)


def load(path: Path | None = None) -> Config:
    """The configuration at `path`, else of the working folder's zhitu.toml, else the default.

    Raises ConfigError for a file that is not TOML or has an unknown key or value.
    """
    if path is None:
        path = Path(FILE)
        if not path.is_file():
            return Config()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise ConfigError(f"{path}: cannot be read ({problem.strerror}); give the path of a zhitu.toml") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{path}: not valid TOML in UTF-8: {problem}") from problem
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise ConfigError(f"{path}: unknown key {unknown[0]!r}; use {', '.join(sorted(_KEYS))}")
    base = table.get("base", DEFAULT_BASE)
    if not isinstance(base, str) or "://" not in base or not base.endswith(("/", "#")):
        raise ConfigError(f"{path}: base is an absolute IRI that ends in / or #, not {base!r}")
    mode = table.get("assert", "all")
    if mode not in ("all", "unattributed"):
        raise ConfigError(f'{path}: assert is "all" or "unattributed", not {mode!r}')
    models = table.get("models", "default")
    if models not in ("default", "clear"):
        raise ConfigError(f'{path}: models is "default" or "clear", not {models!r}')
    lexicon = table.get("lexicon", [])
    if isinstance(lexicon, str):
        lexicon = [lexicon]
    if not isinstance(lexicon, list) or not all(isinstance(item, str) for item in lexicon):
        raise ConfigError(f"{path}: lexicon is a list of files, not {lexicon!r}")
    floor = table.get("min_confidence")
    if floor is not None and (isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1):
        raise ConfigError(f"{path}: min_confidence is a number from 0 to 1, not {floor!r}")
    return Config(
        base=base,
        strict=mode == "unattributed",
        models=models,
        lexicon=tuple(path.parent / item for item in lexicon),
        min_confidence=floor,
        table={key: table[key] for key in ("name", "triggers") if key in table},
    )
