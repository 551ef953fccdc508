"""What a master says, word for word, computed from its tree alone.

`words` is the way in: the words of a document under a reading policy, in
order. `readings` says which of several readings is one of them, `content`
walks what an element holds, `elements` knows the elements, `tokens` where words
meet, `additions` what an output may print besides; the others each know one
thing that puts words where the tree has none, or takes them away.
"""
