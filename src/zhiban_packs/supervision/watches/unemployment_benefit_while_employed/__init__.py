"""Benefit drawn for a month in which an employer insured the person."""
