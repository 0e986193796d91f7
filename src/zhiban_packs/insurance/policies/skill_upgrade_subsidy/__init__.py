"""Who gets a lump sum for a vocational certificate?"""
