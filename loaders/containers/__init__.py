"""Files that hold documents: archives and mails -> the bytes of each, with limits on what they may unfold to."""

from __future__ import annotations

from loaders.containers.archive import Archive, Member
from loaders.containers.budget import LARGEST_CONTAINER, Budget
from loaders.containers.mail import Attachment, attachments

__all__ = ["LARGEST_CONTAINER", "Archive", "Attachment", "Budget", "Member", "attachments"]
