"""Reports: a `Sheet` of blocks in words (`sheet`), pictures of chains (`chain`), as HTML (`html`) or PDF (`pdf`)."""
