"""How to talk to a courier: one Protocol, one real client (快递100), one sandbox that behaves like it.

The delivery slice imports :mod:`.protocol` and :mod:`.folding`; :func:`.factory.open_courier` makes its courier.
"""
