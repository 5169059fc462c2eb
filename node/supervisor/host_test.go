package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestOnlySettingsThatAreWrongAreWritten(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "right", "1\n")
	write(t, folder, "wrong", "0\n")
	if err := writeSettings(folder, map[string]string{"right": "1", "wrong": "1", "missing": "1"}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"right": "1\n", "wrong": "1"} {
		if got := read(t, folder, name); got != want {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "missing")); err == nil {
		t.Error("a setting that the kernel does not have was made")
	}
	if err := os.Mkdir(filepath.Join(folder, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if writeSettings(folder, map[string]string{"folder": "1"}) == nil {
		t.Error("a setting that can't be written was passed over")
	}
}

func TestMachineIDs(t *testing.T) {
	one, other := newMachineID(), newMachineID()
	if one == other || len(one) != 33 {
		t.Errorf("%q and %q", one, other)
	}
}

func write(t *testing.T, folder, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, folder, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
