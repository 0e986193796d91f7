"""Where does a town come from on which everything can be tried? It is made up, from a seed."""

from zhiban.made_up.cases import Case
from zhiban.made_up.town import STEPS, Town, make_town

__all__ = ["STEPS", "Case", "Town", "make_town"]
