package main

import (
	"encoding/base64"
	"fmt"
)

// kubeconfig is what a client needs to reach the API server, with everything embedded.
func kubeconfig(server string, ca []byte, client *pair) []byte {
	text := base64.StdEncoding.EncodeToString
	return fmt.Appendf(nil, `apiVersion: v1
kind: Config
clusters:
- name: default
  cluster:
    server: %s
    certificate-authority-data: %s
users:
- name: default
  user:
    client-certificate-data: %s
    client-key-data: %s
contexts:
- name: default
  context:
    cluster: default
    user: default
current-context: default
`, server, text(ca), text(client.certificate), text(client.key))
}
