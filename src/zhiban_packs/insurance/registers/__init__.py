"""Which registers does social insurance read?"""
