"""Processes that read documents, each under limits that are held from outside."""
