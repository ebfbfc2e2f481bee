"""The outermost elements of official publications, by which they are known among other XML."""

ROOTS = ("officiele-publicatie", "kamerwrk", "handeling", "vraagdoc")
"""The first since 2010, for all kinds; the others before, each for one kind of publication."""
