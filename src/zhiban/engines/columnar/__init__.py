"""What do many units come to at once? The definition again, on Polars columns."""
