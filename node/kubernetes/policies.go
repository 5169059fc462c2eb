package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/cloudnativelabs/kube-router/v2/pkg/controllers/netpol"
	"github.com/cloudnativelabs/kube-router/v2/pkg/healthcheck"
	"github.com/cloudnativelabs/kube-router/v2/pkg/options"
	"github.com/spf13/cobra"
	v1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/wait"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

const (
	serviceRange = "10.43.0.0/16"
	// leastInterval, perPod and mostInterval bound the work that many changes make. Each synchronization writes the rules
	// of all pods, so the more there are, the longer the next one waits for changes to add up.
	leastInterval = 200 * time.Millisecond
	perPod        = 25 * time.Millisecond
	mostInterval  = 2 * time.Second
	// tidying is how long rules may stay that nothing needs any more: those of pods that are gone.
	tidying = 2 * time.Second
	// nodeInterval is how often a node is asked for that is not registered yet.
	nodeInterval = 100 * time.Millisecond
)

// newNetworkPoliciesCommand enforces NetworkPolicies by kube-router's controller, which k3s embeds as well.
func newNetworkPoliciesCommand() *cobra.Command {
	var kubeconfig, node string
	command := &cobra.Command{
		Use:  "network-policies",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return runNetworkPolicies(genericapiserver.SetupSignalContext(), kubeconfig, node)
		},
		SilenceUsage: true,
	}
	command.Flags().StringVar(&kubeconfig, "kubeconfig", "", "how to reach the API server")
	command.Flags().StringVar(&node, "hostname-override", "", "name of the node")
	return command
}

func runNetworkPolicies(ctx context.Context, kubeconfig, node string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	if err := awaitNode(ctx, client, node); err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, informers.WithTransform(withoutManagedFields))
	controller, err := newPolicyController(client, factory, node)
	if err != nil {
		return err
	}
	requests := newRequests()
	if err := notify(factory, requests); err != nil {
		return err
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	pods := factory.Core().V1().Pods().Lister()
	run(ctx, controller, requests, func() time.Duration { return interval(peers(pods)) })
	return nil
}

// awaitNode returns when the node is registered: the controller reads its address once.
func awaitNode(ctx context.Context, client kubernetes.Interface, name string) error {
	return wait.PollUntilContextCancel(ctx, nodeInterval, true, func(ctx context.Context) (bool, error) {
		node, err := client.CoreV1().Nodes().Get(ctx, name, metav1.GetOptions{})
		return err == nil && len(node.Status.Addresses) > 0, nil
	})
}

func newPolicyController(
	client kubernetes.Interface, factory informers.SharedInformerFactory, node string,
) (*netpol.NetworkPolicyController, error) {
	config := options.NewKubeRouterConfig()
	config.EnableIPv4 = true
	config.ClusterIPCIDRs = []string{serviceRange}
	config.HostnameOverride = node
	tables, sets, err := netpol.NewIPTablesHandlers(config)
	if err != nil {
		return nil, err
	}
	for family, handler := range tables {
		tables[family] = remember(handler, time.Now)
	}
	return netpol.NewNetworkPolicyController(client, config,
		factory.Core().V1().Pods().Informer(),
		factory.Networking().V1().NetworkPolicies().Informer(),
		factory.Core().V1().Namespaces().Informer(),
		&sync.Mutex{}, tables, sets)
}

// requests are what asks for a synchronization.
type requests struct {
	now   chan struct{} // somebody may reach or send what they may not, or not what they may
	later chan struct{} // there are rules of what is gone
}

func newRequests() requests {
	return requests{now: make(chan struct{}, 1), later: make(chan struct{}, 1)}
}

func ask(request chan<- struct{}) {
	select {
	case request <- struct{}{}:
	default: // one is waiting already, and will see this change too
	}
}

// notify tells of all changes that can change who may talk to whom. The controller's own handlers are left out: they
// ask for a synchronization each time that a pod's phase changes, which is twice as often.
func notify(factory informers.SharedInformerFactory, requests requests) error {
	pods := factory.Core().V1().Pods()
	_, ofPods := pods.Informer().AddEventHandler(requests.podHandler())
	populated := func(namespace string) bool { return hasPeers(pods.Lister(), namespace) }
	_, ofNamespaces := factory.Core().V1().Namespaces().Informer().AddEventHandler(requests.scopeHandler(
		func(object metav1.Object) bool { return populated(object.GetName()) }, sameLabels))
	_, ofPolicies := factory.Networking().V1().NetworkPolicies().Informer().AddEventHandler(requests.scopeHandler(
		func(object metav1.Object) bool { return populated(object.GetNamespace()) }, sameGeneration))
	return errors.Join(ofPods, ofNamespaces, ofPolicies)
}

