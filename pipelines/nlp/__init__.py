"""spaCy components that read Chinese: normalisation, words, tags and trees."""
