"""The desk's half of the sync: an engine in plain asyncio that is given threads, time and chance, and a transport for requests."""
