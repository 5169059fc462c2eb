package main

import (
	"fmt"
	"strings"
)

// options are what the command line of `server` can say. It is the command line that whoever starts a k3s node would
// use: what has a meaning here is heeded, what is about parts that this node does not have is ignored and named, and
// what nobody knows is refused.
type options struct {
	names     []string            // further names and addresses of the API server's certificate
	nodeName  string              // empty: the host's name
	labels    []string            // further labels of the node
	disabled  map[string]bool     // add-ons that are not wanted
	arguments map[string][]string // further arguments, by program
	ignored   []string            // flags that mean nothing here
	// withoutPolicies leaves NetworkPolicies to themselves.
	withoutPolicies bool
}

// programFlags hand arguments on, as k3s does: --kubelet-arg=max-pods=50.
var programFlags = map[string]string{
	"kube-apiserver-arg":          "kube-apiserver",
	"kube-controller-manager-arg": "kube-controller-manager",
	"kube-scheduler-arg":          "kube-scheduler",
	"kubelet-arg":                 "kubelet",
	"kube-proxy-arg":              "kube-proxy",
}

// meaninglessSwitches take no value, meaninglessSettings do.
var (
	meaninglessSwitches = set("debug", "disable-cloud-controller", "disable-helm-controller",
		"embedded-registry", "cluster-init")
	meaninglessSettings = set("write-kubeconfig-mode", "flannel-backend", "snapshotter", "token", "v")
)

func parseOptions(args []string) (*options, error) {
	parsed := &options{disabled: map[string]bool{}, arguments: map[string][]string{}}
	for len(args) > 0 {
		name, value, hasValue := strings.Cut(strings.TrimLeft(args[0], "-"), "=")
		if !strings.HasPrefix(args[0], "-") {
			return nil, fmt.Errorf("server takes flags only, not %q", args[0])
		}
		args = args[1:]
		if meaninglessSwitches[name] {
			parsed.ignored = append(parsed.ignored, "--"+name)
			continue
		}
		if name == "disable-network-policy" && !hasValue {
			parsed.withoutPolicies = true
			continue
		}
		if !hasValue {
			if len(args) == 0 {
				return nil, fmt.Errorf("--%s: unknown, or without its value", name)
			}
			value, args = args[0], args[1:]
		}
		if err := parsed.set(name, value); err != nil {
			return nil, err
		}
	}
	return parsed, nil
}

func (o *options) set(name, value string) error {
	if program, ok := programFlags[name]; ok {
		o.arguments[program] = append(o.arguments[program], "--"+strings.TrimLeft(value, "-"))
		return nil
	}
	switch {
	case name == "tls-san":
		o.names = append(o.names, list(value)...)
	case name == "node-name":
		o.nodeName = value
	case name == "node-label":
		o.labels = append(o.labels, list(value)...)
	case name == "disable":
		for _, addOn := range list(value) {
			o.disabled[addOn] = true
		}
	case meaninglessSettings[name]:
		o.ignored = append(o.ignored, "--"+name)
	default:
		return fmt.Errorf("--%s: this node knows no such flag", name)
	}
	return nil
}

// list splits a value at its commas, and leaves out what is empty.
func list(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
}

func set(names ...string) map[string]bool {
	members := make(map[string]bool, len(names))
	for _, name := range names {
		members[name] = true
	}
	return members
}
