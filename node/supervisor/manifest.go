package main

import (
	"fmt"
	"regexp"
	"strings"
)

// manifest is one object as YAML, and where in the API such objects are created.
type manifest struct {
	kind, name, path string
	body             []byte
}

// collections are where the kinds live that the node's own manifests use.
var collections = map[string]string{
	"ClusterRole":        "/apis/rbac.authorization.k8s.io/v1/clusterroles",
	"ClusterRoleBinding": "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
	"ConfigMap":          "/api/v1/namespaces/%s/configmaps",
	"Deployment":         "/apis/apps/v1/namespaces/%s/deployments",
	"PriorityClass":      "/apis/scheduling.k8s.io/v1/priorityclasses",
	"Service":            "/api/v1/namespaces/%s/services",
	"ServiceAccount":     "/api/v1/namespaces/%s/serviceaccounts",
	"StorageClass":       "/apis/storage.k8s.io/v1/storageclasses",
}

var (
	kindLine      = regexp.MustCompile(`(?m)^kind: (\S+)$`)
	nameLine      = regexp.MustCompile(`(?m)^  name: (\S+)$`)
	namespaceLine = regexp.MustCompile(`(?m)^  namespace: (\S+)$`)
)

// parseManifests splits a file into objects. It reads no more YAML than it takes to find where an object goes: the API
// server reads the rest.
func parseManifests(text string) ([]manifest, error) {
	var manifests []manifest
	for document := range strings.SplitSeq(text, "\n---\n") {
		kind, name := first(kindLine, document), first(nameLine, document)
		path, known := collections[kind]
		if !known {
			return nil, fmt.Errorf("manifest of kind %q: not among those that the node creates", kind)
		}
		if strings.Contains(path, "%s") {
			namespace := first(namespaceLine, document)
			if namespace == "" {
				return nil, fmt.Errorf("%s %s: a namespace is missing", kind, name)
			}
			path = fmt.Sprintf(path, namespace)
		}
		manifests = append(manifests, manifest{kind, name, path, []byte(document)})
	}
	return manifests, nil
}

func first(pattern *regexp.Regexp, text string) string {
	if found := pattern.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	return ""
}
