"""The two files of a profile and everything that keeps them whole: opening, writing, folding, mending."""
