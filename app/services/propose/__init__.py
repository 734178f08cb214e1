"""What a language model proposes: asked only where the user names an endpoint and says so, and checked word for word.

`run` is the use case, `limits` its caps, `endpoint` the only module that knows a network or a model's client, `record`
the file that is written.
"""
