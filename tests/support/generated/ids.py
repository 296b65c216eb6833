import random

from funnels.ids import IdMaker


def ids(seed: int = 0) -> IdMaker:
    """Ids that are the same in every run, and others for another seed."""
    chance = random.Random(seed)
    return IdMaker(lambda: 1_760_000_000_000, chance.randrange)
