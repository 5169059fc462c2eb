package io.github.statefulsetlab.kube;

import java.util.function.Predicate;

/**
 * Something that may be so of an object, with the words that a time-out or a failed assertion
 * prints.
 *
 * @param name what is so, as the end of a sentence about the object: {@code is ready}
 */
public record Condition<T>(String name, Predicate<T> predicate) implements Predicate<T> {

  @Override
  public boolean test(T object) {
    return predicate.test(object);
  }

  /** Both of them. */
  public Condition<T> and(Condition<T> other) {
    return new Condition<>(name + " and " + other.name, predicate.and(other.predicate));
  }

  /** The contrary. */
  @Override
  public Condition<T> negate() {
    return new Condition<>("not: " + name, predicate.negate());
  }

  @Override
  public String toString() {
    return name;
  }
}
