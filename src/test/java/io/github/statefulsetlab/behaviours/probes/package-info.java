/**
 * Probes restart, hold back, and leave the count alone. Uses what lies in {@code lab} and {@code
 * kube}, and annotations of {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.probes;

import org.jspecify.annotations.NullMarked;
