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

const fenceFile = "/etc/statefulset-lab/fence.nft"

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
		// Where the kernel has it: traffic between pods of one bridge passes the rules for Services and of policies.
		"bridge/bridge-nf-call-iptables":  "1",
		"bridge/bridge-nf-call-ip6tables": "1",
	}); err != nil {
		return err
	}
	return putUpFence()
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

// putUpFence keeps pods from the node and from what is outside of the cluster.
func putUpFence() error {
	output, err := exec.Command("nft", "--file", fenceFile).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s was refused; does the kernel have nf_tables? %w: %s", fenceFile, err, output)
	}
	return nil
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