// podHandler asks for rules as soon as a pod can be reached, and for what is left of it to be taken away some time after
// it can't: its rules hold nobody up, and its address is the last that another pod is given.
func (r requests) podHandler() cache.ResourceEventHandler {
	return cache.ResourceEventHandlerFuncs{
		AddFunc: func(added any) {
			if isPeer(added.(*v1.Pod)) {
				ask(r.now)
			}
		},
		UpdateFunc: func(before, after any) {
			was, is := before.(*v1.Pod), after.(*v1.Pod)
			switch {
			case isPeer(is) && !(isPeer(was) && samePeer(was, is)):
				ask(r.now)
			case isPeer(was) && !isPeer(is):
				ask(r.later)
			}
		},
		DeleteFunc: func(deleted any) {
			if pod, known := deleted.(*v1.Pod); !known || isPeer(pod) {
				ask(r.later)
			}
		},
	}
}

// scopeHandler asks for rules as soon as a policy or a namespace changes that pods are in. Where there are none yet, the
// first that gets an address asks for them.
func (r requests) scopeHandler(populated func(metav1.Object) bool, same func(before, after any) bool) cache.ResourceEventHandler {
	changed := func(object any) {
		if known, ok := object.(metav1.Object); ok && populated(known) {
			ask(r.now)
		} else {
			ask(r.later)
		}
	}
	return cache.ResourceEventHandlerFuncs{
		AddFunc: func(added any) {
			if known, ok := added.(metav1.Object); ok && populated(known) {
				ask(r.now)
			}
		},
		UpdateFunc: func(before, after any) {
			if !same(before, after) {
				changed(after)
			}
		},
		DeleteFunc: changed,
	}
}

// run synchronizes at once after a change that somebody waits for, and again when more have come meanwhile; what is only
// to be tidied up waits for the next such change, but not for long.
func run(
	ctx context.Context, controller *netpol.NetworkPolicyController, requests requests, pace func() time.Duration,
) {
	heartbeats := make(chan *healthcheck.ControllerHeartbeat)
	go func() {
		for range heartbeats { // nobody asks how it is: when it fails, it ends the program
		}
	}()
	var running sync.WaitGroup
	running.Add(1)
	go controller.Run(heartbeats, ctx.Done(), &running)
	requests.serve(ctx, tidying, pace, controller.RequestFullSync)
}

// interval is how long one synchronization is to begin after another, where so many pods have rules.
func interval(pods int) time.Duration {
	return min(max(leastInterval, time.Duration(pods)*perPod), mostInterval)
}

func (r requests) serve(ctx context.Context, tidying time.Duration, pace func() time.Duration, synchronize func()) {
	var due <-chan time.Time
	var last time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.later:
			if due == nil {
				due = time.After(tidying)
			}
			continue
		case <-r.now:
		case <-due:
		}
		due = nil
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Until(last.Add(pace()))):
		}
		last = time.Now()
		synchronize()
	}
}

func peers(pods corelisters.PodLister) int {
	all, err := pods.List(labels.Everything())
	if err != nil {
		return 0
	}
	count := 0
	for _, pod := range all {
		if isPeer(pod) {
			count++
		}
	}
	return count
}

func hasPeers(pods corelisters.PodLister, namespace string) bool {
	all, err := pods.Pods(namespace).List(labels.Everything())
	return err != nil || slices.ContainsFunc(all, isPeer)
}

// isPeer tells whether policies speak of the pod: it has an address, and has not ended.
func isPeer(pod *v1.Pod) bool {
	return pod.Status.PodIP != "" && !hasEnded(pod)
}

// samePeer tells whether a pod is to policies what it was before, as long as it is a peer.
func samePeer(before, after *v1.Pod) bool {
	return before.Status.PodIP == after.Status.PodIP && maps.Equal(before.Labels, after.Labels)
}

func hasEnded(pod *v1.Pod) bool {
	return pod.Status.Phase == v1.PodSucceeded || pod.Status.Phase == v1.PodFailed
}

func sameLabels(before, after any) bool {
	return maps.Equal(before.(*v1.Namespace).Labels, after.(*v1.Namespace).Labels)
}

func sameGeneration(before, after any) bool {
	return before.(*networking.NetworkPolicy).Generation == after.(*networking.NetworkPolicy).Generation
}

// withoutManagedFields saves the memory of what takes most of it.
func withoutManagedFields(object any) (any, error) {
	if accessor, err := meta.Accessor(object); err == nil {
		accessor.SetManagedFields(nil)
	}
	return object, nil
}
