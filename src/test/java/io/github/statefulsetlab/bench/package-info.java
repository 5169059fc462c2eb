/**
 * Benchmarks, run by the scripts in {@code bench/}. Uses the JDK alone, and the app as a process.
 */
package io.github.statefulsetlab.bench;
