"""Prices in cents."""


def with_tax(cents, percent):
    """
    >>> with_tax(1000, 19)
    1190
    """
    return cents + round(cents * percent / 100)
