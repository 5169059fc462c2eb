package main

import (
	"os"
	"path/filepath"
)

const (
	runFolder  = "/run/statefulset-lab"
	pkiFolder  = runFolder + "/pki"
	adminFile  = "/etc/rancher/k3s/k3s.yaml"
	dataFolder = "/var/lib/rancher/k3s"
)

// writeSecrets makes everything by which the programs know and trust one another, and returns the cluster's authority
// and the administrator's certificate.
func writeSecrets(node string, hosts []string) (*authority, *pair, error) {
	if err := os.MkdirAll(pkiFolder, 0o700); err != nil {
		return nil, nil, err
	}
	cluster, err := newAuthority("statefulset-lab")
	if err != nil {
		return nil, nil, err
	}
	front, err := newAuthority("statefulset-lab-front-proxy")
	if err != nil {
		return nil, nil, err
	}
	signingKey, err := newSigningKey()
	if err != nil {
		return nil, nil, err
	}
	for name, content := range map[string][]byte{
		"ca.crt": cluster.PEM, "front-proxy-ca.crt": front.PEM, "service-account.key": signingKey,
	} {
		if err := os.WriteFile(pkiFile(name), content, 0o600); err != nil {
			return nil, nil, err
		}
	}
	if err := writePairs(cluster, front, node, hosts); err != nil {
		return nil, nil, err
	}
	admin, err := writeKubeconfigs(cluster, node)
	return cluster, admin, err
}

func writePairs(cluster, front *authority, node string, hosts []string) error {
	for name, issue := range map[string]func() (*pair, error){
		"kube-apiserver":         func() (*pair, error) { return cluster.server("kube-apiserver", hosts...) },
		"kubelet-serving":        func() (*pair, error) { return cluster.server("system:node:"+node, hosts...) },
		"kube-apiserver-kubelet": func() (*pair, error) { return cluster.client("kube-apiserver", "system:masters") },
		"front-proxy":            func() (*pair, error) { return front.client("front-proxy") },
	} {
		issued, err := issue()
		if err != nil {
			return err
		}
		if err := issued.write(pkiFolder, name); err != nil {
			return err
		}
	}
	return nil
}

// writeKubeconfigs writes one for each program, and the administrator's. All of them may do everything: upstream's roles
// for them are made only a second after the API server answers, what a kubelet may read is worked out only after a pod is
// given to it, and who is refused waits for a second or more before asking again.
func writeKubeconfigs(cluster *authority, node string) (admin *pair, err error) {
	for program, identity := range map[string][]string{
		"kube-controller-manager": {"system:kube-controller-manager"},
		"kube-scheduler":          {"system:kube-scheduler"},
		"kubelet":                 {"system:node:" + node, "system:nodes"},
		"kube-proxy":              {"system:kube-proxy"},
		"network-policies":        {"system:network-policies"},
	} {
		client, err := cluster.client(identity[0], append(identity[1:], "system:masters")...)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(kubeconfigFile(program), kubeconfig(apiURL, cluster.PEM, client), 0o600); err != nil {
			return nil, err
		}
	}
	admin, err = cluster.client("system:admin", "system:masters")
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(adminFile), 0o755); err != nil {
		return nil, err
	}
	return admin, os.WriteFile(adminFile, kubeconfig(apiURL, cluster.PEM, admin), 0o600)
}
