package main

import (
	"context"
	"testing"
	"time"

	v1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/cache"
)

var app = map[string]string{"app": "web"}

func pod(address string, phase v1.PodPhase, labels map[string]string) *v1.Pod {
	return &v1.Pod{
		ObjectMeta: metav1.ObjectMeta{Labels: labels},
		Status:     v1.PodStatus{PodIP: address, Phase: phase},
	}
}

// asked tells what was asked for since it was last called.
func asked(requests requests) string {
	select {
	case <-requests.now:
		return "now"
	default:
	}
	select {
	case <-requests.later:
		return "later"
	default:
		return ""
	}
}

func TestAPodThatChangesAsksForRulesWhereTheyWouldBeOthers(t *testing.T) {
	running := pod("10.42.0.2", v1.PodRunning, app)
	for name, test := range map[string]struct {
		before, after *v1.Pod
		asks          string
	}{
		"another phase":        {running, pod("10.42.0.2", v1.PodPending, app), ""},
		"its address":          {pod("", v1.PodPending, app), running, "now"},
		"another address":      {running, pod("10.42.0.3", v1.PodRunning, app), "now"},
		"other labels":         {running, pod("10.42.0.2", v1.PodRunning, nil), "now"},
		"its end":              {running, pod("10.42.0.2", v1.PodSucceeded, app), "later"},
		"its failure":          {running, pod("10.42.0.2", v1.PodFailed, app), "later"},
		"no address yet":       {pod("", v1.PodPending, nil), pod("", v1.PodPending, app), ""},
		"labels after its end": {pod("10.42.0.2", v1.PodFailed, nil), pod("10.42.0.2", v1.PodFailed, app), ""},
	} {
		requests := newRequests()
		requests.podHandler().OnUpdate(test.before, test.after)
		if got := asked(requests); got != test.asks {
			t.Errorf("%s: asks for rules %q, not %q", name, got, test.asks)
		}
	}
}

func TestAPodAsksForRulesAtOnceAndForItsRemovalLater(t *testing.T) {
	requests := newRequests()
	pods := requests.podHandler()
	expect := func(what, want string) {
		t.Helper()
		if got := asked(requests); got != want {
			t.Errorf("%s asks for rules %q, not %q", what, got, want)
		}
	}
	pods.OnAdd(pod("", v1.PodPending, app), false)
	expect("a pod that nobody can reach", "")
	pods.OnAdd(pod("10.42.0.2", v1.PodRunning, app), false)
	expect("a pod with an address", "now")
	pods.OnDelete(pod("10.42.0.2", v1.PodRunning, app))
	expect("a pod that is gone", "later")
	pods.OnDelete(pod("10.42.0.2", v1.PodSucceeded, app))
	expect("a pod that had ended before", "")
	pods.OnDelete(cache.DeletedFinalStateUnknown{})
	expect("a deletion that was missed", "later")
}

func TestAPolicyIsEnforcedAtOnceWherePodsAre(t *testing.T) {
	requests := newRequests()
	policies := requests.scopeHandler(
		func(object metav1.Object) bool { return object.GetNamespace() == "with-pods" }, sameGeneration)
	policy := func(namespace string, generation int64) *networking.NetworkPolicy {
		return &networking.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Generation: generation}}
	}
	for name, test := range map[string]struct {
		happens func()
		asks    string
	}{
		"one for no pods yet":      {func() { policies.OnAdd(policy("empty", 1), false) }, ""},
		"one for pods":             {func() { policies.OnAdd(policy("with-pods", 1), false) }, "now"},
		"another rule for pods":    {func() { policies.OnUpdate(policy("with-pods", 1), policy("with-pods", 2)) }, "now"},
		"no other rule":            {func() { policies.OnUpdate(policy("with-pods", 2), policy("with-pods", 2)) }, ""},
		"the end of one for pods":  {func() { policies.OnDelete(policy("with-pods", 2)) }, "now"},
		"the end of one for none":  {func() { policies.OnDelete(policy("empty", 2)) }, "later"},
		"an end that was missed":   {func() { policies.OnDelete(cache.DeletedFinalStateUnknown{}) }, "later"},
		"another rule for no pods": {func() { policies.OnUpdate(policy("empty", 1), policy("empty", 2)) }, "later"},
	} {
		test.happens()
		if got := asked(requests); got != test.asks {
			t.Errorf("%s: asks for rules %q, not %q", name, got, test.asks)
		}
	}
}

func TestWhatIsGoneIsTidiedUpWithTheNextChangeOrSoon(t *testing.T) {
	const tidying = 300 * time.Millisecond
	requests := newRequests()
	done := make(chan time.Time, 10)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go requests.serve(ctx, tidying, func() time.Duration { return leastInterval }, func() { done <- time.Now() })

	began := time.Now()
	ask(requests.later)
	if waited := (<-done).Sub(began); waited < tidying {
		t.Errorf("tidied up after %s, not %s", waited, tidying)
	}

	began = time.Now()
	ask(requests.later)
	time.Sleep(tidying / 10)
	ask(requests.now)
	if waited := (<-done).Sub(began); waited > tidying {
		t.Errorf("synchronized after %s: it waited for what can wait", waited)
	}
	select {
	case <-done:
		t.Error("tidied up twice")
	case <-time.After(2 * tidying):
	}
}

func TestTheMorePodsTheRarerAreAllRulesWritten(t *testing.T) {
	for pods, want := range map[int]time.Duration{0: leastInterval, 8: leastInterval, 40: time.Second, 1000: mostInterval} {
		if got := interval(pods); got != want {
			t.Errorf("%d pods: %s, not %s", pods, got, want)
		}
	}
}
