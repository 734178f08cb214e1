"""Searches by all rules over rows of integers: one source, run as it stands on small networks and compiled on large.

`columns` and `shape` are a network in integers, at the speed that its size asks for; `rules` say what joins, what is
carried, which days remain; `spread` is one pass forward, `layers` one from the goal back; `trails` and `ranked` give
the chains, best first, each exactly once.
"""
