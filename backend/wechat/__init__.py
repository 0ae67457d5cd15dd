"""How to talk to WeChat: client, message push, and a sandbox that behaves like it."""
