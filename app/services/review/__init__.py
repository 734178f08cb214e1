"""Review: people correct the machine, and nothing is lost.

What is open → `queue`; what a person says → `rulings`, which makes judgements of it; what would follow → `effects`;
`keep` saves and takes back; `history` tells what was decided, by whom, and whether it counts.
"""
