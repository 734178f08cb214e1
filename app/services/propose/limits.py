"""Caps on what asking may cost, stated before and reported after; a call is made only if its worst case still fits.

>>> Limits(calls=2, tokens=1_000).forbids(Usage(calls=2), 10)
'2 calls'
>>> Limits(tokens=1_000, answer_tokens=400).forbids(Usage(calls=1, tokens_in=500), 200)
'1,000 tokens'
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import BadQuestion

__all__ = ["Limits", "Prices", "Usage"]

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost in and out, in whatever currency the user thinks in."""

    tokens_in: float
    tokens_out: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Requests made (repeated ones too) and tokens, as the endpoint counts them or else as many as they can be."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(self.calls + other.calls, self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out)

    def cost(self, prices: Prices | None) -> float | None:
        """What the tokens cost; None where no prices are known."""
        if prices is None:
            return None
        return (self.tokens_in * prices.tokens_in + self.tokens_out * prices.tokens_out) / _MILLION


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many requests, tokens in all, tokens of one answer, and money (None: no such cap)."""

    calls: int = 50
    tokens: int = 500_000
    answer_tokens: int = 4_000
    cost: float | None = None
    prices: Prices | None = None

    def __post_init__(self) -> None:
        """Refuse a cap that cannot be held."""
        if self.cost is not None and self.prices is None:
            raise BadQuestion("a cap on cost needs prices", place="--max-cost", remedy="add --prices IN,OUT")

    def forbids(self, used: Usage, tokens_in: int, calls: int = 1) -> str | None:
        """The cap that so many calls of at most so many tokens each would break; None if they may be made."""
        worst = used + Usage(calls, calls * tokens_in, calls * self.answer_tokens)
        if worst.calls > self.calls:
            return f"{self.calls:,} calls"
        if worst.tokens_in + worst.tokens_out > self.tokens:
            return f"{self.tokens:,} tokens"
        cost = worst.cost(self.prices)
        if self.cost is not None and cost is not None and cost > self.cost:
            return f"a cost of {self.cost:g}"
        return None

    def attempts(self, used: Usage, tokens_in: int, wanted: int) -> int:
        """How many of the wanted requests for one piece fit, should each of them cost the most; 0 if none does."""
        return next((n for n in range(wanted, 0, -1) if self.forbids(used, tokens_in, n) is None), 0)
