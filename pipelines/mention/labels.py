"""Types of names: fine ones that the model tells apart, and the classes that it returns."""

from __future__ import annotations

#: Fine types in the order of the model's outputs, and the ontology class of each.
CLASS_OF = {
    "Person": "Person",
    "Company": "Company",
    "Government": "Government",
    "Organisation": "Organisation",
    "Place": "Place",
    "Scene": "Place",
    "Product": "Product",
    "Game": "Work",
    "Film": "Work",
    "Book": "Work",
    "Song": "Work",
    "Position": "Position",
    "Time": "Time",
}
FINE_TYPES = tuple(CLASS_OF)

#: Tag 0 is no name; then begin, inside, end, single of each fine type.
OUTSIDE = 0
TAGS = 1 + 4 * len(FINE_TYPES)
