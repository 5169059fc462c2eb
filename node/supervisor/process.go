package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// grace is how long a program may take to end when it is asked to.
const grace = time.Second

// processes are the programs that the node consists of. They live and die together: a node that has lost one of them
// would only puzzle whoever is testing on it.
type processes struct {
	logs   string
	failed chan error
	wait   sync.WaitGroup
	ctx    context.Context
	cancel context.CancelFunc
}

func newProcesses(ctx context.Context, logs string) *processes {
	ctx, cancel := context.WithCancel(ctx)
	return &processes{logs: logs, failed: make(chan error, 1), ctx: ctx, cancel: cancel}
}

// start runs a program until all are stopped. What it prints goes to a file of its own.
func (p *processes) start(program string, args ...string) error {
	logFile := filepath.Join(p.logs, program+".log")
	log, err := os.Create(logFile)
	if err != nil {
		return err
	}
	command := exec.CommandContext(p.ctx, program, args...)
	command.Stdout, command.Stderr = log, log
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	command.WaitDelay = grace
	if err := command.Start(); err != nil {
		return fmt.Errorf("%s can't be started: %w", program, err)
	}
	p.wait.Go(func() {
		defer log.Close()
		err := command.Wait()
		if p.ctx.Err() != nil {
			return
		}
		if err == nil {
			err = errors.New("exit status 0")
		}
		select {
		case p.failed <- fmt.Errorf("%s ended: %w\n%s", program, err, tail(logFile, 20)):
		default: // another has already ended: that is what is told
		}
	})
	return nil
}

// stop ends all programs, and returns when they have ended.
func (p *processes) stop() {
	p.cancel()
	p.wait.Wait()
}

// tail is the end of a log file, for people who will have no other chance to see it.
func tail(file string, lines int) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	all := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	return string(bytes.Join(all[max(0, len(all)-lines):], []byte("\n")))
}
