"""Tells the time in Moscow and counts who asked, in a file: the course's first app."""

import os
import threading
from datetime import datetime, timedelta, timezone

from flask import Flask

FILE = os.environ.get("VISITS_FILE", "/data/visits")
app = Flask(__name__)
lock = threading.Lock()


def visits():
    try:
        with open(FILE) as file:
            return int(file.read() or 0)
    except FileNotFoundError:
        return 0


@app.route("/")
def index():
    with lock:
        count = visits() + 1
        with open(FILE, "w") as file:
            file.write(str(count))
    return datetime.now(timezone(timedelta(hours=3))).strftime("%H:%M:%S")


@app.route("/visits")
def show():
    return f"Visits: {visits()}"


@app.route("/health")
def health():
    return "ok"


if __name__ == "__main__":
    app.run(host=os.environ.get("HOST", "0.0.0.0"), port=5000)
