package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

func asked() controller.ProvisionOptions {
	policy, mode := v1.PersistentVolumeReclaimDelete, v1.PersistentVolumeFilesystem
	return controller.ProvisionOptions{
		StorageClass: &storagev1.StorageClass{ReclaimPolicy: &policy},
		PVName:       "pvc-1",
		PVC: &v1.PersistentVolumeClaim{
			ObjectMeta: metav1.ObjectMeta{Namespace: "lab", Name: "data-web-0"},
			Spec: v1.PersistentVolumeClaimSpec{
				AccessModes: []v1.PersistentVolumeAccessMode{v1.ReadWriteOnce},
				VolumeMode:  &mode,
				Resources: v1.VolumeResourceRequirements{
					Requests: v1.ResourceList{v1.ResourceStorage: resource.MustParse("1Mi")},
				},
			},
		},
		SelectedNodeName: "node",
	}
}

func TestVolumeIsAFolderForAnyUserOnTheChosenNode(t *testing.T) {
	volumes, err := newFolders(filepath.Join(t.TempDir(), "storage"))
	if err != nil {
		t.Fatal(err)
	}
	volume, _, err := volumes.Provision(context.Background(), asked())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(volumes.base, "pvc-1_lab_data-web-0")
	if volume.Spec.Local.Path != path {
		t.Errorf("path is %s, want %s", volume.Spec.Local.Path, path)
	}
	made, err := os.Stat(path)
	if err != nil || made.Mode().Perm() != 0o777 {
		t.Errorf("%v, %v, want a folder with mode 0777", made, err)
	}
	host := volume.Spec.NodeAffinity.Required.NodeSelectorTerms[0].MatchExpressions[0].Values[0]
	if host != "node" {
		t.Errorf("volume is on %s", host)
	}
	if err := volumes.Delete(context.Background(), volume); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	block := v1.PersistentVolumeBlock
	for want, change := range map[string]func(*controller.ProvisionOptions){
		"no node was chosen": func(o *controller.ProvisionOptions) { o.SelectedNodeName = "" },
		"selector":           func(o *controller.ProvisionOptions) { o.PVC.Spec.Selector = &metav1.LabelSelector{} },
		"volumeMode Block":   func(o *controller.ProvisionOptions) { o.PVC.Spec.VolumeMode = &block },
		"only supports ReadWriteOnce": func(o *controller.ProvisionOptions) {
			o.PVC.Spec.AccessModes = []v1.PersistentVolumeAccessMode{v1.ReadWriteMany}
		},
	} {
		options := asked()
		change(&options)
		_, _, err := folders{t.TempDir()}.Provision(context.Background(), options)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want one about %q", err, want)
		}
	}
}

func TestNothingElsewhereIsDeleted(t *testing.T) {
	elsewhere := t.TempDir()
	volume := &v1.PersistentVolume{Spec: v1.PersistentVolumeSpec{
		PersistentVolumeSource: v1.PersistentVolumeSource{Local: &v1.LocalVolumeSource{Path: elsewhere}},
	}}
	if err := (folders{t.TempDir()}).Delete(context.Background(), volume); err == nil {
		t.Error("deleted a folder that is not a volume's")
	}
	if _, err := os.Stat(elsewhere); err != nil {
		t.Error(err)
	}
}
