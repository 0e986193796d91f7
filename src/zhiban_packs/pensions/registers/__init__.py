"""Which registers tell what a pension is computed from?"""
