"""What do suppliers really send? The rows of a made-up city, with the faults deliveries have."""

from zhiban.made_up.dirt.sending import Sent, send

__all__ = ["Sent", "send"]
