#!/usr/bin/env python3
"""Classroom 50's autograder: grades the chart of the checkout with statefulset-lab.

Put it into the assignment's folder of autograders, with {"runs-on": "ubuntu-latest", "java": "17"} as the
assignment's runtime and no container: the cluster's node is a container of the runner's own Docker.

It leaves result.json and release-body.md in the checkout and tells the runner status and summary. A fault of
the grader ends with a status other than 0 and leaves no result, so that the earlier score stays.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

CHART = os.environ.get("LAB_CHART", "")
RUBRIC = os.environ.get("LAB_RUBRIC", "")
REPOSITORY = os.environ.get("LAB_REPOSITORY", "https://github.com/statefulset-lab/statefulset-lab.git")
REF = os.environ.get("LAB_REF", "main")

# Classroom 50 ends the whole job after 15 minutes.
MINUTES = "10"


def harness(scratch: pathlib.Path) -> pathlib.Path:
    installed = os.environ.get("LAB_HARNESS")
    if installed:
        return pathlib.Path(installed)
    folder = scratch / "statefulset-lab"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", "--branch", REF, REPOSITORY, str(folder)], check=True
    )
    return folder


def find_chart(folder: pathlib.Path) -> str:
    if CHART:
        return CHART
    found = subprocess.run([str(folder / "ci" / "chart"), "."], check=False, capture_output=True, text=True)
    return found.stdout.rstrip("\n")


def grade(folder: pathlib.Path, chart: str, reports: pathlib.Path) -> int:
    command = [str(folder / "lab"), "grade", chart, "--format", "classroom50", "--time-limit", MINUTES]
    command += ["--reports", str(reports)]
    if RUBRIC:
        command += ["--rubric", RUBRIC]
    return subprocess.run(command, check=False).returncode


def publish(results: pathlib.Path) -> None:
    shutil.copyfile(results / "result.json", "result.json")
    shutil.copyfile(results / "release-body.md", "release-body.md")
    output = os.environ.get("GITHUB_OUTPUT")
    if output:
        with open(output, "a", encoding="utf-8") as sink:
            sink.write((results / "outputs").read_text(encoding="utf-8"))


def no_chart() -> None:
    """A result without tests would be a green tick."""
    environment = os.environ
    test = {"test-name": "The repository has a chart", "passed": False, "score": 0, "max-score": 100}
    result = {
        "schema": "classroom50/result/v1",
        "classroom": environment["CLASSROOM"],
        "assignment": environment["ASSIGNMENT"],
        "assignment_type": environment.get("ASSIGNMENT_TYPE", "individual"),
        "owner": environment.get("OWNER") or environment["USERNAME"],
        "submission": environment["SUBMISSION_TAG"],
        "commit": environment["COMMIT_URL"],
        "release": environment["RELEASE_URL"],
        "review": environment.get("REVIEW_URL") or environment["COMMIT_URL"],
        "datetime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "score": 0,
        "max-score": 100,
        "tests": [test],
    }
    pathlib.Path("result.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    # What a student put there is no result.
    for name in ("result.json", "release-body.md"):
        pathlib.Path(name).unlink(missing_ok=True)
    scratch = pathlib.Path(tempfile.mkdtemp(dir=os.environ.get("RUNNER_TEMP") or None))
    reports = scratch / "reports"
    folder = harness(scratch)
    chart = find_chart(folder)
    if not chart:
        no_chart()
        return 0
    status = grade(folder, chart, reports)
    results = sorted(reports.glob("*/classroom50/result.json"))
    if status != 0 or len(results) != 1:
        print("statefulset-lab: there is no grade; the earlier score stays.", file=sys.stderr)
        return status or 3
    publish(results[0].parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
