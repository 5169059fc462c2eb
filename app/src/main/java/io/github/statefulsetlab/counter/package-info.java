/**
 * The counter app: counts visits to a page and keeps the count in a file on the pod's volume.
 *
 * <p>Uses the JDK alone (modules java.base and jdk.httpserver), so that its image needs nothing
 * else. One thread ({@link io.github.statefulsetlab.counter.CounterStore}) touches the disk; no
 * request thread ever waits for it.
 */
package io.github.statefulsetlab.counter;
