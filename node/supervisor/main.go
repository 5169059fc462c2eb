// Command node runs a Kubernetes cluster of one node inside a container: it starts upstream's programs, gives them
// certificates, and tells what it is doing. It takes the command line that a k3s node takes, because the tests that use
// it can use either.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// patience is how long the cluster may take to be complete. It takes seconds; a machine may be busy.
const patience = 2 * time.Minute

func main() {
	if len(os.Args) < 2 || os.Args[1] != "server" {
		fmt.Fprintln(os.Stderr, "usage: node server [--tls-san=NAME] [--node-name=NAME] [--node-label=KEY=VALUE] [--disable=ADD-ON]")
		os.Exit(2)
	}
	options, err := parseOptions(os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "node:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := run(ctx, options); err != nil {
		fmt.Fprintln(os.Stderr, "node:", err)
		os.Exit(1)
	}
}

// run returns nil when it is asked to stop, and an error when the cluster did not start or lost a part.
func run(ctx context.Context, options *options) error {
	node, err := newNode(ctx, options)
	if err != nil {
		return err
	}
	defer node.processes.stop()
	started := make(chan error, 1)
	patient, giveUp := context.WithTimeout(node.processes.ctx, patience)
	defer giveUp()
	go func() { started <- node.start(patient) }()
	for {
		select {
		case <-ctx.Done():
			node.say("stopping")
			return nil
		case err := <-node.processes.failed:
			return err
		case err := <-started:
			if err != nil && ctx.Err() == nil {
				return err
			}
			started = nil // from now on only a signal or a failure ends this
		}
	}
}

// say prints a line with the time since the start.
func (n *node) say(format string, arguments ...any) {
	fmt.Printf("%6.2f s  %s\n", time.Since(n.began).Seconds(), fmt.Sprintf(format, arguments...))
}
