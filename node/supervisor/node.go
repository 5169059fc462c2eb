package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	logsFolder  = "/var/log/statefulset-lab"
	versionFile = "/etc/statefulset-lab/kubernetes-version"
)

// registeredLine is what those who start a k3s node wait for in its log.
const registeredLine = "Node controller sync successful"

// node is a cluster of one node that is being started.
type node struct {
	options   *options
	name      string
	began     time.Time
	processes *processes
}

func newNode(ctx context.Context, options *options) (*node, error) {
	name := options.nodeName
	if name == "" {
		host, err := os.Hostname()
		if err != nil {
			return nil, err
		}
		name = strings.ToLower(host)
	}
	if err := os.MkdirAll(logsFolder, 0o755); err != nil {
		return nil, err
	}
	if _, err := os.Stat(dataFolder + "/server/db"); err == nil {
		return nil, fmt.Errorf("this node has run before, and starts only once: remove the container and make a new one")
	}
	return &node{options, name, time.Now(), newProcesses(ctx, logsFolder)}, nil
}

// start returns when the cluster is complete. The order is that of what needs what; beyond that, what others wait for
// comes first, because all of them together have more to do than a small machine has cores.
func (n *node) start(ctx context.Context) error {
	n.say("statefulset-lab node %s: upstream Kubernetes %s", n.name, version())
	if len(n.options.ignored) > 0 {
		n.say("ignored, because nothing here corresponds to it: %s", strings.Join(n.options.ignored, " "))
	}
	groups, err := findHierarchy(cgroups)
	if err != nil {
		return err
	}
	if err := groups.settle(); err != nil { // before there are processes that it would have to chase
		return err
	}
	shield()
	steps := newSteps(ctx)
	if err := n.launch("etcd", etcdArguments()); err != nil {
		return err
	}
	api, err := n.startAPIServer()
	if err != nil {
		return err
	}
	if err := n.launch("containerd", nil); err != nil {
		return err
	}
	imported := make(chan struct{})
	steps.run(func(ctx context.Context) error {
		defer close(imported)
		return importImages(ctx)
	})
	if err := prepareHost(); err != nil {
		return err
	}
	if err := api.serving(ctx); err != nil {
		return err
	}
	n.say("API server answers")
	if err := n.startControllers(); err != nil {
		return err
	}
	steps.run(func(ctx context.Context) error { return n.createAddOns(ctx, api) })
	steps.run(func(ctx context.Context) error { return n.follow(ctx, api) })
	<-imported // a pod whose image is not there yet would be tried again much later
	if err := n.startKubelet(groups); err != nil {
		return err
	}
	return steps.wait()
}

func (n *node) startAPIServer() (*api, error) {
	own, err := addresses()
	if err != nil {
		return nil, err
	}
	hosts := slices.Concat([]string{n.name, "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
		"kubernetes.default.svc.cluster.local", "10.43.0.1"}, own, n.options.names)
	cluster, admin, err := writeSecrets(n.name, hosts)
	if err != nil {
		return nil, err
	}
	if err := n.launch("kube-apiserver", apiServerArguments()); err != nil {
		return nil, err
	}
	return newAPI(apiURL, cluster.PEM, admin)
}

func (n *node) startControllers() error {
	if err := n.launch("kube-controller-manager", controllerManagerArguments()); err != nil {
		return err
	}
	if err := n.launch("kube-scheduler", schedulerArguments()); err != nil {
		return err
	}
	if err := n.launch("kube-proxy", proxyArguments(n.name)); err != nil {
		return err
	}
	if n.options.withoutPolicies {
		n.say("NetworkPolicies are not enforced: --disable-network-policy")
		return nil
	}
	return n.launch("network-policies", policiesArguments(n.name))
}

func (n *node) startKubelet(groups *hierarchy) error {
	reserved, err := groups.reservedProcesses()
	if err != nil {
		return err
	}
	labels := append([]string{
		"statefulset-lab.io/node-image=upstream-kubernetes",
		"statefulset-lab.io/kubernetes-version=" + version(),
	}, n.options.labels...)
	return n.launch("kubelet", kubeletArguments(n.name, labels, groups.podsBelong(), reserved))
}

// launch starts a program with its arguments, and with what the command line adds to them.
func (n *node) launch(program string, arguments []string) error {
	return n.processes.start(program, append(arguments, n.options.arguments[program]...)...)
}

// follow tells how far the cluster is.
func (n *node) follow(ctx context.Context, api *api) error {
	if err := api.registered(ctx, n.name); err != nil {
		return err
	}
	n.say(registeredLine)
	if err := api.ready(ctx); err != nil {
		return err
	}
	n.say("API server ready")
	if err := api.nodeReady(ctx, n.name); err != nil {
		return err
	}
	n.say("node ready")
	if err := n.awaitAddOns(ctx, api); err != nil {
		return err
	}
	n.say("cluster complete")
	return nil
}

func version() string {
	text, err := os.ReadFile(versionFile)
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(text))
}

// steps run at the same time; the first that fails ends the others.
type steps struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	group  sync.WaitGroup
}

func newSteps(ctx context.Context) *steps {
	ctx, cancel := context.WithCancelCause(ctx)
	return &steps{ctx: ctx, cancel: cancel}
}

func (s *steps) run(step func(context.Context) error) {
	s.group.Go(func() {
		if err := step(s.ctx); err != nil {
			s.cancel(err)
		}
	})
}

func (s *steps) wait() error {
	s.group.Wait()
	return context.Cause(s.ctx)
}
