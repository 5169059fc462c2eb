package main

import (
	"slices"
	"testing"
)

func TestKubeletIsToldItsNameLabelsAndCgroup(t *testing.T) {
	own := kubeletArguments("lab", []string{"a=b", "c=d"}, "/docker/c0ffee", 8192)
	for _, want := range []string{
		"--hostname-override=lab", "--node-labels=a=b,c=d", "--cgroup-root=/docker/c0ffee", "--kube-reserved=pid=8192",
	} {
		if !slices.Contains(own, want) {
			t.Errorf("no %s in %q", want, own)
		}
	}
}

func TestFilesOfPrograms(t *testing.T) {
	if got := pkiFile("ca.crt"); got != "/run/statefulset-lab/pki/ca.crt" {
		t.Error(got)
	}
	if got := kubeconfigFile("kubelet"); got != "/run/statefulset-lab/kubelet.kubeconfig" {
		t.Error(got)
	}
}

func TestDisabledAddOnsAreNotWanted(t *testing.T) {
	node := &node{options: &options{disabled: set("coredns", "traefik")}}
	var names []string
	for _, addOn := range node.wantedAddOns() {
		names = append(names, addOn.name)
	}
	if want := []string{"", "local-storage"}; !slices.Equal(names, want) {
		t.Errorf("wanted are %q, not %q", names, want)
	}
}
