package io.github.statefulsetlab.counter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Puts the {@link Router} on a port. A handler returns before its answer is there, and the answer
 * is sent by whichever thread is free once it is: requests that wait for the disk hold no thread,
 * so the probes are answered all the same.
 */
final class CounterServer implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int THREADS = 16;
  private static final Duration IDLE_THREADS_STAY = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Router router;
  private final Health health;
  private final Faults faults;
  private final Metrics metrics;
  private final InFlight inFlight;
  private final boolean logRequests;

  static {
    // Read once, when the first server is made. Without the first, an answer on a kept connection
    // waits 40 ms.
    setUnlessGiven("sun.net.httpserver.nodelay", "true");
    setUnlessGiven("sun.net.httpserver.maxIdleConnections", Integer.toString(BACKLOG));
    setUnlessGiven("sun.net.httpserver.maxReqTime", "10");
  }

  CounterServer(
      int port,
      Router router,
      Health health,
      Faults faults,
      Metrics metrics,
      InFlight inFlight,
      boolean logRequests)
      throws IOException {
    this.router = router;
    this.health = health;
    this.faults = faults;
    this.metrics = metrics;
    this.inFlight = inFlight;
    this.logRequests = logRequests;
    server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_THREADS_STAY.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>());
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Takes no new connection, and waits for the requests that have come, for so long at most. */
  boolean drain(Duration atMost) throws InterruptedException {
    Thread stop = new Thread(() -> server.stop((int) atMost.toSeconds()), "stop");
    stop.setDaemon(true);
    stop.start();
    return !faults.isHung() && inFlight.awaitNone(atMost);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    if (faults.isHung()) {
      return; // Nobody will ever answer it.
    }
    inFlight.started();
    Request request = Request.of(exchange);
    answer(request).thenAcceptAsync(reply -> send(exchange, request, reply), threads);
  }

  private CompletionStage<Reply> answer(Request request) {
    return CompletableFuture.completedFuture(request)
        .thenCompose(router::answer)
        .exceptionally(bug -> internalError(request, bug));
  }

  private static Reply internalError(Request request, Throwable bug) {
    Log.problem("A bug in the app: " + request + " met " + bug);
    return Reply.error(
        Media.TEXT, Reply.INTERNAL_ERROR, "There is a bug in the app; its log says more.");
  }

  private void send(HttpExchange exchange, Request request, Reply reply) {
    if (faults.isHung()) {
      return;
    }
    // Before the client has it, who may ask for the metrics next.
    metrics.answered(router.nameInMetrics(request.path()), reply.status());
    try {
      write(exchange, request, reply);
      reply.afterwards().run();
    } catch (IOException e) {
      // The client has gone; there is nobody to tell.
    } finally {
      exchange.close();
      inFlight.ended();
      if (logRequests) {
        Log.info(request.method() + " " + request.path() + " " + reply.status());
      }
    }
  }

  private void write(HttpExchange exchange, Request request, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (health.isDraining()) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    if (request.isHead()) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(reply.status(), -1);
    } else {
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
