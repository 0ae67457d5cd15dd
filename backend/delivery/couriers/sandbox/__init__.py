"""A courier to play with: behaves like poll.kuaidi100.com and shares no code with our client.

Everything it knows about signatures and formats is written here a second time, on purpose: a mistake in the client
then fails a test instead of agreeing with itself. Bind it to this machine only; its control pages ask nobody's name.
"""
