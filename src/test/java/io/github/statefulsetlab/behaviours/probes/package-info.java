/** Probes restart, hold back, and leave the count alone. Uses {@code lab} and {@code kube} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.probes;

import org.jspecify.annotations.NullMarked;
