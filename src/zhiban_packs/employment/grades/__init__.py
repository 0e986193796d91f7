"""Which classes do firms fall into?"""
