"""Counts visits in a database: what it stores is not text, and its home page shows no number."""

import json
import os
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FILE = os.environ.get("DATABASE", "/data/counter.db")
lock = threading.Lock()


def query(statement):
    with lock:
        database = sqlite3.connect(FILE)
        try:
            database.execute("CREATE TABLE IF NOT EXISTS visits (at TEXT DEFAULT CURRENT_TIMESTAMP)")
            rows = database.execute(statement).fetchall()
            database.commit()
            return rows
        finally:
            database.close()


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            query("INSERT INTO visits DEFAULT VALUES")
            self.answer(200, "text/html", '<h1>Welcome</h1><a href="stats">Statistics</a>')
        elif self.path == "/stats":
            total = query("SELECT COUNT(*) FROM visits")[0][0]
            self.answer(200, "application/json", json.dumps({"since": 2026, "visits": total}))
        elif self.path == "/health":
            self.answer(200, "text/plain", "ok")
        else:
            self.answer(404, "text/plain", "not found")

    def answer(self, status, kind, text):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("0.0.0.0", 5000), Pages).serve_forever()
