"""Writing: an open store, who acts where, and what is to be done in; what changed out.

Every command checks the rules first. A refused one raises RuleBroken or BadInput and leaves the store exactly as it was.
"""
