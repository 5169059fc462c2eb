package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestCreateWaitsForWhatIsNotThereYet(t *testing.T) {
	for _, last := range []int{http.StatusCreated, http.StatusConflict} {
		var requests atomic.Int32
		api := testAPI(t, func(answer http.ResponseWriter, request *http.Request) {
			body, _ := io.ReadAll(request.Body)
			if string(body) != "kind: Service" || request.Header.Get("Content-Type") != "application/yaml" {
				t.Errorf("sent %q", body)
			}
			statuses := []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusServiceUnavailable, last}
			answer.WriteHeader(statuses[requests.Add(1)-1])
		})
		if err := api.create(t.Context(), manifest{"Service", "web", "/services", []byte("kind: Service")}); err != nil {
			t.Errorf("status %d: %v", last, err)
		}
	}
}

func TestCreateTellsWhyItIsRefused(t *testing.T) {
	api := testAPI(t, func(answer http.ResponseWriter, _ *http.Request) {
		answer.WriteHeader(http.StatusUnprocessableEntity)
		io.WriteString(answer, "spec.ports: Required value")
	})
	ctx, cancel := context.WithTimeout(t.Context(), 2*interval)
	defer cancel()
	err := api.create(ctx, manifest{"Service", "web", "/services", nil})
	if err == nil || !strings.Contains(err.Error(), "Service web could not be created: spec.ports: Required value") {
		t.Errorf("the error is %v", err)
	}
}

func TestTimeOutTellsWhatWasAwaited(t *testing.T) {
	api := testAPI(t, func(answer http.ResponseWriter, _ *http.Request) { answer.WriteHeader(http.StatusNotFound) })
	ctx, cancel := context.WithTimeout(t.Context(), 2*interval)
	defer cancel()
	err := api.registered(ctx, "lab")
	if err == nil || !strings.Contains(err.Error(), "waited for node lab to be registered: status 404") {
		t.Errorf("the error is %v", err)
	}
}

func TestNodeReady(t *testing.T) {
	for answer, want := range map[string]bool{
		`{"status":{"conditions":[{"type":"DiskPressure","status":"False"},{"type":"Ready","status":"True"}]}}`: true,
		`{"status":{"conditions":[{"type":"DiskPressure","status":"True"},{"type":"Ready","status":"False"}]}}`: false,
		`{"status":{"conditions":[{"type":"Ready","status":"Unknown"}]}}`:                                       false,
		`{"status":{}}`: false,
		`not JSON`:      false,
	} {
		if got := hasReadyCondition([]byte(answer)); got != want {
			t.Errorf("%s is ready: %t", answer, got)
		}
	}
}

func TestDeploymentAvailable(t *testing.T) {
	for answer, want := range map[string]bool{
		`{"status":{"availableReplicas":1}}`:                   true,
		`{"status":{"replicas":1,"unavailableReplicas":1}}`:    false,
		`{"spec":{"replicas":1},"status":{"readyReplicas":1}}`: false,
		``: false,
	} {
		if got := hasAvailableReplica([]byte(answer)); got != want {
			t.Errorf("%s is available: %t", answer, got)
		}
	}
}

func testAPI(t *testing.T, handler http.HandlerFunc) *api {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return &api{server.URL, &http.Client{Timeout: 10 * time.Second}}
}
