"""Counts visits in memory and shows them on the page that counts, or, as any web app may, not at all."""

import itertools
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COUNTS = os.environ.get("COUNTS", "yes") == "yes"
visits = itertools.count(1)
scrapes = itertools.count(1)


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            self.answer(200, f"You are visitor {next(visits)}" if COUNTS else "Welcome")
        elif self.path == "/metrics":
            self.answer(200, f"# TYPE scrapes_total counter\nscrapes_total {next(scrapes)}\n")
        elif self.path == "/health":
            self.answer(200, "ok")
        else:
            self.answer(404, "not found")

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("0.0.0.0", 5000), Pages).serve_forever()
