"""What do the compared rows say of one payment?"""
