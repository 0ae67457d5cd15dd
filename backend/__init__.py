"""The Sanic application of 一窗: one package per capability. Read `app.py` first."""
