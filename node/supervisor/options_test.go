package main

import (
	"reflect"
	"strings"
	"testing"
)

func TestOptionsOfK3sContainer(t *testing.T) {
	parsed, err := parseOptions([]string{"--disable=traefik", "--tls-san=docker.example"})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"docker.example"}; !reflect.DeepEqual(parsed.names, want) {
		t.Errorf("names are %v, not %v", parsed.names, want)
	}
	if !parsed.disabled["traefik"] || parsed.disabled["coredns"] {
		t.Errorf("disabled are %v", parsed.disabled)
	}
}

func TestOptionsThatAreGivenInOtherWays(t *testing.T) {
	parsed, err := parseOptions([]string{
		"--tls-san", "one,two", "--tls-san=10.0.0.1",
		"--node-name", "lab", "--node-label=disk=fast", "--node-label", "zone=a,rack=b",
		"--disable=coredns,local-storage",
		"--kubelet-arg=max-pods=50", "--kubelet-arg", "--v=4",
		"--kube-apiserver-arg=feature-gates=MaxUnavailableStatefulSet=true",
		"--debug", "--write-kubeconfig-mode", "644", "--snapshotter=native", "--disable-network-policy",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := &options{
		names:    []string{"one", "two", "10.0.0.1"},
		nodeName: "lab",
		labels:   []string{"disk=fast", "zone=a", "rack=b"},
		disabled: set("coredns", "local-storage"),
		arguments: map[string][]string{
			"kubelet":        {"--max-pods=50", "--v=4"},
			"kube-apiserver": {"--feature-gates=MaxUnavailableStatefulSet=true"},
		},
		ignored:         []string{"--debug", "--write-kubeconfig-mode", "--snapshotter"},
		withoutPolicies: true,
	}
	if !reflect.DeepEqual(parsed, want) {
		t.Errorf("parsed %+v, not %+v", parsed, want)
	}
}

func TestOptionsThatAreRefused(t *testing.T) {
	for _, test := range []struct {
		arguments []string
		complaint string
	}{
		{[]string{"--datastore-endpoint=mysql://"}, "--datastore-endpoint"},
		{[]string{"--tls-san"}, "--tls-san"},
		{[]string{"--node-name=lab", "agent"}, `"agent"`},
		{[]string{"--no-such-switch"}, "--no-such-switch"},
		{[]string{""}, `""`},
	} {
		_, err := parseOptions(test.arguments)
		if err == nil || !strings.Contains(err.Error(), test.complaint) {
			t.Errorf("%q: the error is %v, and should name %s", test.arguments, err, test.complaint)
		}
	}
}
