"""Which employers get part of last year's unemployment insurance back?"""
