"""Partners for those who answer for them: who is to be looked at, and one partner's whole history with what may be done."""
