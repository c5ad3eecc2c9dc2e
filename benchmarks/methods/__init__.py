"""One module for each method: `run()` gives rows of the table, ours beside a peer.

A row is a dictionary: work, ours_cpu_s, ours_mb, peer, peer_cpu_s, peer_mb, ratio, note.
A peer that is not installed leaves its cells out and says so in the note.
"""
