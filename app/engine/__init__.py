"""Path questions over a resolved graph, in memory: who could have had the data, by which way, until when.

Pure functions; no input or output. Example: `find_paths(graph, insider, dealer, Question(), k=10)`.

The rules, as far as they need reading (the model page states the rest):

1. *Junctions.* The recipient of one hop and the provider of the next are equal, or one is among the members or
   candidates of the other, transitively. Two members of a group do not join, nor two groups with a common member.
   Start and goal join likewise. No actor twice: no two junctions (start and end included) have ids that are equal or
   join. Only a return ends where it began.
2. *Hops* are transfers with both ends stated and a sufficient status. Denied and planned ones order nothing, carry
   nothing and end no holding; those between start and goal are listed beside the paths.
3. *Data.* Asked-for data is carried from the start; else that of the first hop. What is carried only gets narrower.
4. *Folding.* A delivery whose whole has the same two ends is one of the hop's parts, and listed there if its days and
   data agree with the path.
   If the dataset asked for is itself such a delivery's, the delivery is the hop and the whole that sums it up is none:
   how that dataset passed between the two is told, and only so.
5. *Time* is exact: a path is possible if days can be chosen that never go back, obey `after`, and lie before the last
   day of any recovery that ends the holding a hop starts from. The one who makes the first hop had the data all
   along; if a recovery ended that, any transfer to it that is told may have brought the data back, so that the rest
   of a possible path is possible as well. A recovery counts where its provider is one of the ids of the junction.
6. *Certain*: the same ids at each junction, no inferred end, each hop surely not before the one before it, and no
   recovery that could lie between.
7. *Order*: weakest hop (status, independent documents, confidence), fewer hops, earlier arrival, ids. What is cut is
   named: `k`, `hops` (a longer chain may lead there), `seconds`, `labels` (memory), `stopped`. Nothing is cut silently.
8. *Lineage* lists actors that a transfer names at the very end of a path; a group stays a group.
9. *Holders* starts from origins: providers whom nobody is told to have supplied, or none in time.
10. *Outstanding* takes each dataset that an actor received by itself: a receipt is over where a recovery of all of it,
    from this very actor, surely came after it.
11. *Choke points* are hops of every path, and ids at a junction of every path between start and goal. A hop that is
    left out is not used, but orders, ends and brings back what it did. Days are those of all paths together.
12. A *common source* has a chain to and through each of two sightings; who received what was sighted is no junction.
    Each chain is judged on its own, but both need one reading: an actor is the same one of its candidates in both.
    Sources under every reading stand apart from those under some; of a group, members are taken as all there are.
13. *Explanations* name every condition of a certain path that this one breaks, and none if it is certain. A side of a
    conflict is tried by putting its value in the transfer and asking rules 1 to 6 again.
14. *Withdrawal* compares two views by local ids, and asks both only about what hangs together with a change.

References:
    H. Wu et al., "Path problems in temporal graphs", PVLDB 7 (2014) 721-732: time-respecting paths, which need not be
    made of shortest ones. Here each transfer has a window in place of a day, and takes no time.
"""

from app.engine.holders import find_holders
from app.engine.lineage import find_lineage
from app.engine.paths import find_paths

__all__ = ["find_holders", "find_lineage", "find_paths"]
