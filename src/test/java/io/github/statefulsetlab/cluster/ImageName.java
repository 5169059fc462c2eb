package io.github.statefulsetlab.cluster;

/** Names of images, complete as containerd wants them. */
final class ImageName {

  private static final String REGISTRY = "docker.io";

  private ImageName() {}

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
