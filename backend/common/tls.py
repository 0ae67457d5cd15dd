"""One TLS context per process: building it reads every trusted root, some 40 ms each time."""

from __future__ import annotations

import functools
import ssl


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Return the context all our HTTP clients share: the system's roots, certificates and host names checked."""
    return ssl.create_default_context()
