package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// folders makes a folder for each volume, all in one place. Whoever knows a folder's name may enter it, and nobody but
// root can list them.
type folders struct{ base string }

var _ controller.Provisioner = folders{}

func newFolders(base string) (folders, error) {
	if err := os.MkdirAll(base, 0o701); err != nil {
		return folders{}, err
	}
	return folders{base}, os.Chmod(base, 0o701)
}

// Provision makes the folder of a claim's volume. What Rancher's provisioner refuses is refused here too.
func (f folders) Provision(
	_ context.Context, options controller.ProvisionOptions,
) (*v1.PersistentVolume, controller.ProvisioningState, error) {
	if err := possible(options); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	claim := options.PVC
	path := filepath.Join(f.base, strings.Join([]string{options.PVName, claim.Namespace, claim.Name}, "_"))
	if err := makeFolder(path); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	return &v1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: options.PVName},
		Spec: v1.PersistentVolumeSpec{
			PersistentVolumeReclaimPolicy: *options.StorageClass.ReclaimPolicy,
			AccessModes:                   claim.Spec.AccessModes,
			VolumeMode:                    claim.Spec.VolumeMode,
			Capacity:                      v1.ResourceList{v1.ResourceStorage: claim.Spec.Resources.Requests[v1.ResourceStorage]},
			PersistentVolumeSource:        v1.PersistentVolumeSource{Local: &v1.LocalVolumeSource{Path: path}},
			NodeAffinity:                  onlyOn(options.SelectedNodeName),
		},
	}, controller.ProvisioningFinished, nil
}

func possible(options controller.ProvisionOptions) error {
	spec := options.PVC.Spec
	switch {
	case options.SelectedNodeName == "":
		return errors.New("no node was chosen: the class needs volumeBindingMode WaitForFirstConsumer")
	case spec.Selector != nil:
		return errors.New("a claim with a selector is not supported")
	case spec.VolumeMode != nil && *spec.VolumeMode != v1.PersistentVolumeFilesystem:
		return fmt.Errorf("volumeMode %s is not supported", *spec.VolumeMode)
	}
	if slices.ContainsFunc(spec.AccessModes, func(mode v1.PersistentVolumeAccessMode) bool {
		return mode != v1.ReadWriteOnce && mode != v1.ReadWriteOncePod
	}) {
		return errors.New("NodePath only supports ReadWriteOnce and ReadWriteOncePod (1.22+) access modes")
	}
	return nil
}

// makeFolder is done well when the folder is there: the controller tries again what was cut short.
func makeFolder(path string) error {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return err
	}
	return os.Chmod(path, 0o777) // for any user, whatever the umask
}

func onlyOn(node string) *v1.VolumeNodeAffinity {
	return &v1.VolumeNodeAffinity{Required: &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{{
		MatchExpressions: []v1.NodeSelectorRequirement{
			{Key: v1.LabelHostname, Operator: v1.NodeSelectorOpIn, Values: []string{node}},
		},
	}}}}
}

// Delete removes the folder of a volume, and nothing that is elsewhere.
func (f folders) Delete(_ context.Context, volume *v1.PersistentVolume) error {
	if volume.Spec.Local == nil || filepath.Dir(volume.Spec.Local.Path) != f.base {
		return fmt.Errorf("volume %s is not a folder in %s", volume.Name, f.base)
	}
	return os.RemoveAll(volume.Spec.Local.Path)
}
