"""Which hardship persons in flexible work get part of their own contributions back?"""
