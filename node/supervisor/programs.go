package main

import (
	"strconv"
	"strings"
)

const (
	etcdURL          = "http://127.0.0.1:2379"
	apiURL           = "https://127.0.0.1:6443"
	containerdSocket = "/run/containerd/containerd.sock"
)

// The arguments of each program. What is the same for every node is in files below /etc.

func etcdArguments() []string {
	return []string{
		"--data-dir=" + dataFolder + "/server/db",
		"--listen-client-url=" + etcdURL,
		"--listen-peer-url=http://127.0.0.1:2380",
	}
}

func apiServerArguments() []string {
	return []string{
		"--etcd-servers=" + etcdURL,
		"--secure-port=6443",
		"--service-cluster-ip-range=10.43.0.0/16",
		"--authorization-mode=Node,RBAC",
		// A Service with the node's own address as an external one would take what others send there (CVE-2020-8554).
		"--enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs",
		"--allow-privileged=true",
		"--client-ca-file=" + pkiFile("ca.crt"),
		"--tls-cert-file=" + pkiFile("kube-apiserver.crt"),
		"--tls-private-key-file=" + pkiFile("kube-apiserver.key"),
		"--kubelet-certificate-authority=" + pkiFile("ca.crt"),
		"--kubelet-client-certificate=" + pkiFile("kube-apiserver-kubelet.crt"),
		"--kubelet-client-key=" + pkiFile("kube-apiserver-kubelet.key"),
		"--kubelet-preferred-address-types=InternalIP,Hostname",
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file=" + pkiFile("service-account.key"),
		"--service-account-signing-key-file=" + pkiFile("service-account.key"),
		"--requestheader-client-ca-file=" + pkiFile("front-proxy-ca.crt"),
		"--requestheader-allowed-names=front-proxy",
		"--requestheader-username-headers=X-Remote-User",
		"--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file=" + pkiFile("front-proxy.crt"),
		"--proxy-client-key-file=" + pkiFile("front-proxy.key"),
		"--profiling=false",
	}
}

func controllerManagerArguments() []string {
	return []string{
		"--kubeconfig=" + kubeconfigFile("kube-controller-manager"),
		"--leader-elect=false", // there is nobody to compete with
		"--allocate-node-cidrs=true",
		"--cluster-cidr=10.42.0.0/16",
		"--service-cluster-ip-range=10.43.0.0/16",
		"--root-ca-file=" + pkiFile("ca.crt"),
		"--service-account-private-key-file=" + pkiFile("service-account.key"),
		"--controllers=*,-certificatesigningrequest-signing-controller,-bootstrap-signer-controller,-token-cleaner-controller",
		"--kube-api-qps=200",
		"--kube-api-burst=400",
		"--bind-address=127.0.0.1",
		"--profiling=false",
	}
}

func schedulerArguments() []string {
	return []string{
		"--kubeconfig=" + kubeconfigFile("kube-scheduler"),
		"--authentication-skip-lookup=true",
		"--leader-elect=false",
		"--bind-address=127.0.0.1",
		"--kube-api-qps=200",
		"--kube-api-burst=400",
		"--profiling=false",
	}
}

func kubeletArguments(node string, labels []string, cgroup string, reservedProcesses int) []string {
	return []string{
		"--config=/etc/statefulset-lab/kubelet.yaml",
		"--kubeconfig=" + kubeconfigFile("kubelet"),
		"--hostname-override=" + node,
		"--node-labels=" + strings.Join(labels, ","),
		"--cgroup-root=" + cgroup,
		"--kube-reserved=pid=" + strconv.Itoa(reservedProcesses),
	}
}

func proxyArguments(node string) []string {
	return []string{
		"--config=/etc/statefulset-lab/kube-proxy.yaml",
		"--hostname-override=" + node,
	}
}

func policiesArguments(node string) []string {
	return []string{
		"--kubeconfig=" + kubeconfigFile("network-policies"),
		"--hostname-override=" + node,
	}
}

func pkiFile(name string) string {
	return pkiFolder + "/" + name
}

func kubeconfigFile(program string) string {
	return runFolder + "/" + program + ".kubeconfig"
}
