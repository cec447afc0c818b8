"""What somebody is about to buy."""


def total(lines):
    """
    >>> total([(2, 150), (1, 99)])
    399
    """
    return sum(count * cents for count, cents in lines)
