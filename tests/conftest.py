"""What do all tests share? Random tests are bounded by their number, not by a clock."""

from hypothesis import settings

# Says at the end of a run how much the random tests compared.
pytest_plugins = ["tests.agreement.counts"]

# A deadline per example fails now and then on a machine with other work to do.
settings.register_profile("zhiban", deadline=None)
settings.load_profile("zhiban")
