package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks an app on this machine. */
record Client(int port) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  HttpResponse<String> get(String path) {
    return ask("GET", path, "*/*");
  }

  HttpResponse<String> get(String path, String accept) {
    return ask("GET", path, accept);
  }

  HttpResponse<String> post(String path) {
    return ask("POST", path, "*/*");
  }

  HttpResponse<String> ask(String method, String path) {
    return ask(method, path, "*/*");
  }

  int status(String path) {
    return get(path).statusCode();
  }

  long count() {
    return Long.parseLong(get("/visits").body().strip());
  }

  CompletableFuture<HttpResponse<String>> begin(String path) {
    return HTTP.sendAsync(request("GET", path, "*/*", PATIENCE), BodyHandlers.ofString());
  }

  /** Throws {@link java.net.http.HttpTimeoutException} when there is no answer in time. */
  HttpResponse<String> getWithin(Duration patience, String path)
      throws IOException, InterruptedException {
    return HTTP.send(request("GET", path, "*/*", patience), BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String method, String path, String accept) {
    return HTTP.sendAsync(request(method, path, accept, PATIENCE), BodyHandlers.ofString()).join();
  }

  private HttpRequest request(String method, String path, String accept, Duration patience) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .method(method, BodyPublishers.noBody())
        .header("Accept", accept)
        .timeout(patience)
        .build();
  }
}
