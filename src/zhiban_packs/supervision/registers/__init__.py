"""Which rows does the supervision of the funds compare?"""
