"""Which recent graduates in flexible work get part of their own contributions back?"""
