package main

import (
	"testing"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestOnlyWhatPoliciesSeeMakesAnotherPeer(t *testing.T) {
	pod := func(address string, phase v1.PodPhase, labels map[string]string) *v1.Pod {
		return &v1.Pod{
			ObjectMeta: metav1.ObjectMeta{Labels: labels},
			Status:     v1.PodStatus{PodIP: address, Phase: phase},
		}
	}
	app := map[string]string{"app": "web"}
	before := pod("10.42.0.2", v1.PodRunning, app)
	for name, test := range map[string]struct {
		after *v1.Pod
		same  bool
	}{
		"another phase":   {pod("10.42.0.2", v1.PodPending, app), true},
		"another address": {pod("10.42.0.3", v1.PodRunning, app), false},
		"other labels":    {pod("10.42.0.2", v1.PodRunning, nil), false},
		"its end":         {pod("10.42.0.2", v1.PodSucceeded, app), false},
		"its failure":     {pod("10.42.0.2", v1.PodFailed, app), false},
	} {
		if samePeer(before, test.after) != test.same {
			t.Errorf("%s: the same to policies is %v", name, !test.same)
		}
	}
}

func TestAPodWithoutAnAddressChangesNothing(t *testing.T) {
	changes := 0
	events := handler(func() { changes++ }, func(_, _ any) bool { return true })
	events.OnAdd(&v1.Pod{}, false)
	events.OnUpdate(&v1.Pod{}, &v1.Pod{})
	if changes != 0 {
		t.Errorf("%d changes by a pod that nobody can reach", changes)
	}
	events.OnAdd(&v1.Pod{Status: v1.PodStatus{PodIP: "10.42.0.2"}}, false)
	events.OnAdd(&v1.Namespace{}, false)
	events.OnDelete(&v1.Pod{})
	if changes != 3 {
		t.Errorf("%d changes, not 3", changes)
	}
}
