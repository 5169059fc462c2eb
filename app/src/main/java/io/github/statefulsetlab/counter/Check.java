package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Asks running apps how they are, for images that have no curl. */
final class Check {

  private static final int TIMEOUT = (int) Duration.ofSeconds(5).toMillis();
  private static final String VISIT = "--visit";

  private Check() {}

  /** Exit status: 0 if all is well, 1 if something is not, 2 if it is not clear what to ask. */
  static int run(List<String> words) {
    boolean visit = words.contains(VISIT);
    List<String> urls = words.stream().filter(word -> !word.equals(VISIT)).toList();
    if (urls.isEmpty()) {
      return Usage.bad("Which URL?");
    }
    for (String url : urls) {
      if (!url.matches("http://.+")) {
        return Usage.bad("\"" + url + "\" is not a URL that starts with http://.");
      }
    }
    boolean good = true;
    for (String url : urls) {
      good &= visit ? countGrows(url.replaceAll("/+$", "")) : answers(url);
    }
    return good ? Usage.GOOD : Usage.FAILED;
  }

  private static boolean answers(String url) {
    try {
      Answer answer = get(url);
      System.out.println(url + " " + answer.status() + " " + answer.firstLine());
      return answer.isGood();
    } catch (IOException e) {
      return failed(url, e);
    }
  }

  private static boolean countGrows(String base) {
    try {
      long before = count(base);
      Answer visit = get(base + "/");
      long after = count(base);
      boolean grew = visit.isGood() && after > before;
      System.out.printf(
          "%s/ %d, count %d before and %d after%n", base, visit.status(), before, after);
      return grew;
    } catch (IOException e) {
      return failed(base, e);
    }
  }

  private static long count(String base) throws IOException {
    Answer answer = get(base + "/visits");
    if (answer.isGood() && answer.firstLine().matches("[0-9]{1,18}")) {
      return Long.parseLong(answer.firstLine());
    }
    throw new IOException(
        "/visits answered "
            + answer.status()
            + " \""
            + answer.firstLine()
            + "\", which is not a count");
  }

  private static Answer get(String url) throws IOException {
    HttpURLConnection connection = open(url);
    connection.setRequestProperty("Accept", "text/plain");
    connection.setConnectTimeout(TIMEOUT);
    connection.setReadTimeout(TIMEOUT);
    connection.setInstanceFollowRedirects(false);
    int status = connection.getResponseCode();
    try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, text.lines().findFirst().orElse(""));
    }
  }

  private static HttpURLConnection open(String url) throws IOException {
    try {
      return (HttpURLConnection) new URL(url).openConnection();
    } catch (MalformedURLException e) {
      throw new IOException("this is not a URL: " + e.getMessage(), e);
    }
  }

  private static boolean failed(String url, IOException e) {
    System.err.println(url + " failed: " + reason(e));
    return false;
  }

  private static String reason(IOException e) {
    return e instanceof UnknownHostException
        ? "there is no host of this name"
        : String.valueOf(e.getMessage());
  }

  private record Answer(int status, String firstLine) {

    boolean isGood() {
      return status == Reply.OK;
    }
  }
}
