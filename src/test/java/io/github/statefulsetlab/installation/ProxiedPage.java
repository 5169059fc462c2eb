package io.github.statefulsetlab.installation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.sandbox.ApiUrl;
import io.github.statefulsetlab.sandbox.BoundedOutput;
import io.github.statefulsetlab.sandbox.Browser;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A page of a pod, by the API server's proxy. An app can answer without end: {@value
 * BoundedOutput#MOST} bytes are kept, and no more are asked for.
 */
public final class ProxiedPage {

  /** A moment's trouble is got over within 2 s; that an app is not available is an answer. */
  private static final RequestConfig RETRIES =
      new RequestConfigBuilder()
          .withRequestRetryBackoffLimit(3)
          .withRequestRetryBackoffInterval(200)
          .build();

  /** The API server's proxy hands the header on. */
  private static final Interceptor AS_A_BROWSER =
      new Interceptor() {
        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
          builder.setHeader("User-Agent", Browser.AGENT);
        }
      };

  private static final String PROXY = "/proxy";
  private static final int MOST_HOPS = 5;

  private final BoundedOutput kept = new BoundedOutput();
  private Optional<String> next = Optional.empty();
  private final CompletableFuture<Void> enough = new CompletableFuture<>();

  private ProxiedPage() {}

  /**
   * What a GET answers; empty where the status is 404. Where the app redirects to another page of
   * its own, what that page answers.
   *
   * @param path on the API server
   * @param patience how long an answer may take
   * @throws KubernetesClientException if the answer's status is an error other than 404, or the
   *     answer is not complete within this time
   */
  public static Optional<String> get(KubernetesClient client, String path, Duration patience) {
    String asked = path;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      ProxiedPage page = new ProxiedPage();
      Optional<String> answer = page.read(client, asked, patience);
      if (page.next.isEmpty()) {
        return answer;
      }
      asked = page.next.get();
    }
    throw new KubernetesClientException(
        "sent on %d times, the last time to %s".formatted(MOST_HOPS, asked));
  }

  private Optional<String> read(KubernetesClient client, String path, Duration patience) {
    HttpClient http =
        client
            .getHttpClient()
            .newBuilder()
            .tag(RETRIES)
            .addOrReplaceInterceptor("browser", AS_A_BROWSER)
            .build();
    long end = System.nanoTime() + patience.toNanos();
    CompletableFuture<HttpResponse<AsyncBody>> asked =
        http.consumeBytes(
            http.newHttpRequestBuilder().uri(ApiUrl.of(client, path)).build(), this::keep);
    try {
      HttpResponse<AsyncBody> answer = asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      AsyncBody body = answer.body();
      try {
        body.consume();
        CompletableFuture.anyOf(body.done(), enough)
            .get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } finally {
        body.cancel();
      }
      if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      next =
          answer.code() / 100 == 3 && path.contains(PROXY) ? next(answer, path) : Optional.empty();
      if (!answer.isSuccessful() && next.isEmpty()) {
        throw new KubernetesClientException(kept.text(), answer.code(), null);
      }
      return Optional.of(asServed(kept.text(), path));
    } catch (ExecutionException e) {
      throw new KubernetesClientException("no answer: " + e.getCause(), e);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new KubernetesClientException(
          "no complete answer within %d s".formatted(patience.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while GET %s was under way.".formatted(path), e);
    }
  }

  /** Nothing but the same pod is asked: a submission has no business with the API server. */
  private static Optional<String> next(HttpResponse<?> answer, String path) {
    return Optional.ofNullable(answer.header("Location"))
        .map(location -> location.replaceFirst("^https?://[^/]*", ""))
        .filter(location -> location.startsWith(pod(path) + "/") && !location.contains(".."));
  }

  /** The part of the path that names the pod and its port. */
  private static String pod(String path) {
    return path.substring(0, path.indexOf(PROXY) + PROXY.length());
  }

  /**
   * The proxy makes the links of an HTML page lead through itself; so they are as the app has them.
   */
  private static String asServed(String page, String path) {
    return path.contains(PROXY) ? page.replace(pod(path), "") : page;
  }

  private void keep(List<ByteBuffer> buffers, AsyncBody body) throws IOException {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      kept.write(bytes);
    }
    if (kept.isFull()) {
      enough.complete(null);
    } else {
      body.consume();
    }
  }
}
