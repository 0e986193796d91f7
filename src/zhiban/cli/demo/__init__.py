"""`zhiban demo`: make up a town, judge everyone in it, and say what was found."""

from zhiban.cli.demo.command import demo

__all__ = ["demo"]
