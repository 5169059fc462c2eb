package io.github.statefulsetlab.kube.timeline;

/**
 * Why pods don't become ready, where waiting longer would not help.
 *
 * @param what what Kubernetes says, as a sentence
 * @param remedy what to change, as a sentence
 */
public record Obstacle(String what, String remedy) {

  @Override
  public String toString() {
    return what + " " + remedy;
  }
}
