from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arm:
    """One variant of a split, as counted."""

    key: str
    trials: int
    """Views or visits."""
    successes: int
    """Clicks or conversions; several of one trial count as one, so never more than there are trials."""
    revenue: float = 0.0
    spread: float = 0.0
    """Standard deviation of the revenue of one success over its mean; 0 where each brings the same payout."""

    @property
    def rate(self) -> float:
        return self.successes / self.trials if self.trials else 0.0

    @property
    def worth(self) -> float:
        """Revenue of one success; 0 where there is none."""
        return self.revenue / self.successes if self.successes else 0.0

    def mean(self, money: bool) -> float:
        """Of one trial: the rate, or the revenue."""
        return self.rate * self.worth if money else self.rate

    def variance(self, money: bool) -> float:
        """Of one trial: no success, or one worth its mean give or take the spread."""
        if not money:
            return self.rate * (1 - self.rate)
        return self.rate * self.worth**2 * (1 + self.spread**2) - self.mean(True) ** 2
