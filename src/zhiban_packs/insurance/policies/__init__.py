"""Which benefits does social insurance owe?"""
