"""Snapshot → the same without the names of private persons, for who may not see them.

    mask_snapshot(snapshot, secret)   「浦辺容疑者」 → 「〔人物482103〕容疑者」, in every text and value

The graph, the readings and the names of documents are replaced, so that whatever is answered, listed, looked for or
exported from the result holds no name. `people` tells who is hidden and what he is called instead, `folding` and
`matching` find names in texts, `values` goes through all that a snapshot is made of. `erasing` takes the names of one
person out of readings for good.
"""

from app.services.masking.erasing import Eraser
from app.services.masking.mask import eraser_of, erasers_called, find_shown_passages, mask_snapshot
from app.services.masking.people import Hidden, people_of

__all__ = ["Eraser", "Hidden", "eraser_of", "erasers_called", "find_shown_passages", "mask_snapshot", "people_of"]
