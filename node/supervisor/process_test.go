package main

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"
)

func TestProgramThatEndsIsToldWithTheEndOfItsLog(t *testing.T) {
	for script, want := range map[string]string{
		"echo first; echo no such certificate >&2; exit 3": "exit status 3\nfirst\nno such certificate",
		"echo all is well": "exit status 0\nall is well",
	} {
		processes := newProcesses(t.Context(), t.TempDir())
		if err := processes.start("sh", "-c", script); err != nil {
			t.Fatal(err)
		}
		if err := <-processes.failed; !strings.Contains(err.Error(), want) {
			t.Errorf("told %q, not %q", err, want)
		}
		processes.stop()
	}
}

func TestProgramsAreStopped(t *testing.T) {
	processes := newProcesses(context.Background(), t.TempDir())
	for _, script := range []string{"exec sleep 60", "trap '' TERM; while :; do sleep 1; done"} {
		if err := processes.start("sh", "-c", script); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	processes.stop()
	if took := time.Since(began); took > 10*grace {
		t.Errorf("took %s", took)
	}
	select {
	case err := <-processes.failed:
		t.Errorf("a program that was stopped is told to have failed: %v", err)
	default:
	}
}

func TestProgramThatIsNotThere(t *testing.T) {
	processes := newProcesses(t.Context(), t.TempDir())
	if err := processes.start("no-such-program"); err == nil {
		t.Error("started")
	}
	processes.logs += "/missing"
	if err := processes.start("sh"); !os.IsNotExist(err) {
		t.Errorf("without a folder for logs: %v", err)
	}
}

func TestTail(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "log", "one\ntwo\nthree\n")
	for lines, want := range map[int]string{1: "three", 2: "two\nthree", 9: "one\ntwo\nthree"} {
		if got := tail(folder+"/log", lines); got != want {
			t.Errorf("the last %d lines are %q, not %q", lines, got, want)
		}
	}
}
