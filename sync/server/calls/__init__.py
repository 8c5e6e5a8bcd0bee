"""The call gateway: the one process that speaks to the call system, for all desks."""
