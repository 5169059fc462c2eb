package main

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
)

// imagesFolder holds image archives that every node of this image starts with, and those that somebody put there.
const imagesFolder = "/var/lib/rancher/k3s/agent/images"

// importImages waits for containerd, and gives it every archive of the folder.
func importImages(ctx context.Context) error {
	if err := poll(ctx, func() bool { return answers(containerdSocket) }); err != nil {
		return fmt.Errorf("waited for containerd: %w", err)
	}
	archives, err := filepath.Glob(imagesFolder + "/*.tar")
	if err != nil {
		return err
	}
	for _, archive := range archives {
		output, err := exec.CommandContext(ctx, "ctr", "-n", "k8s.io", "images", "import", archive).CombinedOutput()
		if err != nil {
			return fmt.Errorf("import of %s: %w: %s", archive, err, output)
		}
	}
	return nil
}

// answers tells whether a program listens on a socket.
func answers(socket string) bool {
	connection, err := net.Dial("unix", socket)
	if err != nil {
		return false
	}
	connection.Close()
	return true
}
