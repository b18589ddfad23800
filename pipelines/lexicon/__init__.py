"""Names and aliases, roles and titles: what is known before reading. The lists are data."""

from pipelines.lexicon.lexicon import Lexicon
from pipelines.lexicon.matcher import Match, Matcher
from pipelines.lexicon.names import Name
from pipelines.lexicon.roles import Role, role_of

__all__ = ["Lexicon", "Match", "Matcher", "Name", "Role", "role_of"]
