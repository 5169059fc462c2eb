package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

const cgroups = "/sys/fs/cgroup"

// prepareHost makes a container fit to have containers in it.
func prepareHost() error {
	// Volumes of pods must reach pods that are started later.
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_SHARED, ""); err != nil {
		return fmt.Errorf("mounts can't be shared; is the container privileged? %w", err)
	}
	if _, err := os.Stat("/dev/kmsg"); err != nil {
		return fmt.Errorf("the kubelet needs /dev/kmsg; is the container privileged, or was it given the device? %w", err)
	}
	if err := os.WriteFile("/etc/machine-id", []byte(newMachineID()), 0o444); err != nil {
		return err
	}
	if err := writeSettings("/proc/sys/net", map[string]string{
		"ipv4/ip_forward": "1",
		// Where the kernel has it: traffic between pods of one bridge passes the rules for Services.
		"bridge/bridge-nf-call-iptables": "1",
	}); err != nil {
		return err
	}
	return masquerade()
}

// newMachineID tells this node from all others that were made of the same image.
func newMachineID() string {
	var id [16]byte
	rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:]) + "\n"
}

// writeSettings sets kernel settings to what they should be. A setting that is right already may be read-only, and one
// that the kernel does not have can't matter.
func writeSettings(folder string, settings map[string]string) error {
	for name, wanted := range settings {
		file := filepath.Join(folder, name)
		actual, err := os.ReadFile(file)
		if errors.Is(err, os.ErrNotExist) || strings.TrimSpace(string(actual)) == wanted {
			continue
		}
		if err := os.WriteFile(file, []byte(wanted), 0o644); err != nil {
			return fmt.Errorf("%s must be %s; is the container privileged? %w", file, wanted, err)
		}
	}
	return nil
}

// masquerade lets pods talk to what is outside of the cluster. One rule here spares each pod a chain of its own.
func masquerade() error {
	rule := strings.Fields("-t nat -A POSTROUTING -s 10.42.0.0/16 ! -d 10.42.0.0/16 -j MASQUERADE")
	output, err := exec.Command("iptables", rule...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("iptables: %w: %s", err, output)
	}
	return nil
}

// prepareCgroup returns the cgroup below which pods belong: the container's own, so that an engine that removes the
// container removes theirs too.
func prepareCgroup() (string, error) {
	memberships, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return "", err
	}
	_, err = os.Stat(filepath.Join(cgroups, "cgroup.controllers"))
	unified := err == nil
	controller, mount := "memory", filepath.Join(cgroups, "memory")
	if unified {
		controller, mount = "", cgroups
	}
	group := membership(string(memberships), controller)
	if _, err := os.Stat(filepath.Join(mount, group)); err != nil {
		group = "/" // a namespace of its own hides what is above
	}
	if unified {
		return group, makeRoom(filepath.Join(mount, group))
	}
	return group, nil
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
	leaf := filepath.Join(group, "node")
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

// addresses are those by which the node can be reached from outside of it.
func addresses() ([]string, error) {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil, err
	}
	var found []string
	for _, address := range all {
		if network, ok := address.(*net.IPNet); ok && !network.IP.IsLinkLocalUnicast() {
			found = append(found, network.IP.String())
		}
	}
	return found, nil
}
