"""Text -> fields. Each module is one field: pure functions that know nothing of `pipeline`."""
