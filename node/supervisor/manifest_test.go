package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestManifestsOfAllAddOns(t *testing.T) {
	for _, addOn := range addOns {
		text, err := os.ReadFile(filepath.Join("../rootfs", manifestsFolder, addOn.manifests))
		if err != nil {
			t.Fatal(err)
		}
		manifests, err := parseManifests(string(text))
		if err != nil {
			t.Errorf("%s: %v", addOn.manifests, err)
		}
		var deployments []string
		for _, manifest := range manifests {
			if manifest.name == "" {
				t.Errorf("%s: a %s without a name", addOn.manifests, manifest.kind)
			}
			if manifest.kind == "Deployment" {
				deployments = append(deployments, manifest.name)
			}
		}
		if strings.Join(deployments, " ") != addOn.deployment {
			t.Errorf("%s has the Deployments %q, not %q", addOn.manifests, deployments, addOn.deployment)
		}
	}
}

func TestManifestGoesWhereItsKindLives(t *testing.T) {
	manifests, err := parseManifests("kind: Service\nmetadata:\n  name: kube-dns\n  namespace: kube-system\n" +
		"---\nkind: StorageClass\nmetadata:\n  name: local-path\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"/api/v1/namespaces/kube-system/services", "/apis/storage.k8s.io/v1/storageclasses"}
	for i, path := range want {
		if manifests[i].path != path {
			t.Errorf("%s %s goes to %s, not %s", manifests[i].kind, manifests[i].name, manifests[i].path, path)
		}
	}
}

func TestManifestsThatAreRefused(t *testing.T) {
	for text, complaint := range map[string]string{
		"kind: CronJob\nmetadata:\n  name: x\n":                        "CronJob",
		"kind: ConfigMap\nmetadata:\n  name: x\n":                      "namespace",
		"metadata:\n  name: x\n":                                       `""`,
		"kind: StorageClass\nmetadata:\n  name: x\n---\nnonsense: 1\n": `""`,
	} {
		if _, err := parseManifests(text); err == nil || !strings.Contains(err.Error(), complaint) {
			t.Errorf("%q: the error is %v, and should contain %s", text, err, complaint)
		}
	}
}
