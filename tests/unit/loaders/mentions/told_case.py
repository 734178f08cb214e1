"""The actors of a few lines, asked for by the words that denote them."""

from app.domain.document import Metadata
from loaders.mentions.actors import ActorLine, find_actors
from loaders.mentions.doc_actors import Actors, DocActor


class Told:
    """The actors of some lines, by the words that denote them."""

    def __init__(self, *lines: str, publisher: str | None = None) -> None:
        self.lines = lines
        self.found: Actors = find_actors([ActorLine(line) for line in lines], Metadata(publisher=publisher))

    def all(self, word: str) -> list[int]:
        """Indices of the actors that `word` denotes, in reading order."""
        return [d.actor for d in self.found.denotations if self.lines[d.line][d.start : d.end] == word]

    def one(self, word: str) -> int:
        """The only actor that `word` denotes."""
        (index,) = set(self.all(word))
        return index

    def actor(self, word: str) -> DocActor:
        return self.found.actors[self.one(word)]
