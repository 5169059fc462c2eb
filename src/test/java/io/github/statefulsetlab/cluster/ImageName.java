package io.github.statefulsetlab.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of images, complete as containerd wants them. */
final class ImageName {

  private static final String REGISTRY = "docker.io";
  private static final int LONGEST = 255;

  /** The grammar of references: a registry, a path of lower-case names, a tag, a digest. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:(?:\\[[0-9a-fA-F:]+]|[a-zA-Z0-9][a-zA-Z0-9.-]*)(?::\\d+)?/)?"
              + "[a-z0-9]+(?:(?:[.]|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[.]|_{1,2}|-+)[a-z0-9]+)*)*"
              + "(?::\\w[\\w.-]{0,127})?(?:@[a-zA-Z][a-zA-Z0-9+._-]*:[0-9a-fA-F]{32,})?");

  /** Addresses that mean this machine, or a service that a cloud has for each of its machines. */
  private static final Pattern OF_THIS_MACHINE =
      Pattern.compile(
          "(?i)(?:localhost|[^/]*[.]localhost|[^/]*[.]internal|127[.][\\d.]+|0[\\d.]*|169[.]254[.][\\d.]+|\\[(?:::1|::|::ffff:[^/]*|fe80:[^/]*|0:[^/]*)])(?::\\d+)?/.*");

  private static final Pattern PORT = Pattern.compile(":\\d+$");

  private ImageName() {}

  /** Whether it is a name of an image at all. */
  static boolean isValid(String reference) {
    return reference.length() <= LONGEST && REFERENCE.matcher(reference).matches();
  }

  /**
   * Whether its registry would be a port of this machine, or an address that only this machine
   * reaches: whoever pulls from there asks services that are not meant for the chart's author.
   */
  static boolean isFromThisMachine(String reference) {
    String name = complete(reference);
    return OF_THIS_MACHINE.matcher(name).matches()
        || addresses(name.substring(0, name.indexOf('/'))).anyMatch(ImageName::isOfThisMachine);
  }

  /** Those of a registry, whichever way its address is written; none where nobody knows it. */
  private static Stream<InetAddress> addresses(String registry) {
    if (registry.equals(REGISTRY)) {
      return Stream.empty();
    }
    try {
      return Stream.of(InetAddress.getAllByName(PORT.matcher(registry).replaceFirst("")));
    } catch (UnknownHostException e) {
      return Stream.empty();
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || address.isLinkLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }

  /**
   * The name with registry, repository and tag.
   *
   * @see <a href="https://github.com/distribution/reference">the grammar of references</a>
   */
  static String complete(String reference) {
    int slash = reference.indexOf('/');
    String first = slash < 0 ? "" : reference.substring(0, slash);
    boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String named =
        hasRegistry ? reference : REGISTRY + "/" + (slash < 0 ? "library/" + reference : reference);
    return named.contains("@") || named.lastIndexOf(':') > named.lastIndexOf('/')
        ? named
        : named + ":latest";
  }
}
