package main

import (
	"context"
	"errors"
	"maps"
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
	"k8s.io/apimachinery/pkg/util/wait"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/flowcontrol"
)

const (
	serviceRange = "10.43.0.0/16"
	// synchronizationsPerSecond bounds the work that many changes make: each synchronization writes all rules.
	synchronizationsPerSecond = 5
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
	changes := make(chan struct{}, 1)
	if err := notify(factory, changes); err != nil {
		return err
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	run(ctx, controller, changes)
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

// notify tells of all changes that can change who may talk to whom. The controller's own handlers are left out: they
// ask for a synchronization each time that a pod's phase changes, which is twice as often.
func notify(factory informers.SharedInformerFactory, changes chan<- struct{}) error {
	changed := func() {
		select {
		case changes <- struct{}{}:
		default: // one is waiting already, and will see this change too
		}
	}
	_, ofPods := factory.Core().V1().Pods().Informer().AddEventHandler(handler(changed, func(before, after any) bool {
		return samePeer(before.(*v1.Pod), after.(*v1.Pod))
	}))
	_, ofNamespaces := factory.Core().V1().Namespaces().Informer().AddEventHandler(handler(changed, sameLabels))
	_, ofPolicies := factory.Networking().V1().NetworkPolicies().Informer().AddEventHandler(handler(changed, sameGeneration))
	return errors.Join(ofPods, ofNamespaces, ofPolicies)
}

func handler(changed func(), same func(before, after any) bool) cache.ResourceEventHandler {
	return cache.ResourceEventHandlerFuncs{
		AddFunc: func(added any) {
			if pod, ok := added.(*v1.Pod); !ok || pod.Status.PodIP != "" {
				changed()
			}
		},
		UpdateFunc: func(before, after any) {
			if !same(before, after) {
				changed()
			}
		},
		DeleteFunc: func(any) { changed() },
	}
}

// run synchronizes at once after a change, and again when more have come meanwhile.
func run(ctx context.Context, controller *netpol.NetworkPolicyController, changes <-chan struct{}) {
	heartbeats := make(chan *healthcheck.ControllerHeartbeat)
	go func() {
		for range heartbeats { // nobody asks how it is: when it fails, it ends the program
		}
	}()
	var running sync.WaitGroup
	running.Add(1)
	go controller.Run(heartbeats, ctx.Done(), &running)
	pace := flowcontrol.NewTokenBucketRateLimiter(synchronizationsPerSecond, 1)
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
			if pace.Wait(ctx) == nil {
				controller.RequestFullSync()
			}
		}
	}
}

// samePeer tells whether a pod is to policies what it was before.
func samePeer(before, after *v1.Pod) bool {
	return before.Status.PodIP == after.Status.PodIP &&
		hasEnded(before) == hasEnded(after) &&
		maps.Equal(before.Labels, after.Labels)
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
