"""What programs and worlds can there be? Random ones, each from a printed seed."""
