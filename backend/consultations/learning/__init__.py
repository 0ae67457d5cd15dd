"""答复并沉淀为问答: from a reply to a published question."""
