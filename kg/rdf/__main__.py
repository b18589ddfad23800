"""`python -m kg.rdf` prints the table of all kg: terms for the documentation."""

import sys

from kg.rdf.ontology import page

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
sys.stdout.write(page())
