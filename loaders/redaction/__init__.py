"""Values of leaked data that a document quotes, or is: never kept, only their kinds and numbers."""

from loaders.redaction.redact import LeakedData, redact, redact_reading, refuse_leaked_data

__all__ = ["LeakedData", "redact", "redact_reading", "refuse_leaked_data"]
