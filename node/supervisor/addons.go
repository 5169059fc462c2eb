package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

const manifestsFolder = "/etc/statefulset-lab/manifests"

// addOn is what a cluster needs besides Kubernetes itself.
type addOn struct {
	name       string // as --disable knows it; empty: can't be left out
	manifests  string
	deployment string // whose pods do the work; empty: nobody's
}

// addOns are created in this order.
var addOns = []addOn{
	{manifests: "priorities.yaml"},
	{name: "coredns", manifests: "coredns.yaml", deployment: "coredns"},
	{name: "local-storage", manifests: "local-path.yaml", deployment: "local-path-provisioner"},
}

func (n *node) createAddOns(ctx context.Context, api *api) error {
	for _, addOn := range n.wantedAddOns() {
		text, err := os.ReadFile(filepath.Join(manifestsFolder, addOn.manifests))
		if err != nil {
			return err
		}
		manifests, err := parseManifests(string(text))
		if err != nil {
			return fmt.Errorf("%s: %w", addOn.manifests, err)
		}
		for _, manifest := range manifests {
			if err := api.create(ctx, manifest); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *node) awaitAddOns(ctx context.Context, api *api) error {
	for _, addOn := range n.wantedAddOns() {
		if addOn.deployment == "" {
			continue
		}
		if err := api.available(ctx, addOn.deployment); err != nil {
			return err
		}
		n.say("%s available", addOn.deployment)
	}
	return nil
}

func (n *node) wantedAddOns() []addOn {
	var wanted []addOn
	for _, addOn := range addOns {
		if addOn.name == "" || !n.options.disabled[addOn.name] {
			wanted = append(wanted, addOn)
		}
	}
	return wanted
}
