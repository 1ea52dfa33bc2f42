"""What every capability of the server stands on.

Errors: `errors.ServerError` (answers to a request), `starting.StartError` (why the server cannot start).
"""
