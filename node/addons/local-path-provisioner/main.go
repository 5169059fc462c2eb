// Command local-path-provisioner makes volumes of folders of the node, with the names, the kind and the limits of
// Rancher's provisioner, which k3s brings. Rancher's starts a pod for each folder to be made or removed, so that it works
// for any number of nodes. This node is alone, so the folders are made here: two of five pods of a whole run were such.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

const (
	provisionerName = "rancher.io/local-path"
	// The same on the node and in the pod, which has it mounted.
	storageFolder = "/var/lib/rancher/k3s/storage"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	volumes, err := newFolders(storageFolder)
	if err != nil {
		return err
	}
	config, err := rest.InClusterConfig()
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	controller.NewProvisionController(ctx, client, provisionerName, volumes,
		controller.LeaderElection(false)).Run(ctx)
	return nil
}
