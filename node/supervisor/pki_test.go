package main

import (
	"crypto/tls"
	"crypto/x509"
	"os"
	"path/filepath"
	"testing"
)

func TestServerCertificateIsGoodForItsHostsOnly(t *testing.T) {
	ca := testAuthority(t)
	issued, err := ca.server("kube-apiserver", "localhost", "docker.example", "10.43.0.1")
	if err != nil {
		t.Fatal(err)
	}
	certificate := parse(t, issued)
	for _, host := range []string{"localhost", "docker.example", "10.43.0.1"} {
		if err := verify(certificate, ca, x509.ExtKeyUsageServerAuth, host); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	for _, host := range []string{"other.example", "10.43.0.2"} {
		if verify(certificate, ca, x509.ExtKeyUsageServerAuth, host) == nil {
			t.Errorf("good for %s, which it was not issued for", host)
		}
	}
}

func TestClientCertificateNamesUserAndGroups(t *testing.T) {
	ca := testAuthority(t)
	issued, err := ca.client("system:node:lab", "system:nodes", "system:masters")
	if err != nil {
		t.Fatal(err)
	}
	certificate := parse(t, issued)
	if name := certificate.Subject.CommonName; name != "system:node:lab" {
		t.Errorf("the user is %q", name)
	}
	if groups := certificate.Subject.Organization; len(groups) != 2 {
		t.Errorf("the groups are %q", groups)
	}
	if err := verify(certificate, ca, x509.ExtKeyUsageClientAuth, ""); err != nil {
		t.Error(err)
	}
	if verify(certificate, ca, x509.ExtKeyUsageServerAuth, "") == nil {
		t.Error("a client's certificate is good for a server")
	}
}

func TestCertificateOfAnotherAuthorityIsNotTrusted(t *testing.T) {
	issued, err := testAuthority(t).client("system:admin", "system:masters")
	if err != nil {
		t.Fatal(err)
	}
	if verify(parse(t, issued), testAuthority(t), x509.ExtKeyUsageClientAuth, "") == nil {
		t.Error("trusted by an authority of the same name but another key")
	}
}

func TestKeysAreForRootOnly(t *testing.T) {
	issued, err := testAuthority(t).client("system:admin")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := issued.write(folder, "admin"); err != nil {
		t.Fatal(err)
	}
	status, err := os.Stat(filepath.Join(folder, "admin.key"))
	if err != nil {
		t.Fatal(err)
	}
	if mode := status.Mode().Perm(); mode != 0o600 {
		t.Errorf("the key's mode is %o", mode)
	}
	if err := issued.write(filepath.Join(folder, "missing"), "admin"); err == nil {
		t.Error("written into a folder that is not there")
	}
}

func testAuthority(t *testing.T) *authority {
	t.Helper()
	ca, err := newAuthority("test")
	if err != nil {
		t.Fatal(err)
	}
	return ca
}

func parse(t *testing.T, issued *pair) *x509.Certificate {
	t.Helper()
	loaded, err := tls.X509KeyPair(issued.certificate, issued.key)
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Leaf
}

func verify(certificate *x509.Certificate, ca *authority, usage x509.ExtKeyUsage, host string) error {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca.PEM)
	_, err := certificate.Verify(x509.VerifyOptions{Roots: roots, DNSName: host, KeyUsages: []x509.ExtKeyUsage{usage}})
	return err
}
