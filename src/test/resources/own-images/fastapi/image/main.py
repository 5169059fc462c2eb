"""A greeting that counts, kept as JSON; FastAPI documents itself at /openapi.json."""

import json
import os
from pathlib import Path

from fastapi import FastAPI

FILE = Path(os.environ.get("DATA_DIR", "/app/data")) / "state.json"
app = FastAPI(title="Greeter")


def read() -> dict:
    return json.loads(FILE.read_text()) if FILE.exists() else {"since": 2026, "hits": 0}


@app.get("/")
async def greet():
    state = read()
    state["hits"] += 1
    FILE.write_text(json.dumps(state))
    return {"message": "Hello", "host": os.environ["HOSTNAME"]}


@app.get("/api/statistics")
async def statistics():
    return read()


@app.get("/healthz")
async def healthz():
    return {"status": "ok"}
