package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// interval is how often a question is asked again whose answer is awaited.
const interval = 50 * time.Millisecond

// api talks to the API server as an administrator.
type api struct {
	server string
	client *http.Client
}

func newAPI(server string, ca []byte, admin *pair) (*api, error) {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	certificate, err := tls.X509KeyPair(admin.certificate, admin.key)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{certificate}},
		ForceAttemptHTTP2: true,
	}
	return &api{server, &http.Client{Transport: transport, Timeout: 10 * time.Second}}, nil
}

// do sends a request. The server understands YAML as well as JSON.
func (a *api) do(ctx context.Context, method, path, contentType string, body []byte) (status int, answer []byte, err error) {
	request, err := http.NewRequestWithContext(ctx, method, a.server+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Accept", "application/json")
	response, err := a.client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	answer, err = io.ReadAll(response.Body)
	return response.StatusCode, answer, err
}

// serving waits until the server serves what is stored. That is a second before it calls itself ready, which is when it
// has also made the roles that come with a cluster.
func (a *api) serving(ctx context.Context) error {
	return a.await(ctx, "the API server to answer", "/api/v1/namespaces/kube-system", anything)
}

// ready waits until the server says that all of it has started.
func (a *api) ready(ctx context.Context) error {
	return a.await(ctx, "the API server to be ready", "/readyz", anything)
}

// registered waits until the node is known to the API server.
func (a *api) registered(ctx context.Context, node string) error {
	return a.await(ctx, "node "+node+" to be registered", "/api/v1/nodes/"+node, anything)
}

// nodeReady waits until the node would run pods.
func (a *api) nodeReady(ctx context.Context, node string) error {
	return a.await(ctx, "node "+node+" to be ready", "/api/v1/nodes/"+node, hasReadyCondition)
}

// available waits until a Deployment of the node's own has all it wants.
func (a *api) available(ctx context.Context, deployment string) error {
	path := "/apis/apps/v1/namespaces/kube-system/deployments/" + deployment
	return a.await(ctx, deployment+" to be available", path, hasAvailableReplica)
}

func (a *api) await(ctx context.Context, what, path string, enough func(answer []byte) bool) error {
	last := "no answer"
	err := poll(ctx, func() bool {
		status, answer, err := a.do(ctx, http.MethodGet, path, "", nil)
		switch {
		case ctx.Err() != nil: // says nothing new
		case err != nil:
			last = err.Error()
		case status != http.StatusOK:
			last = fmt.Sprintf("status %d", status)
		default:
			last = "not yet"
			return enough(answer)
		}
		return false
	})
	if err != nil {
		return fmt.Errorf("waited for %s: %s: %w", what, last, err)
	}
	return nil
}

// create makes an object from a manifest. A server that has only just begun to answer refuses what it will take a moment
// later, in more ways than can be told apart from a refusal that lasts: a namespace or an address range may be missing.
func (a *api) create(ctx context.Context, object manifest) error {
	last := "no answer"
	err := poll(ctx, func() bool {
		status, answer, err := a.do(ctx, http.MethodPost, object.path, "application/yaml", object.body)
		switch {
		case ctx.Err() != nil: // says nothing new
		case err != nil:
			last = err.Error()
		default:
			last = strings.TrimSpace(string(answer))
		}
		return err == nil && (status == http.StatusCreated || status == http.StatusConflict)
	})
	if err != nil {
		return fmt.Errorf("%s %s could not be created: %s: %w", object.kind, object.name, last, err)
	}
	return nil
}

// poll asks until the answer is yes, or there is no time left.
func poll(ctx context.Context, done func() bool) error {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for !done() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
	return nil
}

func anything([]byte) bool { return true }

func hasReadyCondition(answer []byte) bool {
	var node struct {
		Status struct {
			Conditions []struct{ Type, Status string }
		}
	}
	if json.Unmarshal(answer, &node) != nil {
		return false
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type == "Ready" {
			return condition.Status == "True"
		}
	}
	return false
}

func hasAvailableReplica(answer []byte) bool {
	var deployment struct {
		Status struct{ AvailableReplicas int }
	}
	return json.Unmarshal(answer, &deployment) == nil && deployment.Status.AvailableReplicas > 0
}
