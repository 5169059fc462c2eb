package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

const (
	cgroups = "/sys/fs/cgroup"
	// ownGroup is where the node's own programs are, beside the pods.
	ownGroup = "node"
	// ownProcesses is what the node's programs have at most, threads counted: ten programs, and a shim for each pod.
	ownProcesses = 4096
)

// hierarchy is the cgroup of this container, as it is seen from inside of it.
type hierarchy struct {
	mount       string
	memberships string
	unified     bool
}

func findHierarchy(mount string) (*hierarchy, error) {
	memberships, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return nil, err
	}
	_, err = os.Stat(filepath.Join(mount, "cgroup.controllers"))
	return &hierarchy{mount, string(memberships), err == nil}, nil
}

// podsBelong is the cgroup below which pods belong: the container's own, so that an engine that removes the container
// removes theirs too.
func (h *hierarchy) podsBelong() string {
	return h.group("memory")
}

func (h *hierarchy) group(controller string) string {
	if h.unified {
		controller = ""
	}
	group := membership(h.memberships, controller)
	if _, err := os.Stat(filepath.Join(h.mount, h.subtree(controller), group)); err != nil {
		return "/" // a namespace of its own hides what is above
	}
	return group
}

// folder is where the files of a controller are.
func (h *hierarchy) folder(controller string) string {
	return filepath.Join(h.mount, h.subtree(controller), h.group(controller))
}

func (h *hierarchy) subtree(controller string) string {
	if h.unified {
		return ""
	}
	return controller
}

// settle makes room for pods, and gives the node's programs four times the processor that all pods together get when both
// want more than there is: a node whose API server does not answer grades nobody.
func (h *hierarchy) settle() error {
	if h.unified {
		if err := makeRoom(h.folder("")); err != nil {
			return err
		}
		return writeIfThere(filepath.Join(h.folder(""), ownGroup, "cpu.weight"), min(10_000, 400*runtime.NumCPU()))
	}
	own := filepath.Join(h.folder("cpu"), ownGroup)
	err := os.Mkdir(own, 0o755)
	if errors.Is(err, os.ErrNotExist) {
		return nil // processor time is not divided by cgroups here
	}
	if err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("cgroups can't be made; are they mounted to be written? %w", err)
	}
	if err := writeIfThere(filepath.Join(own, "cpu.shares"), 4*1024*runtime.NumCPU()); err != nil {
		return err
	}
	return writeIfThere(filepath.Join(own, "cgroup.procs"), os.Getpid())
}

func writeIfThere(file string, value int) error {
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return os.WriteFile(file, []byte(strconv.Itoa(value)), 0o644)
}

// reservedProcesses is how many of the processes that the kubelet counts as the machine's are not for pods.
func (h *hierarchy) reservedProcesses() (int, error) {
	machine := 0
	for _, name := range []string{"pid_max", "threads-max"} {
		most, err := readNumber("/proc/sys/kernel/" + name)
		if err != nil {
			return 0, err
		}
		if machine == 0 || most < machine {
			machine = most
		}
	}
	container, err := readNumber(filepath.Join(h.folder("pids"), "pids.max"))
	if err != nil { // there is none at the top, and "max" is not a number
		container = machine
	}
	return machine - processesOfPods(machine, container), nil
}

// processesOfPods leaves enough of the container's processes to the node's programs, and a quarter of the machine's to
// whatever else runs there.
func processesOfPods(machine, container int) int {
	return min(max(container-ownProcesses, container/2), machine-machine/4)
}

func readNumber(file string) (int, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(text)))
}

// shield makes the kernel end pods' processes before the node's own when memory runs out. All programs inherit it. Many
// containers may not do that; then the limit of all pods' memory is what is left.
func shield() {
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("-998"), 0o644)
}

// membership finds a controller's line in /proc/self/cgroup. In the unified hierarchy there is one, and it names none.
func membership(memberships, controller string) string {
	for line := range strings.Lines(memberships) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) != 3 {
			continue
		}
		for name := range strings.SplitSeq(fields[1], ",") {
			if name == controller {
				return fields[2]
			}
		}
	}
	return "/"
}

// makeRoom moves all processes of a cgroup one level down: in the unified hierarchy, a group that hands controllers on
// has no processes of its own.
func makeRoom(group string) error {
	leaf := filepath.Join(group, ownGroup)
	if err := os.MkdirAll(leaf, 0o755); err != nil {
		return err
	}
	processes, err := os.ReadFile(filepath.Join(group, "cgroup.procs"))
	if err != nil {
		return err
	}
	for _, id := range strings.Fields(string(processes)) {
		err := os.WriteFile(filepath.Join(leaf, "cgroup.procs"), []byte(id), 0o644)
		if err != nil && !errors.Is(err, syscall.ESRCH) { // it may have ended by now
			return err
		}
	}
	controllers, err := os.ReadFile(filepath.Join(group, "cgroup.controllers"))
	if err != nil {
		return err
	}
	handedOn := "+" + strings.Join(strings.Fields(string(controllers)), " +")
	return os.WriteFile(filepath.Join(group, "cgroup.subtree_control"), []byte(handedOn), 0o644)
}
