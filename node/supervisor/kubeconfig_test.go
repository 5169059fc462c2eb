package main

import (
	"encoding/base64"
	"regexp"
	"strings"
	"testing"
)

func TestKubeconfigHasAllEmbedded(t *testing.T) {
	text := string(kubeconfig("https://127.0.0.1:6443", []byte("ca"), &pair{[]byte("certificate"), []byte("key")}))
	for field, want := range map[string]string{
		"certificate-authority-data": "ca", "client-certificate-data": "certificate", "client-key-data": "key",
	} {
		found := regexp.MustCompile(field + `: (\S+)`).FindStringSubmatch(text)
		if found == nil {
			t.Fatalf("no %s in\n%s", field, text)
		}
		if decoded, err := base64.StdEncoding.DecodeString(found[1]); err != nil || string(decoded) != want {
			t.Errorf("%s is %q, %v", field, decoded, err)
		}
	}
	for _, line := range []string{"server: https://127.0.0.1:6443", "current-context: default"} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
}
