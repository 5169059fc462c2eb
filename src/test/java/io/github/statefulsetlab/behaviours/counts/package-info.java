/** Pods count their own visits. Uses {@code lab} and {@code kube} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.counts;

import org.jspecify.annotations.NullMarked;
