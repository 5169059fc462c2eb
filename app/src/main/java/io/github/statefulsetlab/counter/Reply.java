package io.github.statefulsetlab.counter;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client is told.
 *
 * @param afterwards what is done once the client has been told
 */
record Reply(
    int status, String contentType, String body, Map<String, String> headers, Runnable afterwards) {

  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int NOT_ACCEPTABLE = 406;
  static final int INTERNAL_ERROR = 500;
  static final int UNAVAILABLE = 503;

  static Reply of(int status, Media media, String body) {
    return of(status, media.contentType(), body).with("Vary", "Accept");
  }

  static Reply of(int status, String contentType, String body) {
    return new Reply(status, contentType, body, Map.of("Cache-Control", "no-store"), () -> {});
  }

  static Reply error(Request request, int status, String message) {
    return error(request.mediaOrText(), status, message);
  }

  static Reply error(Media media, int status, String message) {
    return of(status, media, Pages.error(media, status, message));
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, body, Map.copyOf(more), afterwards);
  }

  Reply then(Runnable action) {
    return new Reply(status, contentType, body, headers, action);
  }
}
