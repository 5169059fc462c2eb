package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
)

func TestMembership(t *testing.T) {
	const (
		separate = "11:cpu,cpuacct:/docker/c0ffee\n5:memory:/docker/c0ffee\n1:name=systemd:/other\n0::/system.slice\n"
		unified  = "0::/system.slice/docker-c0ffee.scope\n"
	)
	for _, test := range []struct{ memberships, controller, want string }{
		{separate, "memory", "/docker/c0ffee"},
		{separate, "cpuacct", "/docker/c0ffee"},
		{separate, "pids", "/"},
		{unified, "", "/system.slice/docker-c0ffee.scope"},
		{"0::/\n", "", "/"},
		{"", "memory", "/"},
		{"nonsense\n", "memory", "/"},
	} {
		if got := membership(test.memberships, test.controller); got != test.want {
			t.Errorf("membership(%q, %q) is %s, not %s", test.memberships, test.controller, got, test.want)
		}
	}
}

func TestControllersAreHandedOn(t *testing.T) {
	group := t.TempDir()
	write(t, group, "cgroup.procs", "1\n")
	write(t, group, "cgroup.controllers", "cpu memory pids\n")
	if err := makeRoom(group); err != nil {
		t.Fatal(err)
	}
	if got := read(t, group, "node/cgroup.procs"); got != "1" {
		t.Errorf("moved %q", got)
	}
	if got := read(t, group, "cgroup.subtree_control"); got != "+cpu +memory +pids" {
		t.Errorf("handed on %q", got)
	}
	if makeRoom(t.TempDir()) == nil {
		t.Error("made room in a folder that is no cgroup")
	}
}

func TestGroupsOfSeparateHierarchies(t *testing.T) {
	mount := t.TempDir()
	for _, controller := range []string{"cpu", "memory", "pids"} {
		if err := os.MkdirAll(filepath.Join(mount, controller, "docker", "c0ffee"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	groups := &hierarchy{mount, "4:cpu,cpuacct:/docker/c0ffee\n3:memory:/docker/c0ffee\n2:pids:/hidden\n", false}
	if got := groups.podsBelong(); got != "/docker/c0ffee" {
		t.Errorf("pods belong below %s", got)
	}
	if got, want := groups.folder("pids"), filepath.Join(mount, "pids"); got != want {
		t.Errorf("a hidden group is at %s, not %s", got, want)
	}
	if err := groups.settle(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(mount, "cpu/docker/c0ffee/node")); err != nil {
		t.Error(err)
	}
}

func TestTheNodesProgramsComeFirst(t *testing.T) {
	mount := t.TempDir()
	own := filepath.Join(mount, "cpu", ownGroup)
	if err := os.MkdirAll(own, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, own, "cpu.shares", "1024\n")
	write(t, own, "cgroup.procs", "")
	groups := &hierarchy{mount, "", false}
	if err := groups.settle(); err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, own, "cpu.shares"), strconv.Itoa(4096*runtime.NumCPU()); got != want {
		t.Errorf("shares are %s, not %s", got, want)
	}
	if got, want := read(t, own, "cgroup.procs"), strconv.Itoa(os.Getpid()); got != want {
		t.Errorf("%s is in the group, not %s", got, want)
	}
}

func TestAMachineThatDoesNotDivideProcessorTimeIsTakenAsItIs(t *testing.T) {
	groups := &hierarchy{t.TempDir(), "", false}
	if err := groups.settle(); err != nil {
		t.Error(err)
	}
}

func TestProcessesOfPods(t *testing.T) {
	for _, test := range []struct{ machine, container, want int }{
		{4_194_304, 60_416, 56_320}, // the container's limit, without what the node's programs need
		{32_768, 60_416, 24_576},    // a quarter of the machine's is everybody else's
		{32_768, 32_768, 24_576},    // no limit of the container's own
		{4_194_304, 1000, 500},      // a container that is too small for both
	} {
		if got := processesOfPods(test.machine, test.container); got != test.want {
			t.Errorf("of %d and %d, pods have %d, not %d", test.machine, test.container, got, test.want)
		}
	}
}

func TestNumbersInFiles(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "number", "32768\n")
	write(t, folder, "none", "max\n")
	if got, err := readNumber(filepath.Join(folder, "number")); got != 32768 || err != nil {
		t.Errorf("%d, %v", got, err)
	}
	for _, name := range []string{"none", "missing"} {
		if _, err := readNumber(filepath.Join(folder, name)); err == nil {
			t.Errorf("%s has a number", name)
		}
	}
}
