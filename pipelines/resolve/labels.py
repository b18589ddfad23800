"""The names of nodes that have no name of their own."""


def node_label(text: str) -> str:
    """The words as the name of a node: one line, without quotation marks around all of it."""
    text = " ".join(text.split())
    pairs = {"“": "”", "「": "」", "『": "』", "《": "》", '"': '"', "‘": "’"}
    while len(text) > 2 and pairs.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    return text
