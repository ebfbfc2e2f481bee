"""What a run fetches: addresses that the user named, and nothing else. The only package that knows the network."""
