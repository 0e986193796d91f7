"""Which registers do the employment policies read?"""
