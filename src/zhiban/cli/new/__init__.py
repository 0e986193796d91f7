"""`zhiban new`: where does an author begin? With a folder that loads and whose examples hold."""

from zhiban.cli.new.command import new

__all__ = ["new"]
